import type { Page } from '@playwright/test'
import { dashboardOperations } from '#contract/dashboard.ts'
import { expect, test } from './fixtures.ts'
import { createAgent } from './helpers.ts'

const rows = 'table[aria-label="Agents"] tbody tr[aria-rowindex]'

const ROW_HEIGHT = 40

const isInSight = (page: Page, n: number) =>
  page.locator(`${rows}[aria-rowindex="${n + 1}"]`).evaluateAll((found) =>
    found.some((row) => {
      const { top, bottom } = row.getBoundingClientRect()
      return bottom > 0 && top < window.innerHeight
    }),
  )

/** Scrolls on, as more is loaded, until the nth agent is in sight, and returns the largest number of rows in the document. */
async function scrollToRow(page: Page, n: number) {
  let most = 0
  await expect(async () => {
    // The header is row 1.
    const drawn = await page.locator(rows).evaluateAll((all) => all.map((row) => Number(row.ariaRowIndex) - 1))
    most = Math.max(most, drawn.length)
    if (await isInSight(page, n)) return
    const middle = ((drawn[0] ?? 0) + (drawn.at(-1) ?? 0)) / 2
    await page.evaluate((by) => window.scrollBy(0, by), (n - middle) * ROW_HEIGHT)
    expect(await isInSight(page, n)).toBe(true)
  }).toPass({ intervals: [50] })
  return most
}

test.describe('finding an agent', () => {
  test('by a part of the login ID, in any case, with a link to them', async ({ page, api }) => {
    const agent = await createAgent(api, { firstName: 'Radia', lastName: 'Perlman' })
    await page.goto('/agents')
    await page.getByLabel('Search by').selectOption('Login ID')
    await page.getByRole('searchbox', { name: 'Search agents' }).fill(agent.loginId.slice(2).toLowerCase())
    await expect(page.locator(rows)).toHaveCount(1)
    await page.getByRole('link', { name: agent.loginId }).click()
    await expect(page.getByRole('heading', { name: 'Radia Perlman' })).toBeVisible()
  })

  test('by a part of the last name', async ({ page, api }) => {
    const agent = await createAgent(api, { lastName: 'Zyxomma' })
    await page.goto('/agents')
    await page.getByLabel('Search by').selectOption('Last name')
    await page.getByRole('searchbox', { name: 'Search agents' }).fill('yxom')
    await expect(page.locator(rows)).toHaveCount(1)
    await expect(page.getByRole('link', { name: agent.loginId })).toBeVisible()
  })

  test('by the whole phone number, however it is written', async ({ page, api }) => {
    const agent = await createAgent(api, { phone: '(919) 555-0166' })
    await page.goto('/agents')
    await page.getByLabel('Search by').selectOption('Phone')
    await page.getByRole('searchbox', { name: 'Search agents' }).fill('919-555 0166')
    await expect(page.getByRole('link', { name: agent.loginId })).toBeVisible()
    await page.getByRole('searchbox', { name: 'Search agents' }).fill('919-555 016')
    await expect(page.locator(rows)).toHaveCount(0)
    await expect(page.getByText('Enter the full phone number, or search by something else.')).toBeVisible()
  })

  test('with characters that mean something elsewhere', async ({ page }) => {
    await page.goto('/agents')
    await page.getByLabel('Search by').selectOption('Login ID')
    await page.getByRole('searchbox', { name: 'Search agents' }).fill('#.?')
    await page.getByRole('link', { name: 'AGENT#.?' }).click()
    await expect(page.getByRole('region', { name: 'Details' })).toContainText('AGENT#.?')
  })

  test('keeps the search in the URL: a reload and the way back show the same', async ({ page, api }) => {
    const agent = await createAgent(api, { lastName: 'Quillfeather' })
    await page.goto('/agents')
    await page.getByLabel('Search by').selectOption('Last name')
    await page.getByRole('searchbox', { name: 'Search agents' }).fill('quillf')
    await expect(page.locator(rows)).toHaveCount(1)
    await page.reload()
    await expect(page.getByRole('searchbox', { name: 'Search agents' })).toHaveValue('quillf')
    await page.getByRole('link', { name: agent.loginId }).click()
    await expect(page.getByRole('region', { name: 'Details' })).toBeVisible()
    await page.goBack()
    await expect(page.getByRole('searchbox', { name: 'Search agents' })).toHaveValue('quillf')
    await expect(page.locator(rows)).toHaveCount(1)
  })

  test('shows the first page for a URL that makes no sense', async ({ page }) => {
    await page.goto('/agents?by=shoe-size&q=%00&page=NaN')
    await expect(page.getByRole('searchbox', { name: 'Search agents' })).toBeVisible()
    await expect(page.getByRole('heading', { name: /^Agents/ })).toBeVisible()
  })
})

test.describe('the list', () => {
  test('scrolls to the very last of 2,000 agents without a request per row and with few rows in the document', async ({
    page,
    api,
  }) => {
    await page.goto('/agents')
    await expect(page.locator(rows).first()).toBeVisible()
    // Whether anything changed is asked of the list as a whole. A name may need more of the typeface, and a reply that is long
    // in coming has the connection checked.
    const requests: URL[] = []
    page.on('request', (request) => {
      const url = new URL(request.url())
      if (!/(\/info|\.woff2|^\/healthz)$/.test(url.pathname)) requests.push(url)
    })
    const { size } = await api('getAgentListInfo', { query: {} })
    expect(size).toBeGreaterThanOrEqual(2000)
    const { agent } = await api('listAgents', { query: { count: 1, offset: size - 1 } })
    const most = await scrollToRow(page, size)
    await expect(page.getByRole('link', { name: agent[0]?.loginId ?? '', exact: true })).toBeVisible()
    expect(most).toBeLessThanOrEqual(100)

    // The pages of the list, each once, and nothing else.
    expect(
      requests.map(({ pathname }) => pathname).filter((path) => path !== dashboardOperations.findAgents.path),
    ).toEqual([])
    const pages = requests.map(({ searchParams }) => searchParams.get('after'))
    const count = Number(requests[0]?.searchParams.get('count'))
    expect(count).toBeGreaterThanOrEqual(100)
    expect(pages).toEqual([...new Set(pages)])
    expect(pages.length).toBeLessThanOrEqual(Math.ceil(size / count))
  })

  test('stays where it was scrolled to when more is put at its end', async ({ page }) => {
    await page.goto('/agents')
    await expect(page.locator(rows).first()).toBeVisible()
    const end = () => page.evaluate(() => document.documentElement.scrollHeight)
    const before = await end()
    const place = await page.evaluate(() => {
      window.scrollTo(0, document.documentElement.scrollHeight)
      return window.scrollY
    })
    await expect.poll(end).toBeGreaterThan(before)
    expect(await page.evaluate(() => window.scrollY)).toBe(place)
  })

  test('comes back to the same rows', async ({ page }) => {
    await page.goto('/agents')
    await expect(page.locator(rows).first()).toBeVisible()
    await scrollToRow(page, 300)
    const row = page.locator(`${rows}[aria-rowindex="301"]`)
    const name = await row.getByRole('link').innerText()
    await row.getByRole('link').click()
    await expect(page.getByRole('region', { name: 'Details' })).toContainText(name)
    await page.goBack()
    await expect(page.getByRole('link', { name, exact: true })).toBeInViewport()
  })
})
