import type { Page } from '@playwright/test'
import { CLIENT, expect, PASSWORD, test } from './fixtures.ts'
import { createAgent, lockAgent, tabTo, writesFrom, skillRow } from './helpers.ts'

// Daily jobs, with keys alone from a page just opened. Rare ones are in keyboard-seldom.spec.ts, a new
// skill in command-palette.spec.ts, the skill's own page in skill-page.spec.ts.

const SPANISH = 8945
const ACD_SERVICE = 17885

test.describe('signed out', () => {
  test.use({ signedInAs: null })

  test('signs in and out by keyboard alone', async ({ page }) => {
    await page.goto('/sign-in')
    await tabTo(page, page.getByLabel('Client'))
    await page.keyboard.type(CLIENT)
    await page.keyboard.press('Tab')
    await page.keyboard.type('manager')
    await page.keyboard.press('Tab')
    await page.keyboard.type(PASSWORD)
    await page.keyboard.press('Enter')
    // The focus is on the page's content. Of the links before it, the account is the nearest.
    await expect(page.getByRole('main')).toBeFocused()
    await expect(page.getByRole('heading', { name: /^Agents/ })).toBeVisible()
    await page.keyboard.press('Shift+Tab')
    await expect(page.getByRole('button', { name: /^Account: / })).toBeFocused()
    await page.keyboard.press('Enter')
    await page.keyboard.press('End')
    await expect(page.getByRole('menuitem', { name: 'Sign out' })).toBeFocused()
    await page.keyboard.press('Enter')
    await expect(page.getByRole('button', { name: 'Sign in' })).toBeVisible()
  })
})

test('skips what lies before the page on every page, or goes through it in a few steps', async ({ page }) => {
  await page.goto('/skills')
  await expect(skillRow(page, 'SPANISH')).toBeVisible()
  await page.keyboard.press('Tab')
  await expect(page.getByRole('link', { name: 'Skip to content' })).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('main')).toBeFocused()
  await page.keyboard.press('Tab')
  await expect(page.getByRole('button', { name: 'New skill' })).toBeFocused()

  await page.reload()
  await expect(skillRow(page, 'SPANISH')).toBeVisible()
  const main = page.getByRole('navigation', { name: 'Main' })
  for (const wanted of [
    page.getByRole('link', { name: 'Skip to content' }),
    page.getByRole('button', { name: 'Search…' }),
    main.getByRole('link', { name: 'Agents' }),
    main.getByRole('link', { name: 'Skills' }),
    main.getByRole('link', { name: 'Services' }),
    main.getByRole('link', { name: 'Bulk changes' }),
    main.getByRole('link', { name: 'History' }),
    page.getByRole('button', { name: /^Account: / }),
  ]) {
    await page.keyboard.press('Tab')
    await expect(wanted).toBeFocused()
    await expect(wanted).toBeInViewport()
  }
})

test('finds an agent by last name and opens them by keyboard alone', async ({ page, api }) => {
  const { id, loginId } = await createAgent(api, { firstName: 'Hedy', lastName: 'Keyboardson' })
  await page.goto('/agents')
  await tabTo(page, page.getByLabel('Search by'))
  await page.keyboard.type('Last')
  await expect(page.getByLabel('Search by')).toHaveValue('name')
  await tabTo(page, page.getByRole('searchbox', { name: 'Search agents' }))
  await page.keyboard.type('eyboards')
  await tabTo(page, page.getByRole('link', { name: loginId }))
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(`/agents/${id}`)
  await expect(page.getByRole('heading', { name: 'Hedy Keyboardson' })).toBeVisible()
})

test('unlocks an agent in the list by keyboard alone, and stays in their row', async ({ page, api }) => {
  const { id, loginId } = await createAgent(api)
  await lockAgent(api, loginId)
  await page.goto('/agents')
  await tabTo(page, page.getByRole('searchbox', { name: 'Search agents' }))
  await page.keyboard.type(loginId)
  await tabTo(page, page.getByRole('button', { name: `Unlock ${loginId}` }))
  await page.keyboard.press('Enter')
  await expect(page.getByRole('status').filter({ hasText: `${loginId} unlocked` })).toBeVisible()
  await expect(page.getByRole('link', { name: loginId })).toBeFocused()
  expect((await api('readAgent', { params: { id } })).locked).toBe(false)
})

