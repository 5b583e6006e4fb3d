import type { Page } from '@playwright/test'
import { expect, test } from './fixtures.ts'
import { skillRow } from './helpers.ts'

const API = /^\/(configuration|dashboard)\//

/** The page's calls of the API, each as often as it is sent. */
function askedOf(page: Page): string[] {
  const paths: string[] = []
  page.on('request', (request) => {
    const { pathname, searchParams } = new URL(request.url())
    searchParams.sort()
    if (API.test(pathname)) paths.push([pathname, ...searchParams].join(' '))
  })
  return paths
}

/** In bytes as they travel, compressed: what there is to fetch before the first agent is on screen. All pages share the one style sheet. */
const BUDGET = { script: 152_000, style: 12_000, font: 22_000, document: 2_500, rows: 8_000 }

const firstRow = (page: Page) => page.getByRole('table', { name: 'Agents' }).getByRole('link').first()

for (const address of ['/agents', '/', '/agents?q=AGENT', '/agents?tab=locked'])
  test(`${address} asks for nothing twice, in whatever words`, async ({ page }) => {
    const paths = askedOf(page)
    const last = page.waitForResponse('**/configuration/agents/skills/info')
    await page.goto(address)
    await expect(firstRow(page)).toBeVisible()
    await last
    expect(paths).toContain('/configuration/agents/info')
    expect(paths).toEqual([...new Set(paths)])
  })

test('the session may come before the agents: their one read goes on', async ({ page }) => {
  const paths = askedOf(page)
  // The page asks for the clients as soon as it knows who is signed in.
  const isSessionShown = page.waitForRequest('**/dashboard/clients')
  await page.route('**/dashboard/agents?*', async (route) => {
    await isSessionShown
    await route.continue()
  })
  await page.goto('/agents?q=AGENT')
  await expect(firstRow(page)).toBeVisible()
  expect(paths.filter((path) => path.startsWith('/dashboard/agents '))).toHaveLength(1)
})

test('the agents page has its rows before it has its scripts', async ({ page }) => {
  let release = () => {}
  const released = new Promise<void>((resolve) => (release = resolve))
  await page.route('**/assets/core-*.js', async (route) => {
    await released
    await route.continue()
  })
  const rows = page.waitForResponse('**/dashboard/agents?*')
  await page.goto('/agents', { waitUntil: 'commit' })
  expect((await rows).ok()).toBe(true)
  release()
  await expect(firstRow(page)).toBeVisible()
})

test('the agents page fetches no more than its budget before its first row', async ({ page }) => {
  const devtools = await page.context().newCDPSession(page)
  await devtools.send('Network.enable')
  const kinds = new Map<string, string>()
  const fetched: Record<string, number> = {}
  devtools.on('Network.responseReceived', ({ requestId, response, type }) => {
    const { pathname } = new URL(response.url)
    const kind = pathname === '/dashboard/agents' ? 'rows' : type.toLowerCase().replace('stylesheet', 'style')
    // No row waits for the styles of paper, which may come before it or after.
    if (!pathname.startsWith('/assets/print-')) kinds.set(requestId, kind)
  })
  devtools.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    const kind = kinds.get(requestId) ?? ''
    fetched[kind] = (fetched[kind] ?? 0) + encodedDataLength
  })
  await page.goto('/agents', { waitUntil: 'commit' })
  await expect(firstRow(page)).toBeVisible()
  for (const [kind, budget] of Object.entries(BUDGET)) {
    expect(fetched[kind], kind).toBeGreaterThan(0)
    expect(fetched[kind], kind).toBeLessThanOrEqual(budget)
  }
})

test('another page asks for no list of agents', async ({ page }) => {
  const paths = askedOf(page)
  await page.goto('/skills')
  await expect(skillRow(page, 'SPANISH')).toBeVisible()
  expect(paths.join('\n')).toContain('/configuration/agents/skills')
  expect(paths.join('\n')).not.toContain('/dashboard/agents')
})

test.describe('signed out', () => {
  test.use({ signedInAs: null })

  test('the agents page leads to the sign-in page', async ({ page }) => {
    await page.goto('/agents')
    await expect(page.getByRole('button', { name: 'Sign in', exact: true })).toBeVisible()
    await expect(page).toHaveURL(/\/sign-in\?redirect=%2Fagents$/)
  })
})
