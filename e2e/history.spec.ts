import { readFile } from 'node:fs/promises'
import type { Locator } from '@playwright/test'
import { demoLogin } from '#server/first-start/demo/login.ts'
import { expectNoViolations } from './axe.ts'
import { expect, test, type Api } from './fixtures.ts'
import { apiAs, createAgent, createSkill, lockAgent } from './helpers.ts'

const ACD_SERVICE = 17885

/** Matches the page's words for the time, rather than today: it may be another day by now. */
async function momentOf(time: Locator) {
  const [day = '', year] = /^(\d{4})-\d\d-\d\d/.exec((await time.getAttribute('datetime')) ?? '') ?? []
  if (year === undefined) throw new Error('the time says no day')
  return { day, year }
}

test('says on the agent in words what changed, by whom, from where and when', async ({ page, api, server }) => {
  const somebodyElse = await apiAs(server, 'superuser')
  const skill = await createSkill(api)
  const { id, loginId } = await createAgent(api, {
    phone: '1',
    assignedAgentSkill: [{ id: skill.id, proficiency: 3 }],
  })
  await api('addAgentSkill', { params: { agent: id, id: skill.id }, query: { proficiency: 1 } })
  await somebodyElse('addService', { params: { agent: id, id: ACD_SERVICE } })
  await api('updateAgent', { params: { id }, body: { phone: '2', homeAgent: false } })
  await lockAgent(api, loginId)
  await api('updateAgent', { params: { id }, body: { unlock: true } })
  await page.goto(`/agents/${id}`)
  const history = page.getByRole('region', { name: 'History' })
  // One deed of its author's, told as one.
  await history.getByRole('button', { name: 'Show 5 changes' }).click()
  const row = (text: string) => history.getByRole('listitem').filter({ hasText: text }).last()

  await expect(row(`${skill.name} 3 → 1`)).toContainText('by manager from 127.0.0.1')
  await expect(row(`Service ${ACD_SERVICE}`)).toContainText(/Customer Care General added/)
  await expect(row(`Service ${ACD_SERVICE}`)).toContainText('by superuser')
  const link = row(`Service ${ACD_SERVICE}`).getByRole('link', { name: `Service ${ACD_SERVICE} Customer Care General` })
  await expect(link).toHaveAttribute('href', `/services/${ACD_SERVICE}`)
  await expect(row('phone 1 → 2, home agent Yes → No')).toBeVisible()
  await expect(row('Locked after 5 wrong passwords')).toContainText('automatically, from')
  await expect(row('Unlocked').getByRole('button', { name: 'Undo' })).toHaveCount(0)
  await expect(row('Agent created')).toContainText('wrap-up time 30 seconds')

  const when = row(`${skill.name} 3 → 1`).locator('time')
  const { year } = await momentOf(when)
  await when.focus()
  await expect(page.getByRole('tooltip').filter({ visible: true })).toContainText(year)
})

test('shows a change that is made on the page at once', async ({ page, api }) => {
  const skill = await createSkill(api)
  const { id } = await createAgent(api, { assignedAgentSkill: [{ id: skill.id, proficiency: 3 }] })
  await page.goto(`/agents/${id}`)
  await page.getByRole('slider', { name: `${skill.name} proficiency` }).press('2')
  await expect(page.getByRole('region', { name: 'History' }).getByText(`${skill.name} 3 → 2`)).toBeVisible()
})

