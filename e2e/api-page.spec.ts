import { expectNoViolations } from './axe.ts'
import { expect, test } from './fixtures.ts'

const READ_AGENT = /GET \/configuration\/agents\/\{id\} Read Agent/i

test('people read and try the API at /docs, and nothing comes from elsewhere', async ({ page, server }) => {
  const elsewhere: string[] = []
  page.on('request', (request) => {
    const url = request.url()
    if (!url.startsWith(server) && !url.startsWith('data:')) elsewhere.push(url)
  })
  await page.goto('/docs')
  await expect(page.getByRole('heading', { name: /Configuration API/ })).toBeVisible()
  await page.getByRole('button', { name: READ_AGENT }).click()
  await page.getByRole('button', { name: 'Try it out' }).click()
  await page.getByRole('button', { name: 'Execute' }).click()
  // In the dashboard's own session.
  await expect(page.getByText('"loginId": "AGENT3"').first()).toBeVisible()
  expect(elsewhere).toEqual([])
})

test('the page at /docs is accessible, with an operation open and tried out', async ({ page }) => {
  await page.goto('/docs')
  await page.getByRole('button', { name: READ_AGENT }).click()
  await page.getByRole('button', { name: 'Try it out' }).click()
  await page.getByRole('button', { name: 'Execute' }).click()
  await expect(page.getByText('"loginId": "AGENT3"').first()).toBeVisible()
  const heading = page.getByRole('heading', { name: /Configuration API/ })
  // The page follows the browser and has no switch.
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme })
    await expectNoViolations(page, heading)
  }
})
