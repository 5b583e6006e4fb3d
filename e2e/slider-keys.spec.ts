import type { Page } from '@playwright/test'
import { expect, PASSWORD, test, type Api } from './fixtures.ts'
import { createAgent, levelOf, pointAtLevel, writesFrom } from './helpers.ts'

const SPANISH = 8945

const put = (agent: number, level: number) =>
  `PUT /configuration/agents/${agent}/skills/${SPANISH}?proficiency=${level}`

const slider = (page: Page) => page.getByRole('slider', { name: 'SPANISH proficiency' })

async function openAgent(page: Page, api: Api, proficiency: number) {
  const { id } = await createAgent(api, { assignedAgentSkill: [{ id: SPANISH, proficiency }] })
  await page.goto(`/agents/${id}`)
  await expect(slider(page)).toHaveValue(String(proficiency))
  return { id, writes: writesFrom(page) }
}

/** Presses a key and holds it as long as it takes to repeat as often. */
async function hold(page: Page, key: string, times: number) {
  for (let i = 0; i < times; i++) await page.keyboard.down(key)
}

test('a held arrow key is one change, made when it is let go, and taken back as one', async ({ page, api }) => {
  const { id, writes } = await openAgent(page, api, 1)
  await slider(page).focus()
  await hold(page, 'ArrowRight', 6)
  await expect(slider(page)).toHaveValue('5')
  await expect(slider(page)).toHaveAttribute('aria-valuetext', '5 · last')
  expect(writes).toEqual([])
  await page.keyboard.up('ArrowRight')
  await expect(page.getByText('SPANISH set to 5')).toBeVisible()
  expect(writes).toEqual([put(id, 5)])
  const levelChanges = page.getByRole('region', { name: 'History' }).getByText(/SPANISH \d → \d/)
  await expect(levelChanges).toHaveText(['SPANISH 1 → 5, SPANISH added at 1, Agent created'])

  await page.getByRole('status').getByRole('button', { name: 'Undo' }).click()
  await expect(slider(page)).toHaveValue('1')
  await expect.poll(() => levelOf(api, id, SPANISH)).toBe(1)
})

test('each press of a key is a change of its own', async ({ page, api }) => {
  const { id, writes } = await openAgent(page, api, 3)
  await slider(page).press('ArrowRight')
  await slider(page).press('Home')
  await slider(page).press('PageUp')
  await slider(page).press('End')
  await slider(page).press('3')
  await expect(page.getByText('SPANISH set to 3')).toBeVisible()
  expect(writes).toEqual([put(id, 4), put(id, 1), put(id, 2), put(id, 5), put(id, 3)])
})

test('a key that is still held when the focus leaves the slider has set the level', async ({ page, api }) => {
  const { id, writes } = await openAgent(page, api, 1)
  await slider(page).focus()
  await hold(page, 'ArrowRight', 2)
  await page.keyboard.press('Tab')
  await expect(page.getByText('SPANISH set to 3')).toBeVisible()
  await page.keyboard.up('ArrowRight')
  await slider(page).press('1')
  await expect(page.getByText('SPANISH set to 1')).toBeVisible()
  expect(writes).toEqual([put(id, 3), put(id, 1)])
})

test('a key that is still held when another window is opened has set the level', async ({ page, context, api }) => {
  const { id, writes } = await openAgent(page, api, 1)
  await slider(page).focus()
  await hold(page, 'ArrowRight', 2)
  // Playwright has every page believe that it has the focus.
  const devtools = await context.newCDPSession(page)
  await devtools.send('Emulation.setFocusEmulationEnabled', { enabled: false })
  await (await context.newPage()).bringToFront()
  await expect.poll(() => levelOf(api, id, SPANISH)).toBe(3)
  expect(writes).toEqual([put(id, 3)])
})