test('is filtered by person, object, kind and days, all in the URL, and read on', async ({ page, api, server }) => {
  const somebodyElse = await apiAs(server, 'superuser')
  const skill = await createSkill(api)
  const agent = await createAgent(api, { assignedAgentSkill: [{ id: skill.id, proficiency: 1 }] })
  for (let change = 0; change < 55; change++)
    await api('addAgentSkill', { params: { agent: agent.id, id: skill.id }, query: { proficiency: (change % 2) + 2 } })
  await somebodyElse('updateAgent', { params: { id: agent.id }, body: { firstName: 'Grace' } })

  await page.goto(`/agents/${agent.id}`)
  await page.getByRole('region', { name: 'History' }).getByRole('link', { name: 'All changes' }).click()
  await expect(page).toHaveURL(`/history?agent=${agent.id}`)
  await expect(page.getByRole('heading', { name: 'History' })).toBeVisible()
  await expect(page.getByText(`Agent ${agent.loginId}`)).toBeVisible()
  const rows = page.getByRole('list', { name: 'Changes' }).getByRole('listitem')
  await expect(rows).toHaveCount(2)
  await expect(rows.last().getByRole('button', { name: 'Show 49 changes' })).toBeVisible()
  await page.getByRole('button', { name: 'Show more' }).click()
  // 55 levels, and the agent's making with its skill.
  await expect(rows.last().getByRole('button', { name: 'Show 57 changes' })).toBeVisible()
  await expect(page.getByRole('button', { name: 'Show more' })).toHaveCount(0)

  await page.getByLabel('Person').fill('superuser')
  await page.getByLabel('Person').press('Enter')
  await expect(rows).toHaveCount(1)
  await expect(rows).toContainText('first name Ada → Grace')
  await expect(page).toHaveURL(/by=superuser/)
  await page.reload()
  await expect(rows).toHaveCount(1)
  await expect(page.getByLabel('Person')).toHaveValue('superuser')

  await page.getByLabel('Kind of change').selectOption('Password set')
  await expect(page.getByText('No changes match')).toBeVisible()
  await page.getByRole('button', { name: 'Clear filters' }).click()
  await expect(page).toHaveURL('/history')

  await page.goto(`/history?skill=${skill.id}&kind=agent-skill-added`)
  await expect(page.getByText(`Skill ${skill.name}`)).toBeVisible()
  await expect(rows).toHaveCount(1)
  await expect(rows).toContainText(`${agent.loginId} ${skill.name} added at 1`)
  const { day } = await momentOf(rows.locator('time'))
  await page.getByLabel('From').fill(day)
  await page.getByLabel('To').fill(day)
  await expect(page).toHaveURL(new RegExp(`from=${day}&to=${day}`))
  await expect(rows).toHaveCount(1)
  await page.getByLabel('To').fill('2001-01-01')
  await expect(page.getByLabel('To')).toHaveAccessibleDescription('“To” is before “From”')
  await expect(rows).toHaveCount(0)
})

test('tells by day what was done in one go as one, and takes it back', async ({ page, api, server }) => {
  const skill = await createSkill(api)
  const other = await createSkill(api)
  const agent = await createAgent(api, { assignedAgentSkill: [{ id: skill.id, proficiency: 1 }] })
  const set = (by: Api, id: number, proficiency: number) =>
    by('addAgentSkill', { params: { agent: agent.id, id }, query: { proficiency } })
  await set(api, skill.id, 2)
  await set(api, other.id, 4)
  await page.goto('/history')
  await page.getByLabel('Agent', { exact: true }).fill(agent.loginId.toLowerCase())
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(`/history?agent=${agent.id}`)
  await expect(page.getByRole('heading', { name: 'Today' })).toBeVisible()
  const rows = page.getByRole('list', { name: 'Changes', exact: true }).getByRole('listitem')
  // Until the history is that of the agent alone, others may have as many.
  await expect(rows).toHaveCount(1)
  await rows.getByRole('button', { name: 'Show 4 changes' }).click()
  const burst = page.getByRole('list', { name: `Changes of ${agent.loginId}` }).getByRole('listitem')
  await expect(burst).toHaveText([/added at 4/, /1 → 2/, /added at 1/, /Agent created/])
  await expectNoViolations(page, page.getByRole('heading', { name: 'History' }))
  // The page does not know of it yet.
  await set(await apiAs(server, 'superuser'), skill.id, 5)
  await page.getByRole('button', { name: 'Undo 3' }).click()
  await expect(page.getByRole('alert')).toContainText(
    `1 of 3 changes to ${agent.loginId} undone. ${skill.name} 1 → 2 not undone: superuser has changed it since`,
  )
  expect((await api('readAgent', { params: { id: agent.id } })).assignedAgentSkill).toEqual([
    { id: skill.id, proficiency: 5 },
  ])
  await expect(burst.filter({ hasText: '1 → 2' }).getByText('Changed again')).toBeVisible()
  await expect(burst.filter({ hasText: /^\S+ \S+ added at 4/ }).getByText('Undone')).toBeVisible()

  const { day } = await momentOf(page.locator('time').first())
  await page.getByRole('button', { name: 'Today' }).click()
  await expect(page).toHaveURL(new RegExp(`from=${day}&to=${day}`))
  await expect(page.getByRole('button', { name: 'Today' })).toHaveAttribute('aria-pressed', 'true')
  await page.getByRole('button', { name: 'Yesterday' }).click()
  await expect(page.getByText('No changes match')).toBeVisible()
  await page.getByRole('button', { name: 'Clear filters' }).click()
  await page.getByRole('combobox', { name: 'Skill' }).selectOption(skill.name)
  await expect(page).toHaveURL(`/history?skill=${skill.id}`)
  await page.getByLabel('Person').fill('superu')
  await page.getByLabel('Person').press('Enter')
  await expect(rows).toHaveCount(1)
  await expect(rows).toContainText('2 → 5')
})

