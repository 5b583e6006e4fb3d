import type { Page } from '@playwright/test'
import { expectNoViolations } from './axe.ts'
import { expect, test } from './fixtures.ts'
import { createAgent, createSkill, lockAgent } from './helpers.ts'

const search = (page: Page) => page.getByRole('searchbox', { name: 'Search agents' })
const agents = (page: Page) => page.getByRole('table', { name: 'Agents' }).locator('tbody').getByRole('link')
const count = (page: Page) => page.getByRole('tabpanel').getByRole('status')

test('finds an agent by first name, by both names in any order, and by the end of the phone number', async ({
  page,
  api,
}) => {
  const agent = await createAgent(api, { firstName: 'Zoë', lastName: 'Quenneville', phone: '+1 (415) 555-7391' })
  await page.goto('/agents')
  for (const text of ['zoe quenn', 'Quenneville, Zoë', '5557391', '0014155557391', agent.loginId.toLowerCase()]) {
    await search(page).fill(text)
    await expect(agents(page)).toHaveText([agent.loginId])
  }
  await expect(count(page)).toHaveText(/^1 of [\d,]+$/)
})

test('finds who holds a skill at a level and is locked or inactive in two filters, and keeps them in the URL', async ({
  page,
  api,
}) => {
  const skill = await createSkill(api)
  const [wanted, gone, other] = [
    await createAgent(api, { assignedAgentSkill: [{ id: skill.id, proficiency: 1 }] }),
    await createAgent(api, { assignedAgentSkill: [{ id: skill.id, proficiency: 1 }], active: false }),
    await createAgent(api, { assignedAgentSkill: [{ id: skill.id, proficiency: 1 }] }),
  ]
  await createAgent(api, { assignedAgentSkill: [{ id: skill.id, proficiency: 2 }] })
  await lockAgent(api, wanted.loginId)
  await page.goto('/agents')
  await page.getByRole('button', { name: 'Filter', exact: true }).click()
  await page.getByRole('menuitem', { name: 'Skill' }).click()
  const dialog = page.getByRole('dialog', { name: 'Skill' })
  await dialog.getByRole('combobox', { name: 'Skill' }).fill(String(skill.id))
  await page.keyboard.press('Enter')
  await dialog.getByRole('checkbox', { name: 'Level 1' }).check()
  await expectNoViolations(page, dialog)
  await dialog.getByRole('button', { name: 'Done' }).click()
  await expect(agents(page)).toHaveText([other.loginId, gone.loginId, wanted.loginId].toSorted())
  await page.getByRole('button', { name: 'Filter', exact: true }).click()
  await page.getByRole('menuitem', { name: 'Status' }).click()
  const status = page.getByRole('dialog', { name: 'Status' })
  await status.getByRole('checkbox', { name: 'Locked' }).check()
  await expect(agents(page)).toHaveText([wanted.loginId])
  await status.getByRole('checkbox', { name: 'Inactive' }).check()
  await page.keyboard.press('Escape')
  await expect(agents(page)).toHaveText([gone.loginId, wanted.loginId].toSorted())
  await expect(page).toHaveURL(/status=\w+,\w+/)
  await expect(page).toHaveURL(new RegExp(`skill=${skill.id}:1`))
  await page.reload()
  await expect(agents(page)).toHaveText([gone.loginId, wanted.loginId].toSorted())
  await expect(page.getByRole('button', { name: /^Remove filter / })).toHaveCount(2)
  await expect(page.getByRole('button', { name: `Skill: ${skill.name} 1` })).toBeVisible()
  await page.getByRole('button', { name: 'Remove filter Status' }).click()
  await expect(agents(page)).toHaveCount(3)
  await expect(page.getByRole('button', { name: 'Filter', exact: true })).toBeFocused()
})

test('finds who has not signed in for so many days', async ({ page, api }) => {
  const agent = await createAgent(api)
  await page.goto(`/agents?q=${agent.loginId}`)
  await page.getByRole('button', { name: 'Filter', exact: true }).click()
  await page.getByRole('menuitem', { name: 'Last login' }).click()
  const dialog = page.getByRole('dialog', { name: 'Last login' })
  await dialog.getByRole('radio', { name: 'Within' }).check()
  await dialog.getByLabel('Days').fill('7')
  await expect(page.getByText(`No agents match “${agent.loginId}”`)).toBeVisible()
  await dialog.getByLabel('Days').fill('0')
  await expect(dialog.getByText('Enter a number of days from 1 to 3650')).toBeVisible()
  await dialog.getByRole('radio', { name: 'Never' }).check()
  await expect(agents(page)).toHaveText([agent.loginId])
})

