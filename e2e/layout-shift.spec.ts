import type { Page } from '@playwright/test'
import { bulkChangeOperations } from '#contract/bulk-change-operations.ts'
import { callerAs, expect, test } from './fixtures.ts'
import { createAgent, skillRow } from './helpers.ts'

// Nothing jumps while a page loads: its skeletons have the shape of its content.

/** Of all shifts of a page together. Chromium calls up to 0.1 good. */
const BUDGET = 0.02

const NAMED_AGENT = 324515
const SPANISH = 8945
const CARD_ACTIVATION = 17885

const agentLink = (page: Page) => page.getByRole('table', { name: 'Agents' }).getByRole('link').first()
const slider = (page: Page) => page.getByRole('slider').first()

const PAGES: readonly { path: string; loaded: (page: Page) => ReturnType<Page['locator']> }[] = [
  { path: '/agents', loaded: agentLink },
  { path: '/agents?tab=locked', loaded: agentLink },
  { path: `/agents/${NAMED_AGENT}`, loaded: slider },
  { path: '/agents/new', loaded: (page) => page.getByLabel('Login ID') },
  { path: '/skills', loaded: (page) => skillRow(page, 'SPANISH').getByRole('img') },
  { path: `/skills/${SPANISH}`, loaded: slider },
  { path: '/services', loaded: (page) => page.getByRole('link', { name: 'Card Activation' }) },
  { path: `/services/${CARD_ACTIVATION}`, loaded: (page) => page.getByRole('button', { name: /^Remove / }).first() },
  { path: '/history', loaded: (page) => page.getByRole('main').getByRole('button', { name: /^Undo/ }).first() },
  { path: '/bulk-changes', loaded: (page) => page.getByRole('link', { name: /^Deactivate/ }).first() },
  { path: '/bulk-changes/new', loaded: (page) => page.getByLabel('Login IDs') },
  { path: '/settings/users', loaded: (page) => page.getByRole('button', { name: 'teamlead', exact: true }) },
]

/** Every reply of the API is late, and later than the one before: each part of the page comes by itself. In milliseconds. */
const FIRST = 100
const NEXT = 50

async function delayReplies(page: Page) {
  let sent = 0
  page.on('framenavigated', () => (sent = 0))
  await page.route(/\/(configuration|dashboard)\//, async (route) => {
    await new Promise((resolve) => setTimeout(resolve, FIRST + NEXT * sent++))
    // The page may have been left meanwhile.
    await route.continue().catch(() => undefined)
  })
}

/** Notes everything that moves before anybody touches the page. */
const noteShifts = (page: Page) =>
  page.addInitScript(() => {
    const shifts: { by: number; what: string[] }[] = []
    Object.assign(window, { shifts })
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) {
        // The type is not in TypeScript's library yet.
        const { value, hadRecentInput, sources } = entry as unknown as {
          value: number
          hadRecentInput: boolean
          sources: { node: Node | null }[]
        }
        if (hadRecentInput) continue
        const what = sources.map(({ node }) => node?.textContent?.slice(0, 40) ?? '')
        shifts.push({ by: value, what })
      }
    }).observe({ type: 'layout-shift', buffered: true })
  })

async function expectNoShift(page: Page, { path, loaded }: (typeof PAGES)[number]) {
  await page.goto(path)
  await expect(loaded(page)).toBeVisible()
  await page.waitForLoadState('networkidle')
  const shifts = await page.evaluate(
    () =>
      new Promise<{ by: number; what: string[] }[]>((resolve) =>
        // The last drawing is measured in the frame after it.
        requestAnimationFrame(() => requestAnimationFrame(() => resolve(Reflect.get(window, 'shifts')))),
      ),
  )
  const sum = shifts.reduce((total, { by }) => total + by, 0)
  expect.soft(sum, `${path} moved: ${JSON.stringify(shifts)}`).toBeLessThanOrEqual(BUDGET)
}

for (const viewport of [
  { width: 1366, height: 768 },
  { width: 390, height: 844 },
]) {
  test.describe(`at ${viewport.width} px`, () => {
    test.use({ viewport, signedInAs: 'sysadmin' })

    test('no page jumps while it loads', async ({ page, api, server }) => {
      const agent = await createAgent(api)
      const call = await callerAs(server, 'sysadmin', bulkChangeOperations)
      const read = (id: number) => call('readBulkChange', { params: { id } })
      const plan = async () => {
        const { id } = await call('createBulkChange', {
          query: {},
          body: { who: { agents: [agent.id] }, changes: [{ kind: 'deactivate' }] },
        })
        await expect.poll(async () => (await read(id)).isPlanned).toBe(true)
        return id
      }
      const preview = await plan()
      const id = await plan()
      await call('applyBulkChange', { params: { id }, body: { agents: 1 } })
      await expect.poll(async () => (await read(id)).status).toBe('Done')
      await delayReplies(page)
      await noteShifts(page)
      for (const each of PAGES) await expectNoShift(page, each)
      for (const each of [preview, id])
        await expectNoShift(page, {
          path: `/bulk-changes/${each}`,
          loaded: () => page.getByRole('table', { name: 'Items' }),
        })
    })
  })

  test.describe(`signed out, at ${viewport.width} px`, () => {
    test.use({ viewport, signedInAs: null })

    test('the sign-in page does not jump while it loads', async ({ page }) => {
      await delayReplies(page)
      await noteShifts(page)
      await expectNoShift(page, {
        path: '/sign-in',
        loaded: (open) => open.getByRole('heading', { name: 'Demo accounts' }),
      })
    })
  })
}
