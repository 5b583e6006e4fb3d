import type { Page, Route } from '@playwright/test'
import { expect, test } from './fixtures.ts'
import { createAgent, skillRow } from './helpers.ts'

const SPANISH = 8945
const gone = (page: Page) => page.getByText('No connection to the server')
const slow = (page: Page) => page.getByText('The server is slow to answer.')

/** Every reply is this late; static files are not. In milliseconds. */
async function slowDown(page: Page, by: number) {
  await page.route(/\/(configuration|dashboard|healthz)/, async (route: Route) => {
    const reply = await route.fetch().catch(() => undefined)
    await new Promise((resolve) => setTimeout(resolve, by))
    // The page may have been left meanwhile.
    if (reply) await route.fulfill({ response: reply }).catch(() => undefined)
  })
}

/** Notes in the page each of these that is ever shown, however briefly. */
async function noteWhenShown(page: Page, text: string) {
  await page.evaluate((wanted) => {
    const look = () => document.body.innerText.includes(wanted) && document.body.setAttribute('data-was-shown', '')
    new MutationObserver(look).observe(document.body, { childList: true, subtree: true })
  }, text)
  return () => page.evaluate(() => document.body.hasAttribute('data-was-shown'))
}

for (const delay of [300, 1200, 3000])
  test(`at ${delay} ms a call the page never says that the server is gone, and saves`, async ({ page, api }) => {
    const { id } = await createAgent(api, { assignedAgentSkill: [{ id: SPANISH, proficiency: 4 }] })
    await page.goto(`/agents/${id}`)
    const slider = page.getByRole('slider', { name: 'SPANISH proficiency' })
    await expect(slider).toBeVisible()
    const wasGone = await noteWhenShown(page, 'No connection to the server')
    await slowDown(page, delay)
    await slider.press('1')
    if (delay > 1000) await expect(slow(page)).toBeVisible()
    await expect(page.getByText('SPANISH set to 1')).toBeVisible()
    await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Skills' }).click()
    await expect(skillRow(page, 'SPANISH')).toBeVisible()
    expect(await wasGone()).toBe(false)
    expect((await api('readAgent', { params: { id } })).assignedAgentSkill).toEqual([{ id: SPANISH, proficiency: 1 }])
  })

test('a reply that is lost now and then is no lost connection', async ({ page, api }) => {
  const { id } = await createAgent(api, { assignedAgentSkill: [{ id: SPANISH, proficiency: 4 }] })
  await page.goto(`/agents/${id}`)
  const slider = page.getByRole('slider', { name: 'SPANISH proficiency' })
  await expect(slider).toBeVisible()
  const wasGone = await noteWhenShown(page, 'No connection to the server')
  await page.route('**/configuration/agents/*/skills/*', async (route) => {
    await route.fetch()
    await route.abort('connectionreset')
  })
  const checked = page.waitForResponse('**/healthz')
  await slider.press('1')
  await checked
  // The write was done, and the page shows it.
  await expect(slider).toHaveValue('1')
  await expect(gone(page)).toHaveCount(0)
  expect(await wasGone()).toBe(false)
})

test('a click on a link shows at once that it was taken, while the code of its page is on its way', async ({
  page,
}) => {
  await page.goto('/agents')
  await expect(page.getByRole('heading', { name: /^Agents/ })).toBeVisible()
  let release = () => {}
  const released = new Promise<void>((resolve) => (release = resolve))
  await page.route('**/assets/SkillsPage-*.js', async (route) => {
    await released
    await route.continue()
  })
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Skills' }).click()
  await expect(page.getByRole('progressbar', { name: 'Loading' })).toHaveCSS('opacity', '1')
  release()
  await expect(skillRow(page, 'SPANISH')).toBeVisible()
  await expect(page.getByRole('progressbar', { name: 'Loading' })).toHaveCount(0)
})

test('the first palette after a load loses no key, however slow the network is', async ({ page, api }) => {
  const { id, loginId } = await createAgent(api)
  await page.goto('/agents')
  await expect(page.getByRole('heading', { name: /^Agents/ })).toBeVisible()
  await page.route('**/assets/*', (route) => route.abort())
  // One after another, without waiting for anything.
  await page.keyboard.press('Control+k')
  await page.keyboard.type(loginId)
  await page.keyboard.press('Enter')
  await page.unroute('**/assets/*')
  await expect(page).toHaveURL(`/agents/${id}`)
})

test.describe('by the clock', () => {
  test.use({ longTimers: true })

  test('the code of every page is fetched while nobody does anything', async ({ page }) => {
    await page.goto('/agents')
    const fetched = page.waitForResponse('**/assets/HistoryPage-*.js')
    await expect(page.getByRole('heading', { name: /^Agents/ })).toBeVisible()
    await fetched
  })
})
