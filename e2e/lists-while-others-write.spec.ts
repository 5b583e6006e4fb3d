import type { Page } from '@playwright/test'
import { expect, test } from './fixtures.ts'
import { createAgent } from './helpers.ts'

const rows = 'table[aria-label="Agents"] tbody tr[aria-rowindex]'
const PAGE_SIZE = 100

/** Login IDs of the rows that are drawn, from the top. */
const drawn = (page: Page) => page.locator(`${rows} a`).allInnerTexts()

/** Scrolls until both ends of the first two pages are drawn. */
async function scrollToSecondPage(page: Page) {
  await expect(async () => {
    await page.evaluate((y) => window.scrollTo(0, y), PAGE_SIZE * 40 - 300)
    await expect(page.locator(`${rows}[aria-rowindex="${PAGE_SIZE + 6}"]`)).toBeAttached({ timeout: 1000 })
  }).toPass()
}

/** Two agents who come before all others, made after the page has read its first rows. */
async function createTwoInFront(api: Parameters<typeof createAgent>[0]) {
  const agents = [
    await createAgent(api, { loginId: `!!${Date.now()}A` }),
    await createAgent(api, { loginId: `!!${Date.now()}B` }),
  ]
  return async () => {
    for (const { id } of agents) await api('deleteAgent', { params: { id } })
  }
}

test('shows each agent once, and in a search nobody else', async ({ page, api }) => {
  await page.goto('/agents')
  await expect(page.locator(rows).first()).toBeVisible()
  const takeAway = await createTwoInFront(api)
  await scrollToSecondPage(page)
  const seen = await drawn(page)
  expect(seen.filter((loginId, at) => seen.indexOf(loginId) !== at)).toEqual([])
  await page.getByRole('searchbox', { name: 'Search agents' }).fill('DEMOAGENT')
  await expect(page.getByRole('link', { name: 'DEMOAGENT', exact: true })).toBeVisible()
  await expect.poll(() => drawn(page)).toEqual(['DEMOAGENT'])
  await takeAway()
})

test('misses nobody where others are deleted while it is scrolled', async ({ page, api }) => {
  const takeAway = await createTwoInFront(api)
  await page.goto('/agents')
  await expect(page.locator(rows).first()).toBeVisible()
  await takeAway()
  await scrollToSecondPage(page)
  const { agent } = await api('listAgents', { query: { count: 10, offset: PAGE_SIZE - 5 } })
  expect(await drawn(page)).toEqual(expect.arrayContaining(agent.map(({ loginId }) => loginId)))
})
