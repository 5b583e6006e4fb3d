import { randomUUID } from 'node:crypto'
import type { Locator, Page } from '@playwright/test'
import { expect, PASSWORD, test } from './fixtures.ts'
import { apiAs, createAgent, createSkill, signInAsAgent, tabTo } from './helpers.ts'

// Rare jobs, with keys alone from a page just opened. Daily ones are in keyboard.spec.ts.

const SPANISH = 8945
const ACD_SERVICE = 17885

const newLoginId = () => `KEYS_${randomUUID().slice(0, 8)}`.toUpperCase()

const idOnPage = (page: Page) => Number(new URL(page.url()).pathname.split('/').at(-1))

/** Goes on to a field and types into it. */
async function typeInto(page: Page, label: string, text: string) {
  await tabTo(page, page.getByLabel(label))
  await page.keyboard.type(text)
}

/** Goes on to a field that finds something, and takes the one thing that is found. */
async function pick(page: Page, label: string, text: string) {
  await tabTo(page, page.getByRole('combobox', { name: label }))
  await page.keyboard.type(text)
  await expect(page.getByRole('option')).toHaveCount(1)
  await page.keyboard.press('Enter')
}

async function fillInWho(page: Page, loginId: string) {
  await typeInto(page, 'Login ID', loginId)
  await typeInto(page, 'First name', 'Katherine')
  await typeInto(page, 'Last name', 'Johnson')
  await typeInto(page, 'Password', PASSWORD)
}

// More than any menu has.
const MOST_ITEMS = 10

/** Goes down in a menu. Not by letters: those that come late begin another word. */
async function goDownTo(page: Page, item: Locator) {
  const items = page.getByRole('menuitem')
  await expect(items.first()).toBeFocused()
  for (let pressed = 0; pressed < MOST_ITEMS; pressed++) {
    if (await item.evaluate((element) => element === document.activeElement)) return
    await page.keyboard.press('ArrowDown')
  }
  throw new Error(`the arrow key does not lead to ${item.toString()}`)
}

/** Opens the menu of what else can be done with an agent, and does it. */
async function takeFromMore(page: Page, name: string) {
  await tabTo(page, page.getByRole('button', { name: 'More' }))
  await page.keyboard.press('Enter')
  await goDownTo(page, page.getByRole('menuitem', { name }))
  await page.keyboard.press('Enter')
}

test('creates an agent with a skill and a service by keyboard alone', async ({ page, api }) => {
  const loginId = newLoginId()
  await page.goto('/agents')
  await tabTo(page, page.getByRole('button', { name: 'New agent' }))
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL('/agents/new')
  await expect(page.getByLabel('Login ID')).toBeFocused()
  await fillInWho(page, loginId)
  await typeInto(page, 'Phone', '2025550199')
  await tabTo(page, page.getByRole('radio', { name: 'Unlimited' }))
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('ArrowRight')
  await expect(page.getByRole('radio', { name: 'Minutes' })).toBeChecked()
  await typeInto(page, 'Wrap-up time in minutes', '2')
  await tabTo(page, page.getByRole('checkbox', { name: 'Home agent' }))
  await page.keyboard.press('Space')
  await pick(page, 'Add skill', 'spanish')
  await tabTo(page, page.getByRole('slider', { name: 'SPANISH proficiency' }))
  await page.keyboard.press('2')
  await pick(page, 'Add service', String(ACD_SERVICE))
  await tabTo(page, page.getByRole('button', { name: 'Create agent' }))
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { name: 'Katherine Johnson' })).toBeVisible()
  expect(await api('readAgent', { params: { id: idOnPage(page) } })).toMatchObject({
    loginId,
    phone: '2025550199',
    wrapUpTime: 120,
    homeAgent: true,
    assignedAgentSkill: [{ id: SPANISH, proficiency: 2 }],
    assignedService: [{ id: ACD_SERVICE }],
  })
})

test('duplicates an agent by keyboard alone', async ({ page, api }) => {
  const original = await createAgent(api, { assignedAgentSkill: [{ id: SPANISH, proficiency: 2 }] })
  const loginId = newLoginId()
  await page.goto(`/agents/${original.id}`)
  await takeFromMore(page, 'Duplicate')
  await expect(page).toHaveURL(`/agents/new?from=${original.id}`)
  await expect(page.getByLabel('Login ID')).toBeFocused()
  await page.keyboard.press('Shift+Tab')
  await fillInWho(page, loginId)
  // Nobody else has the number of the original.
  await typeInto(page, 'Phone', '5550199')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { name: 'Katherine Johnson' })).toBeVisible()
  expect(await api('readAgent', { params: { id: idOnPage(page) } })).toMatchObject({
    loginId,
    phone: '5550199',
    assignedAgentSkill: [{ id: SPANISH, proficiency: 2 }],
  })
})

