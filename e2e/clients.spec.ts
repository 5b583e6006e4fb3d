import { randomUUID } from 'node:crypto'
import type { Page } from '@playwright/test'
import { expect, PASSWORD, test } from './fixtures.ts'
import { apiAs, signIn, skillRow, chooseInAccountMenu } from './helpers.ts'

const NORTH = 1005018
const AGENT_OF_NORTH = 210_000
/** In milliseconds: after it a page asks whether anything changed. */
const INTERVAL = 15_000
const clientOf = (page: Page) => page.getByRole('combobox', { name: 'Client', exact: true })
const shownClient = (page: Page) => clientOf(page).locator('option:checked')
const menuOf = (page: Page) => page.getByRole('button', { name: 'Menu' })
const main = (page: Page) => page.getByRole('navigation', { name: 'Main' })

async function switchTo(page: Page, name: string) {
  if (await menuOf(page).isVisible()) await menuOf(page).click()
  await clientOf(page).selectOption(name)
}

async function follow(page: Page, name: string) {
  if ((await menuOf(page).isVisible()) && !(await main(page).isVisible())) await menuOf(page).click()
  await main(page).getByRole('link', { name }).click()
}

/** Other tests create agents there. */
const demoHeading = (page: Page) => page.getByRole('heading', { name: /^Agents 2,\d{3}$/ })
const agentsHeading = (page: Page, count: string) => page.getByRole('heading', { name: `Agents ${count}`, exact: true })

test.use({ signedInAs: 'sysadmin' })

for (const viewport of [
  { width: 1366, height: 768 },
  { width: 390, height: 844 },
])
  test.describe(`at ${viewport.width} pixels`, () => {
    test.use({ viewport })

    test('switches to another client, works there, and switches back', async ({ page, server }) => {
      const api = await apiAs(server, 'sysadmin')
      const skillsOf = async (client?: number) =>
        (await api('listAgentSkills', { query: { client, count: 1000, offset: 0 } })).agentSkill.map(({ name }) => name)

      await page.goto('/skills')
      await expect(skillRow(page, 'SPANISH')).toBeVisible()
      await switchTo(page, 'North Contact Center')
      await expect(page).toHaveURL(`/agents?client=${NORTH}`)
      await expect(agentsHeading(page, '150')).toBeVisible()
      await expect(page.getByRole('tab', { name: /^All 150$/ })).toBeVisible()
      const { size } = await api('getAgentListInfo', { query: { client: NORTH } })
      expect(size).toBe(150)

      await follow(page, 'Skills')
      await expect(skillRow(page, 'OUTAGES')).toBeVisible()
      await expect(skillRow(page, 'SPANISH')).toHaveCount(0)
      const name = `E2E ${randomUUID().slice(0, 8)}`.toUpperCase()
      await page.getByRole('button', { name: 'New skill' }).click()
      const dialog = page.getByRole('dialog', { name: 'New skill' })
      await dialog.getByLabel('Name').fill(name)
      await dialog.getByRole('button', { name: 'Create' }).click()
      await expect(skillRow(page, name)).toBeVisible()
      expect(await skillsOf(NORTH)).toContain(name)
      expect(await skillsOf()).not.toContain(name)

      await page.reload()
      await expect(skillRow(page, name)).toBeVisible()
      await follow(page, 'History')
      await expect(page.getByRole('list', { name: 'Changes', exact: true }).getByText(name).first()).toBeVisible()

      await switchTo(page, 'Demo Contact Center')
      await expect(page).toHaveURL('/agents')
      await expect(demoHeading(page)).toBeVisible()
      await follow(page, 'Skills')
      await expect(skillRow(page, 'SPANISH')).toBeVisible()
      await expect(skillRow(page, name)).toHaveCount(0)
    })
  })

test('creates an agent in the client that is shown, with its skills and services', async ({ page, server }) => {
  const api = await apiAs(server, 'sysadmin')
  await page.goto('/agents')
  await switchTo(page, 'North Contact Center')
  await expect(page.getByRole('tab', { name: /^All 15\d$/ })).toBeVisible()
  await page.getByRole('button', { name: 'New agent' }).click()
  const loginId = `E2E_${randomUUID().slice(0, 8)}`.toUpperCase()
  await page.getByLabel('Login ID').fill(loginId)
  await page.getByLabel('First name').fill('Katherine')
  await page.getByLabel('Last name').fill('Johnson')
  await page.getByLabel('Password').fill(PASSWORD)
  await page.getByLabel('Phone').fill('(202) 555-0199')
  await page.getByRole('combobox', { name: 'Add service' }).fill('ferry res')
  await page.getByRole('option', { name: /Ferry Reservations/ }).click()
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Create agent' }).click()
  await expect(page.getByRole('heading', { name: 'Katherine Johnson' })).toBeVisible()
  await expect(page.getByRole('region', { name: 'Services' })).toContainText('Ferry Reservations')
  const { agent } = await api('findMatchingAgents', {
    query: { client: NORTH, count: 10, offset: 0 },
    body: { loginId },
  })
  expect(agent).toHaveLength(1)
  // For the other tests, which count.
  await api('deleteAgent', { params: { id: agent[0]?.id ?? 0 } })
})