test('tells a bulk change as one, and leads to the preview of its undo', async ({ page, api }) => {
  const skill = await createSkill(api)
  const agents = []
  for (let i = 0; i < 3; i++)
    agents.push(await createAgent(api, { assignedAgentSkill: [{ id: skill.id, proficiency: 3 }] }))
  await page.goto('/bulk-changes/new')
  await page.getByLabel('Login IDs').fill(agents.map(({ loginId }) => loginId).join())
  await page.getByRole('button', { name: 'Add change' }).click()
  await page.getByRole('menuitem', { name: 'One level stronger' }).click()
  await page.getByRole('combobox', { name: 'Skill' }).fill(skill.name)
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: 'Preview' }).click()
  await page.getByRole('button', { name: 'Apply to 3 agents' }).click()
  await expect(page.getByRole('button', { name: '3 applied', exact: true })).toBeVisible()

  await page.goto(`/history?skill=${skill.id}`)
  const row = page
    .getByRole('list', { name: 'Changes', exact: true })
    .getByRole('listitem')
    .filter({ hasText: `${skill.name} one level stronger for 3 agents` })
  await expect(row).toHaveCount(1)
  await row.getByRole('button', { name: 'Undo 3' }).click()
  await expect(page.getByRole('heading', { name: 'Preview', level: 1 })).toBeVisible()
  await page.getByRole('button', { name: 'Apply to 3 agents' }).click()
  await expect(page.getByRole('button', { name: '3 applied', exact: true })).toBeVisible()
  await page.goto(`/history?skill=${skill.id}`)
  await expect(row.filter({ hasText: 'Undone' })).toHaveCount(1)

  // On an agent's and a skill's page it is one row, too.
  await page.goto(`/skills/${skill.id}`)
  const history = page.getByRole('region', { name: 'History' })
  const undone = history.getByRole('listitem').filter({ hasText: 'Undone' })
  await expect(undone).toHaveText(new RegExp(`^${skill.name} one level stronger for 3 agents3 applied`))
  await page.goto(`/agents/${agents[0]?.id}`)
  await expect(undone).toHaveText(new RegExp(`^${skill.name} one level stronger for 3 agents${skill.name} 3 → 2`))
  await expect(history.getByRole('link', { name: /^Undo: / })).toHaveCount(1)
})

