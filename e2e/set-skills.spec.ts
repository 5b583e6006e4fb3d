import type { Page } from '@playwright/test'
import { expect, test, type Api } from './fixtures.ts'
import { countMoves, createAgent, createSkill, levelOf, pointAtLevel } from './helpers.ts'

const GOLD = 1022
const SPANISH = 8945

const holderOfSpanish = (api: Api, proficiency: number) =>
  createAgent(api, { assignedAgentSkill: [{ id: SPANISH, proficiency }] })

const slider = (page: Page) => page.getByRole('slider', { name: 'SPANISH proficiency' })

test('changes a level by dragging, with 1 at the strong end', async ({ page, api }) => {
  const { id } = await holderOfSpanish(api, 4)
  await page.goto(`/agents/${id}`)
  await expect(slider(page)).toHaveValue('4')
  await pointAtLevel(slider(page), 4)
  await page.mouse.down()
  await pointAtLevel(slider(page), 1)
  // Not before it is let go.
  expect(await levelOf(api, id, SPANISH)).toBe(4)
  await page.mouse.up()
  await expect(page.getByText('SPANISH set to 1')).toBeVisible()
  await expect(slider(page)).toHaveAttribute('aria-valuetext', /first in line/)
  expect(await levelOf(api, id, SPANISH)).toBe(1)
})

test('changes a level by clicking a mark', async ({ page, api }) => {
  const { id } = await holderOfSpanish(api, 4)
  await page.goto(`/agents/${id}`)
  await pointAtLevel(slider(page), 2)
  await page.mouse.down()
  await page.mouse.up()
  await expect(page.getByText('SPANISH set to 2')).toBeVisible()
  expect(await levelOf(api, id, SPANISH)).toBe(2)
})

test('changes a level by arrow keys and digits, and saves the last of them', async ({ page, api }) => {
  const { id } = await holderOfSpanish(api, 3)
  await page.goto(`/agents/${id}`)
  await slider(page).focus()
  await page.keyboard.press('ArrowRight')
  await expect(page.getByText('SPANISH set to 4')).toBeVisible()
  for (const digit of ['1', '5', '2']) await page.keyboard.press(digit)
  await expect(page.getByText('SPANISH set to 2')).toBeVisible()
  await expect(slider(page)).toHaveValue('2')
  await page.reload()
  await expect(slider(page)).toHaveValue('2')
  expect(await levelOf(api, id, SPANISH)).toBe(2)
})

test('takes a level back', async ({ page, api }) => {
  const { id } = await holderOfSpanish(api, 3)
  await page.goto(`/agents/${id}`)
  await slider(page).press('1')
  await page.getByRole('status').getByRole('button', { name: 'Undo' }).click()
  await expect(slider(page)).toHaveValue('3')
  await expect.poll(() => levelOf(api, id, SPANISH)).toBe(3)
})

test('adds a skill with its level, and removes it', async ({ page, api }) => {
  const { id } = await createAgent(api)
  await page.goto(`/agents/${id}`)
  const skills = page.getByRole('region', { name: 'Skills' })
  await skills.getByRole('combobox', { name: 'Add skill' }).fill('gol 2')
  await page.getByRole('option', { name: /GOLD.*at 2/ }).click()
  await expect(page.getByRole('slider', { name: 'GOLD proficiency' })).toHaveValue('2')
  await expect.poll(() => levelOf(api, id, GOLD)).toBe(2)

  await skills.getByRole('button', { name: 'Remove GOLD' }).click()
  await expect(page.getByRole('slider', { name: 'GOLD proficiency' })).toHaveCount(0)
  await expect.poll(() => levelOf(api, id, GOLD)).toBeUndefined()
})

test('finds an agent and adds four skills in nine clicks and keys besides typing', async ({ page, api }) => {
  const { id, loginId } = await createAgent(api)
  const skills = await Promise.all(Array.from({ length: 4 }, () => createSkill(api)))
  const moves = await countMoves(page)
  await page.goto('/agents')
  await expect(page.getByRole('heading', { name: /^Agents/ })).toBeVisible()
  await page.keyboard.press('Control+k')
  await page.keyboard.type(loginId)
  await page.keyboard.press('Enter')
  const field = page.getByRole('combobox', { name: 'Add skill' })
  await expect(field).toBeVisible()
  await page.keyboard.press('Control+k')
  await page.keyboard.type('add sk')
  await page.keyboard.press('Enter')
  await expect(field).toBeFocused()
  for (const [index, { name }] of skills.entries()) {
    await page.keyboard.type(`${name} ${index + 1}`)
    await page.keyboard.press('Enter')
    await expect(field).toHaveValue('')
  }
  await expect(page.getByRole('region', { name: 'Skills' }).getByRole('slider')).toHaveCount(4)
  expect(await moves()).toBeLessThanOrEqual(9)
  for (const [index, skill] of skills.entries()) await expect.poll(() => levelOf(api, id, skill.id)).toBe(index + 1)
})

test('returns to the truth and shows the server’s sentence when a level is refused', async ({ page, api }) => {
  const skill = await api('createAgentSkill', { query: {}, body: { name: `BRIEF ${Date.now()}` } })
  const { id } = await createAgent(api, {
    assignedAgentSkill: [
      { id: skill.id, proficiency: 3 },
      { id: SPANISH, proficiency: 3 },
    ],
  })
  await page.goto(`/agents/${id}`)
  const brief = page.getByRole('slider', { name: /^BRIEF/ })
  await brief.focus()
  await api('deleteAgentSkill', { params: { id: skill.id } })
  await page.keyboard.press('1')
  await expect(page.getByRole('alert')).toContainText(`Skill ${skill.id} doesn’t exist`)
  await expect(brief).toHaveCount(0)
  await expect(slider(page)).toHaveValue('3')
})

test('shows the truth after a reply was lost, and the change was made once', async ({ page, api }) => {
  const { id } = await holderOfSpanish(api, 4)
  await page.goto(`/agents/${id}`)
  await expect(slider(page)).toHaveValue('4')
  // The server does its work; only its word is cut off, in the browser.
  await page.route(
    `**/configuration/agents/${id}/skills/**`,
    async (route) => {
      await route.fetch()
      await route.abort()
    },
    { times: 1 },
  )
  await slider(page).press('1')
  await expect(page.getByRole('alert').filter({ hasText: 'Can’t reach the server' }).first()).toBeVisible()
  await expect(slider(page)).toHaveValue('1')
  expect(await levelOf(api, id, SPANISH)).toBe(1)
  await expect(page.getByRole('region', { name: 'History' }).getByText('SPANISH 4 → 1')).toHaveCount(1)
})