test('the command palette finds what the shown client has', async ({ page }) => {
  await page.goto('/agents')
  await switchTo(page, 'North Contact Center')
  await expect(page.getByRole('tab', { name: /^All 15\d$/ })).toBeVisible()
  await page.keyboard.press('Control+k')
  await page.getByRole('combobox', { name: 'Search agents' }).fill('outages')
  await expect(page.getByRole('option', { name: /OUTAGES/ })).toBeVisible()
  await page.getByRole('combobox', { name: 'Search agents' }).fill('spanish')
  await expect(page.getByText('No matches for')).toBeVisible()
})

test.describe('by the clock', () => {
  test.use({ longTimers: true })
  test('asks of the shown client alone whether anything changed, and sees what did', async ({ page, server }) => {
    const api = await apiAs(server, 'sysadmin')
    await page.clock.install()
    await page.goto('/agents')
    await switchTo(page, 'North Contact Center')
    await expect(page.getByRole('tab', { name: /^All 15\d$/ })).toBeVisible()
    await follow(page, 'Skills')
    await expect(skillRow(page, 'OUTAGES')).toBeVisible()
    const asked: string[] = []
    page.on('request', (request) => {
      if (request.url().includes('/configuration/')) asked.push(request.url())
    })
    const name = `E2E ${randomUUID().slice(0, 8)}`.toUpperCase()
    await api('createAgentSkill', { query: { client: NORTH }, body: { name, description: '' } })
    await page.clock.runFor(INTERVAL)
    await expect(skillRow(page, name)).toBeVisible()
    expect(asked.filter((url) => !url.includes(`client=${NORTH}`))).toEqual([])
  })
})

test('stays with the client of a page that one is asked to leave and stays on', async ({ page }) => {
  await page.goto('/agents/new')
  await page.getByLabel('First name').fill('Kept')
  await switchTo(page, 'North Contact Center')
  const question = page.getByRole('dialog', { name: 'Discard your changes?' })
  await question.getByRole('button', { name: 'Keep editing' }).click()
  await expect(page.getByLabel('First name')).toHaveValue('Kept')
  await expect(clientOf(page).locator('option:checked')).toHaveText('Demo Contact Center')
  await page.getByLabel('First name').fill('')
  // To where the switch led, but not by it.
  await follow(page, 'Agents')
  await expect(demoHeading(page)).toBeVisible()
  await expect(clientOf(page).locator('option:checked')).toHaveText('Demo Contact Center')

  await page.goto('/agents/new')
  await page.getByLabel('First name').fill('Lost')
  await switchTo(page, 'North Contact Center')
  await question.getByRole('button', { name: 'Discard' }).click()
  await expect(page.getByRole('tab', { name: /^All 15\d$/ })).toBeVisible()
})

test('is switched by keyboard alone, and the focus stays with the switch', async ({ page }) => {
  await page.goto('/skills')
  await clientOf(page).focus()
  await page.keyboard.press('ArrowDown')
  await expect(page).toHaveURL(`/agents?client=${NORTH}`)
  await expect(page.getByRole('tab', { name: /^All 15\d$/ })).toBeVisible()
  await expect(clientOf(page)).toBeFocused()
  await page.keyboard.press('ArrowUp')
  await expect(demoHeading(page)).toBeVisible()
})

test('a link to an agent or a skill of another client shows that client, with the names and the history there', async ({
  page,
  server,
}) => {
  const api = await apiAs(server, 'sysadmin')
  const { agent } = await api('listAgents', { query: { client: NORTH, count: 1, offset: 0 } })
  const { id = 0, firstName, lastName } = agent[0] ?? {}
  expect(id).toBeGreaterThanOrEqual(AGENT_OF_NORTH)
  const { agentSkill } = await api('listAgentSkills', { query: { client: NORTH, count: 1000, offset: 0 } })
  const [skill] = agentSkill
  await api('addAgentSkill', { params: { agent: id, id: skill?.id ?? 0 }, query: { proficiency: 2 } })
  const { wrapUpTime } = await api('readAgent', { params: { id } })
  await api('updateAgent', { params: { id }, body: { wrapUpTime: wrapUpTime + 60 } })

  await page.goto(`/agents/${id}`)
  await expect(page.getByRole('heading', { name: `${firstName} ${lastName}` })).toBeVisible()
  await expect(page.getByText('Switched to North Contact Center, where this agent belongs')).toBeVisible()
  await expect(shownClient(page)).toHaveText('North Contact Center')
  await expect(page.getByRole('slider', { name: `${skill?.name} proficiency` })).toBeVisible()
  await expect(page.getByRole('region', { name: 'History' }).getByRole('listitem').first()).toContainText('sysadmin')
  await follow(page, 'Agents')
  await expect(page.getByRole('tab', { name: /^All 15\d$/ })).toBeVisible()

  // And back to the own, in the same way.
  await page.goto('/skills/8945')
  await expect(page.getByRole('heading', { name: 'SPANISH' })).toBeVisible()
  await expect(shownClient(page)).toHaveText('Demo Contact Center')
  await page.goto('/skills/20413')
  await expect(page.getByRole('heading', { name: 'OUTAGES' })).toBeVisible()
  await expect(shownClient(page)).toHaveText('North Contact Center')
})