test('sets a level by keyboard alone, with its digit', async ({ page, api }) => {
  const { id } = await createAgent(api, { assignedAgentSkill: [{ id: SPANISH, proficiency: 4 }] })
  await page.goto(`/agents/${id}`)
  await tabTo(page, page.getByRole('slider', { name: 'SPANISH proficiency' }))
  await page.keyboard.press('1')
  await expect(page.getByText('SPANISH set to 1')).toBeVisible()
  const { assignedAgentSkill } = await api('readAgent', { params: { id } })
  expect(assignedAgentSkill).toEqual([{ id: SPANISH, proficiency: 1 }])
})

test('adds four skills at their levels with nine keys besides the letters: one to the field, Enter and a digit for each', async ({
  page,
  api,
}) => {
  const { id } = await createAgent(api)
  await page.goto(`/agents/${id}`)
  const field = page.getByRole('combobox', { name: 'Add skill' })
  await expect(field).toHaveAccessibleDescription(/type it last/)
  await tabTo(page, page.getByRole('button', { name: 'More' }))
  const presses = await countPresses(page)
  await page.keyboard.press('Tab')
  await expect(field).toBeFocused()
  for (const text of ['span1', 'gold3', 'silv5', 'rela2']) {
    await page.keyboard.type(text)
    await page.keyboard.press('Enter')
    await expect(field).toHaveValue('')
    await expect(field).toBeFocused()
  }
  for (const [name, level] of [
    ['SPANISH', 1],
    ['GOLD', 3],
    ['SILVER', 5],
    ['RELAY', 2],
  ])
    await expect(page.getByRole('slider', { name: `${name} proficiency` })).toHaveValue(String(level))
  expect(await presses()).toBe(9)
  const { assignedAgentSkill } = await api('readAgent', { params: { id } })
  expect(assignedAgentSkill).toHaveLength(4)
})

test('Enter in the empty field adds nothing, unless the arrow keys lead to it', async ({ page, api }) => {
  const { id } = await createAgent(api)
  await page.goto(`/agents/${id}`)
  const field = page.getByRole('combobox', { name: 'Add skill' })
  const writes = writesFrom(page)
  await field.click()
  await field.press('Enter')
  await field.pressSequentially('span')
  await field.press('Enter')
  await expect(page.getByRole('slider', { name: 'SPANISH proficiency' })).toBeVisible()
  await field.press('Enter')
  await field.press('Enter')
  await expect(page.getByRole('status').getByText('SPANISH added at 3')).toBeVisible()
  expect(writes).toHaveLength(1)
  await field.press('ArrowDown')
  await field.press('ArrowDown')
  await field.press('Enter')
  await expect(page.getByRole('region', { name: 'Skills' }).getByRole('slider')).toHaveCount(2)
})

test('adds services by keyboard alone', async ({ page, api }) => {
  const { id } = await createAgent(api)
  await page.goto(`/agents/${id}`)
  const field = page.getByRole('combobox', { name: 'Add service' })
  await tabTo(page, field)
  await page.keyboard.type(String(ACD_SERVICE))
  await expect(page.getByRole('option')).toHaveCount(1)
  await expect(page.getByRole('listbox').getByRole('group')).toHaveCount(1)
  await page.keyboard.press('Enter')
  await expect(page.getByRole('button', { name: new RegExp(`^Remove ${ACD_SERVICE} `) })).toBeVisible()
  await expect(field).toBeFocused()
  await page.keyboard.type(String(ACD_SERVICE))
  await expect(page.getByText('No matches. Try fewer letters.')).toBeVisible()
  const { assignedService } = await api('readAgent', { params: { id } })
  expect(assignedService).toMatchObject([{ id: ACD_SERVICE }])
})

/** Counts the keys that are pressed from now on, other than letters. */
async function countPresses(page: Page) {
  await page.evaluate(() => {
    Object.assign(window, { presses: 0 })
    const count = ({ key }: KeyboardEvent) => {
      if (!/^[a-z]$/.test(key)) Object.assign(window, { presses: Number(Reflect.get(window, 'presses')) + 1 })
    }
    document.addEventListener('keydown', count, { capture: true })
  })
  return () => page.evaluate(() => Number(Reflect.get(window, 'presses')))
}