test('sets a password by keyboard alone', async ({ page, api }) => {
  const { id, loginId } = await createAgent(api)
  await page.goto(`/agents/${id}`)
  const opener = page.getByRole('button', { name: 'Set password' })
  await tabTo(page, opener)
  await page.keyboard.press('Enter')
  const dialog = page.getByRole('dialog', { name: `Set password for ${loginId}` })
  await expect(dialog.getByLabel('Password')).toBeFocused()
  await tabTo(page, dialog.getByRole('button', { name: 'Generate' }))
  await page.keyboard.press('Enter')
  await expect(dialog.getByLabel('Password')).not.toHaveValue('')
  const password = await dialog.getByLabel('Password').inputValue()
  await tabTo(page, dialog.getByRole('button', { name: 'Set password' }))
  await page.keyboard.press('Enter')
  await expect(dialog).toHaveCount(0)
  await expect(opener).toBeFocused()
  expect(await signInAsAgent(api, loginId, password)).toMatchObject({ userId: id })
})

test('deletes an agent by keyboard alone, and goes on with the list', async ({ page, api }) => {
  const { id, loginId } = await createAgent(api)
  await page.goto(`/agents/${id}`)
  await takeFromMore(page, 'Delete')
  const dialog = page.getByRole('dialog', { name: `Delete ${loginId}?` })
  // Actions that cannot be undone do not have the focus.
  await expect(dialog.getByRole('button', { name: 'Delete' })).not.toBeFocused()
  await tabTo(page, dialog.getByRole('button', { name: 'Delete' }))
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL('/agents')
  await expect(page.getByRole('status').filter({ hasText: `${loginId} deleted` })).toBeVisible()
  await expect(page.getByRole('main')).toBeFocused()
  await expect(api('readAgent', { params: { id } })).rejects.toMatchObject({ kind: 'not-found' })
})

test('deletes a skill that somebody holds by keyboard alone, and goes on with the others', async ({ page, api }) => {
  const skill = await createSkill(api)
  await createAgent(api, { assignedAgentSkill: [{ id: skill.id, proficiency: 2 }] })
  await page.goto(`/skills/${skill.id}`)
  await tabTo(page, page.getByRole('button', { name: 'Delete', exact: true }))
  await page.keyboard.press('Enter')
  const dialog = page.getByRole('dialog', { name: `Delete ${skill.name}?` })
  await expect(dialog.getByRole('textbox')).toBeFocused()
  await page.keyboard.type(skill.name)
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL('/skills')
  await expect(page.getByRole('status').filter({ hasText: `${skill.name} deleted` })).toBeVisible()
  await expect(page.getByRole('main')).toBeFocused()
  await expect(api('readAgentSkill', { params: { id: skill.id } })).rejects.toMatchObject({ kind: 'not-found' })
})

test('filters the history by keyboard alone, and takes the filters away', async ({ page, api, server }) => {
  const somebodyElse = await apiAs(server, 'superuser')
  const { id } = await createAgent(api)
  await somebodyElse('updateAgent', { params: { id }, body: { firstName: 'Grace' } })
  const rows = page.getByRole('list', { name: 'Changes' }).getByRole('listitem')
  await page.goto(`/history?agent=${id}`)
  await expect(rows).toHaveCount(2)
  await typeInto(page, 'Person', 'superuser')
  await page.keyboard.press('Enter')
  await expect(rows).toHaveCount(1)
  await expect(rows).toContainText('first name Ada → Grace')
  await tabTo(page, page.getByLabel('Kind of change'))
  // One letter is enough: a second that comes late would be the first of another kind.
  await page.keyboard.press('P')
  await expect(page.getByText('No changes match')).toBeVisible()
  await tabTo(page, page.getByLabel('From'))
  await page.keyboard.type('01012001')
  await expect(page).toHaveURL(/from=2001-01-01/)
  await tabTo(page, page.getByRole('button', { name: 'Clear filters' }))
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL('/history')
  await expect(page.getByRole('search')).toBeFocused()
})
