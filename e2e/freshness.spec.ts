import type { Page, Request } from '@playwright/test'
import { expect, test } from './fixtures.ts'
import { createAgent } from './helpers.ts'

const SPANISH = 8945
const INTERVAL = 15_000

/** The requests to the server's APIs, as `METHOD path`, without their queries. */
function requests(page: Page) {
  const list: string[] = []
  page.on('request', (request) => {
    const { pathname } = new URL(request.url())
    if (/^\/(configuration|dashboard)\//.test(pathname)) list.push(`${request.method()} ${pathname}`)
  })
  return list
}

const asked = (page: Page) => page.waitForResponse((response) => response.url().includes('/agents/info'))

async function setVisibility(page: Page, visibility: 'visible' | 'hidden') {
  await page.evaluate((state) => {
    Object.defineProperty(document, 'visibilityState', { value: state, configurable: true })
    document.dispatchEvent(new Event('visibilitychange', { bubbles: true }))
  }, visibility)
}

test.use({ longTimers: true })

const unanswered = new Set<Request>()

test.beforeEach(async ({ page }) => {
  unanswered.clear()
  page.on('request', (request) => unanswered.add(request))
  page.on('requestfinished', (request) => unanswered.delete(request))
  page.on('requestfailed', (request) => unanswered.delete(request))
  await page.clock.install()
})

/** All reads of the page are done: running the clock on would cancel one that is still unanswered. */
async function untilComplete(page: Page) {
  await expect(page.locator('[aria-busy=true]')).toHaveCount(0)
  await expect.poll(() => unanswered.size).toBe(0)
}

test('asks every 15 seconds whether the list moved, and refetches it only when it did', async ({ page, api }) => {
  const agent = await createAgent(api, { lastName: 'Fresh' })
  await page.goto(`/agents?q=${agent.loginId}&by=loginId`)
  const row = page.getByRole('row', { name: new RegExp(agent.loginId) })
  await expect(row).toContainText('Ada Fresh')
  await untilComplete(page)
  const list = requests(page)
  const searches = () => list.filter((line) => line.endsWith('/dashboard/agents')).length

  await api('updateAgent', { params: { id: agent.id }, body: { lastName: 'Fresher' } })
  const first = asked(page)
  await page.clock.runFor(INTERVAL)
  await first
  await expect(row).toContainText('Ada Fresher')
  expect(searches()).toBe(1)

  const second = asked(page)
  await page.clock.runFor(INTERVAL)
  await second
  const third = asked(page)
  await page.clock.runFor(INTERVAL)
  await third
  expect(searches()).toBe(1)
})

test('asks nothing in the background, and at once when it is seen again', async ({ page, api }) => {
  const { id } = await createAgent(api, { assignedAgentSkill: [{ id: SPANISH, proficiency: 4 }] })
  await page.goto(`/agents/${id}`)
  const slider = page.getByRole('slider', { name: 'SPANISH proficiency' })
  await expect(slider).toHaveValue('4')
  await untilComplete(page)
  await setVisibility(page, 'hidden')
  const list = requests(page)
  await api('addAgentSkill', { params: { agent: id, id: SPANISH }, query: { proficiency: 2 } })
  await page.clock.runFor(10 * INTERVAL)
  expect(list).toEqual([])
  await setVisibility(page, 'visible')
  await expect(slider).toHaveValue('2')
})

test('keeps every row under the pointer where it is, and shows what changed in it', async ({ page, api }) => {
  const lastName = `Steady${Date.now()}`
  const [, second] = [
    await createAgent(api, { loginId: `M1-${lastName}`.toUpperCase(), lastName }),
    await createAgent(api, { loginId: `M2-${lastName}`.toUpperCase(), lastName }),
  ]
  await page.goto(`/agents?q=${lastName}&by=lastName`)
  const rows = page.getByRole('table', { name: 'Agents' }).locator('tbody tr[aria-rowindex]')
  await expect(rows).toHaveCount(2)
  await untilComplete(page)
  await rows.nth(1).hover()
  await createAgent(api, { loginId: `A0-${lastName}`.toUpperCase(), lastName })
  await api('updateAgent', { params: { id: second.id }, body: { firstName: 'Grace' } })
  await page.clock.runFor(INTERVAL)
  await expect(rows.nth(1)).toContainText('Grace')
  await expect(rows.nth(1)).toContainText(second.loginId)
  await expect(rows).toHaveCount(2)
  await page.getByRole('heading', { name: 'Agents' }).hover()
  await expect(rows).toHaveCount(3)
  await expect(rows.nth(2)).toContainText(second.loginId)
})

test('says nothing of a question that fails but in the banner, and asks again', async ({ page, api, context }) => {
  const agent = await createAgent(api)
  await page.goto(`/agents/${agent.id}`)
  await expect(page.getByRole('heading', { name: 'Ada Lovelace' })).toBeVisible()
  await untilComplete(page)
  await context.setOffline(true)
  await page.clock.runFor(INTERVAL)
  await expect(page.getByText('No connection to the server')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Retry' })).toHaveCount(0)
  await expect(page.getByRole('heading', { name: 'Ada Lovelace' })).toBeVisible()
  await api('updateAgent', { params: { id: agent.id }, body: { firstName: 'Grace' } })
  await context.setOffline(false)
  await page.clock.runFor(INTERVAL)
  await expect(page.getByText('No connection to the server')).toHaveCount(0)
  await expect(page.getByRole('heading', { name: 'Grace Lovelace' })).toBeVisible()
})