for (const [what, address] of [
  ['an unknown skill', 'skill=999999999'],
  ['a skill that is no number', 'skill=spanish'],
  ['an unknown service', 'service=999999999'],
  ['an unknown status', 'status=asleep'],
  ['an unknown time', 'lastLogin=soon'],
] as const)
  test(`shows ${what} in the URL as a chip that finds nobody and can be removed`, async ({ page }) => {
    await page.goto(`/agents?${address}`)
    await expect(page.getByText('No agents match')).toBeVisible()
    await expect(page.getByRole('button', { name: /not found$/ })).toBeVisible()
    await page.getByRole('button', { name: /^Remove filter / }).click()
    await expect(agents(page).first()).toBeVisible()
  })

test('says at the field what cannot be searched for', async ({ page }) => {
  await page.goto(`/agents?q=${'w%20'.repeat(40)}`)
  await expect(search(page)).toHaveAccessibleDescription(/20 words/)
  await search(page).fill('%')
  await expect(page.getByText('No agents match “%”')).toBeVisible()
})

test('sorts by a column’s head, both ways, and says so', async ({ page }) => {
  await page.goto('/agents')
  const head = page.getByRole('columnheader', { name: 'Name' })
  await head.getByRole('button', { name: 'Name' }).click()
  await expect(head).toHaveAttribute('aria-sort', 'ascending')
  await expect(page).toHaveURL(/sort=name/)
  const first = await agents(page).first().innerText()
  await head.getByRole('button', { name: 'Name' }).click()
  await expect(head).toHaveAttribute('aria-sort', 'descending')
  await expect(agents(page).first()).not.toHaveText(first)
})

test('shows, hides, orders columns and tightens the rows, and keeps it', async ({ page }) => {
  await page.goto('/agents')
  await page.getByRole('button', { name: 'Columns' }).click()
  await expect(page.getByRole('group', { name: 'Columns shown' })).toBeInViewport({ ratio: 1 })
  await page.getByRole('checkbox', { name: 'Services' }).check()
  await page.getByRole('checkbox', { name: 'Skills' }).uncheck()
  await page.getByRole('button', { name: 'Move Name right' }).click()
  await page.getByRole('radio', { name: 'Compact' }).check()
  await page.keyboard.press('Escape')
  await page.reload()
  await expect(page.getByRole('columnheader')).toHaveText([
    // The box that selects all.
    '',
    'Login ID',
    'Phone',
    'Name',
    'Status',
    'Last login',
    'Call center',
    'Services',
  ])
  const heights = () => page.locator('tbody tr[aria-rowindex]').evaluateAll((all) => all.map((row) => row.clientHeight))
  await expect.poll(async () => new Set(await heights())).toEqual(new Set([32]))
  await page.getByRole('button', { name: 'Columns' }).click()
  await page.getByRole('radio', { name: 'Comfortable' }).check()
  await expect.poll(async () => new Set(await heights())).toEqual(new Set([40]))
})

test('saves a view, opens it from anywhere in the list, replaces and deletes it', async ({ page }) => {
  const name = `Locked ${Date.now()}`
  await page.goto('/agents?status=locked&sort=-lastLogin')
  await page.getByRole('button', { name: 'Save view' }).click()
  await page.getByLabel('Name of the view').fill(name)
  await expectNoViolations(page, page.getByRole('dialog', { name: 'Save view' }))
  await page.getByRole('dialog', { name: 'Save view' }).getByRole('button', { name: 'Save' }).click()
  await expect(page.getByRole('status').filter({ hasText: 'saved' })).toBeVisible()
  await page.goto('/agents')
  await page.getByRole('button', { name: 'Views' }).click()
  await page.getByRole('button', { name, exact: true }).click()
  await expect(page).toHaveURL(/status=locked/)
  await expect(page).toHaveURL(/sort=-lastLogin/)
  await expect(page.getByRole('button', { name: 'Status: Locked' })).toBeVisible()
  await page.getByRole('button', { name: 'Views' }).click()
  await page.getByRole('button', { name: `Delete view ${name}` }).click()
  await expect(page.getByRole('button', { name, exact: true })).toHaveCount(0)
})

test('walks through the rows by keyboard', async ({ page }) => {
  await page.goto('/agents')
  const second = agents(page).nth(1)
  await agents(page).first().focus()
  await page.keyboard.press('ArrowDown')
  await expect(second).toBeFocused()
  await page.keyboard.press('End')
  await expect(page.locator('tbody a:focus')).toBeVisible()
  await page.keyboard.press('Home')
  await expect(agents(page).first()).toBeFocused()
})