test('the choice is this tab’s, and ends with the session', async ({ page, context }) => {
  await page.goto('/agents')
  await switchTo(page, 'North Contact Center')
  await expect(page.getByRole('tab', { name: /^All 15\d$/ })).toBeVisible()
  const other = await context.newPage()
  await other.goto('/agents')
  await expect(demoHeading(other)).toBeVisible()
  await other.close()
  await chooseInAccountMenu(page, 'Sign out')
  await signIn(page, 'sysadmin')
  await expect(demoHeading(page)).toBeVisible()
})

test('another user who signs in elsewhere in the browser is not shown the client that the first one chose', async ({
  page,
  context,
}) => {
  await page.goto('/agents')
  await switchTo(page, 'North Contact Center')
  await expect(page.getByRole('tab', { name: /^All 15\d$/ })).toBeVisible()
  const other = await context.newPage()
  await other.goto('/sign-in')
  await signIn(other, 'manager')
  await expect(demoHeading(other)).toBeVisible()
  await page.reload()
  await expect(demoHeading(page)).toBeVisible()
  await expect(page.getByRole('cell').getByRole('link').first()).toBeVisible()
  await expect(clientOf(page)).toHaveCount(0)
})

test.describe('a manager', () => {
  test.use({ signedInAs: 'manager' })

  test('sees the name of the client and no switch', async ({ page }) => {
    const clients = page.waitForResponse('/dashboard/clients')
    await page.goto('/agents')
    await (await clients).finished()
    await expect(page.getByText('Demo Contact Center')).toBeVisible()
    await expect(clientOf(page)).toHaveCount(0)
  })
})

test('every link leads to the shown client in another tab, too: its address says which', async ({ page, context }) => {
  await page.goto('/agents')
  await switchTo(page, 'North Contact Center')
  await expect(agentsHeading(page, '150')).toBeVisible()
  for (const [link, path] of [
    ['Skills', '/skills'],
    ['History', '/history'],
    ['Users', '/settings/users'],
    ['Agents', '/agents'],
  ] as const)
    await expect(main(page).getByRole('link', { name: link })).toHaveAttribute('href', `${path}?client=${NORTH}`)
  const opened = context.waitForEvent('page')
  await main(page)
    .getByRole('link', { name: 'Skills' })
    .click({ modifiers: ['ControlOrMeta'] })
  const tab = await opened
  await expect(skillRow(tab, 'OUTAGES')).toBeVisible()
  await expect(shownClient(tab)).toHaveText('North Contact Center')

  await page.getByRole('button', { name: 'New agent' }).click()
  await expect(page).toHaveURL(`/agents/new?client=${NORTH}`)
  await page.goBack()
  await page.goBack()
  await expect(page).toHaveURL('/agents')
  await expect(demoHeading(page)).toBeVisible()
})

test('two tabs each keep their own client', async ({ page, context }) => {
  await page.goto('/agents')
  await expect(demoHeading(page)).toBeVisible()
  const other = await context.newPage()
  await other.goto(`/agents?client=${NORTH}`)
  await expect(agentsHeading(other, '150')).toBeVisible()
  await page.reload()
  await expect(demoHeading(page)).toBeVisible()
})

test.describe('who sees one client alone', () => {
  test.use({ signedInAs: 'manager' })

  test('is told that a link leads to one that they may not see, and is shown their own', async ({ page }) => {
    await page.goto(`/skills?client=${NORTH}`)
    await expect(page.getByText(`You can’t see client ${NORTH}. This is Demo Contact Center.`)).toBeVisible()
    await expect(page).toHaveURL('/skills')
    await expect(skillRow(page, 'SPANISH')).toBeVisible()
  })

  test('is shown their own where the address makes no sense', async ({ page }) => {
    await page.goto('/skills?client=nonsense')
    await expect(skillRow(page, 'SPANISH')).toBeVisible()
  })
})