test('a key that is still held when the slider goes away has set the level', async ({ page, api }) => {
  const { id, loginId } = await createAgent(api, { assignedAgentSkill: [{ id: SPANISH, proficiency: 1 }] })
  await page.goto(`/agents?q=${loginId}&by=loginId`)
  await page.getByRole('link', { name: loginId }).click()
  await slider(page).focus()
  const writes = writesFrom(page)
  await hold(page, 'ArrowRight', 2)
  await expect(slider(page)).toHaveValue('3')
  await page.goBack()
  await expect(slider(page)).toHaveCount(0)
  await expect(page.getByText('SPANISH set to 3')).toBeVisible()
  expect(writes).toEqual([put(id, 3)])
})

test('Escape drops what a held key or a drag has not set yet', async ({ page, api }) => {
  const { id, writes } = await openAgent(page, api, 4)
  await slider(page).focus()
  await hold(page, 'ArrowLeft', 2)
  await expect(slider(page)).toHaveValue('2')
  await page.keyboard.press('Escape')
  await expect(slider(page)).toHaveValue('4')
  await page.keyboard.up('ArrowLeft')

  await pointAtLevel(slider(page), 4)
  await page.mouse.down()
  await pointAtLevel(slider(page), 1)
  await expect(slider(page)).toHaveValue('1')
  await page.keyboard.press('Escape')
  await expect(slider(page)).toHaveValue('4')
  await pointAtLevel(slider(page), 2)
  await page.mouse.up()

  await slider(page).press('5')
  await expect(page.getByText('SPANISH set to 5')).toBeVisible()
  expect(writes).toEqual([put(id, 5)])
})

test('another button than the main one sets nothing, nor does a key of the browser’s', async ({ page, api }) => {
  const { id, writes } = await openAgent(page, api, 4)
  await pointAtLevel(slider(page), 1)
  await page.mouse.down({ button: 'right' })
  await page.mouse.up({ button: 'right' })
  await page.mouse.down({ button: 'middle' })
  await page.mouse.up({ button: 'middle' })
  await expect(slider(page)).toHaveValue('4')
  await pointAtLevel(slider(page), 4)
  await page.mouse.down()
  await pointAtLevel(slider(page), 2)
  await page.mouse.down({ button: 'right' })
  await expect(slider(page)).toHaveValue('4')
  await page.mouse.up({ button: 'right' })
  await page.mouse.up()

  await slider(page).focus()
  for (const keys of ['Alt+ArrowLeft', 'Control+ArrowRight', 'Control+1', 'Meta+Home']) await page.keyboard.press(keys)
  await expect(slider(page)).toHaveValue('4')

  await slider(page).press('5')
  await expect(page.getByText('SPANISH set to 5')).toBeVisible()
  expect(writes).toEqual([put(id, 5)])
})

test('a level that a screen reader sets, without key or pointer, is set at once', async ({ page, api }) => {
  const { id, writes } = await openAgent(page, api, 4)
  await slider(page).fill('2')
  await expect(page.getByText('SPANISH set to 2')).toBeVisible()
  expect(writes).toEqual([put(id, 2)])
})

test('the form for a new agent is sent with the level that a held key shows', async ({ page, api }) => {
  const { id } = await createAgent(api, { assignedAgentSkill: [{ id: SPANISH, proficiency: 1 }] })
  await page.goto(`/agents/new?from=${id}`)
  await slider(page).focus()
  await hold(page, 'ArrowRight', 3)
  await expect(slider(page)).toHaveValue('4')
  await page.keyboard.press('Escape')
  await expect(slider(page)).toHaveValue('1')
  await page.keyboard.up('ArrowRight')
  await page.getByLabel('Login ID').fill(`KEYS_${id}`)
  await page.getByLabel('First name').fill('Katherine')
  await page.getByLabel('Last name').fill('Johnson')
  await page.getByLabel('Password').fill(PASSWORD)
  await page.getByLabel('Phone').fill('5551234567')
  await slider(page).focus()
  await hold(page, 'ArrowRight', 3)
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { name: 'Katherine Johnson' })).toBeVisible()
  await expect(slider(page)).toHaveValue('4')
})