test('tells an agent from a user, and leads to what that one person did', async ({ page, api }) => {
  const agent = await createAgent(api)
  const credentials = { ...demoLogin(agent.loginId), agent: true }
  await api('changePassword', { body: { ...credentials, newPassword: 'my-own-new-1' } })
  await page.goto(`/agents/${agent.id}`)
  const row = page.getByRole('region', { name: 'History' }).getByRole('listitem').filter({ hasText: 'Password set' })
  await expect(row).toContainText(`by agent ${agent.loginId}`)
  await row.getByRole('link', { name: agent.loginId }).click()
  await expect(page).toHaveURL(`/history?by=agent%3A${agent.id}`)
  await expect(page.getByText(`Person ${agent.loginId}`)).toBeVisible()
  const rows = page.getByRole('list', { name: 'Changes' }).getByRole('listitem')
  await expect(rows).toHaveCount(1)
  await page.getByRole('button', { name: `Remove filter Person ${agent.loginId}` }).click()
  await expect(page).toHaveURL('/history')
  await expect(page.getByLabel('Person')).toHaveValue('')
})

test.describe('a Sysadmin in another client', () => {
  test.use({ signedInAs: 'sysadmin' })

  test('is there with the client that they are of', async ({ page, server }) => {
    const { id } = await createAgent(await apiAs(server, 'sysadmin'), { clientId: 1005018 })
    await page.goto(`/agents/${id}`)
    await expect(page.getByRole('listitem').filter({ hasText: 'Agent created' })).toContainText(
      /by sysadmin of Demo Contact Center/,
    )
  })
})

test('finds nothing for filters that cannot be, and says which', async ({ page, api }) => {
  await createSkill(api)
  await page.goto('/history?agent=abc&skill=999999999&kind=explosion&from=yesterday&by=%20')
  await expect(page.getByText('No changes match')).toBeVisible()
  await expect(page.getByText('Agent abc not found')).toBeVisible()
  await expect(page.getByText('Skill 999999999 not found')).toBeVisible()
  await page.getByRole('button', { name: 'Remove filter Agent abc not found' }).click()
  await page.getByRole('button', { name: 'Remove filter Skill 999999999 not found' }).click()
  await page.getByRole('button', { name: 'Remove filter Kind of change explosion not found' }).click()
  await page.getByRole('button', { name: 'Remove filter From yesterday not found' }).click()
  await expect(page.getByRole('list', { name: 'Changes' }).getByRole('listitem').first()).toBeVisible()
  await expect(page).toHaveURL('/history')
})

test('is downloaded as CSV: every change that fits, with nothing in it that a spreadsheet would run', async ({
  page,
  api,
}) => {
  const agent = await createAgent(api, { lastName: 'Ångström, "Q"' })
  await api('updateAgent', { params: { id: agent.id }, body: { firstName: '=cmd()' } })
  for (let change = 0; change < 52; change++)
    await api('updateAgent', { params: { id: agent.id }, body: { phone: `555${change}` } })
  await page.goto(`/history?agent=${agent.id}`)
  await expect(page.getByRole('button', { name: 'Show more' })).toBeVisible()
  const downloading = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Download CSV' }).click()
  const download = await downloading
  expect(download.suggestedFilename()).toBe('history.csv')
  const lines = (await readFile(await download.path(), 'utf8')).split('\r\n')
  expect(lines[0]).toMatch(/^\uFEFFID,Time,Kind,Change,Agent,/)
  expect(lines).toHaveLength(1 + 54)
  expect(lines.at(-2)).toContain('first name Ada → =cmd()')
  expect(lines.at(-1)).toContain('last name: Ångström, ""Q""')
  expect(lines.join('\n')).not.toMatch(/(^|,)"?[=+@-]/m)
  await expect(page.getByText('54 changes downloaded')).toBeVisible()
})

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 } })

  test('is reached through the menu and fits', async ({ page, api }) => {
    const { loginId } = await createAgent(api)
    await page.goto('/agents')
    await page.getByRole('button', { name: 'Menu' }).click()
    await page.getByRole('link', { name: 'History' }).click()
    await expect(page.getByRole('listitem').filter({ hasText: loginId })).toContainText('Agent created')
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390)
  })
})
