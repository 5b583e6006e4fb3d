import type { Page } from '@playwright/test'
import { expect, test } from './fixtures.ts'
import { createAgent, lockAgent, signInAsAgent } from './helpers.ts'

const rowOf = (page: Page, loginId: string) => page.getByRole('row', { name: loginId })

const searchFor = (page: Page, text: string) => page.getByRole('searchbox', { name: 'Search agents' }).fill(text)

function jobs() {
  test('sees who is locked among all, and unlocks them with one click', async ({ page, api }) => {
    const agent = await createAgent(api)
    await lockAgent(api, agent.loginId)
    await page.goto('/agents')
    await searchFor(page, agent.loginId)
    const row = rowOf(page, agent.loginId)
    await expect(row).toContainText('Locked')
    await row.getByRole('button', { name: `Unlock ${agent.loginId}` }).click()
    await expect(row).toContainText('Active')
    await expect(row.getByRole('button')).toHaveCount(0)
    // The button went, and the focus stays in its row.
    await expect(row.getByRole('link')).toBeFocused()
    await expect(page.getByRole('status').filter({ hasText: `${agent.loginId} unlocked` })).toBeVisible()
    expect(await signInAsAgent(api, agent.loginId)).toMatchObject({ userId: agent.id })
  })

  test('lists the locked ones in a tab of their own, with how many and when that was so', async ({ page, api }) => {
    const agent = await createAgent(api)
    await lockAgent(api, agent.loginId)
    await page.goto('/agents')
    const tab = page.getByRole('tab', { name: 'Locked' })
    await expect(tab).toHaveText(/^Locked \d+$/)
    const count = Number((await tab.innerText()).replace(/\D/g, ''))
    await tab.click()
    await expect(page).toHaveURL(/tab=locked/)
    await expect(page.getByText(/^Checked/)).toBeVisible()
    await searchFor(page, agent.loginId.toLowerCase())
    await expect(page.getByRole('table', { name: 'Agents' }).getByRole('link')).toHaveText([agent.loginId])
    // The row stays where it is and shows the new state.
    await page.getByRole('button', { name: `Unlock ${agent.loginId}` }).click()
    await expect(rowOf(page, agent.loginId)).toContainText('Active')
    await expect(tab).toHaveText(`Locked ${count - 1}`)
    await page.getByRole('button', { name: 'Check now' }).click()
    await expect(page.getByText(`No locked agents match “${agent.loginId.toLowerCase()}”`)).toBeVisible()
  })
}

jobs()

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 } })
  jobs()
})

test('keeps the tab in the URL: a reload and the way back show the same', async ({ page }) => {
  await page.goto('/agents')
  await page.getByRole('tab', { name: 'Locked' }).click()
  await page.reload()
  await expect(page.getByRole('tab', { name: 'Locked' })).toHaveAttribute('aria-selected', 'true')
  await expect(
    page
      .getByRole('tabpanel', { name: 'Locked' })
      .getByRole('button', { name: /^Unlock / })
      .first(),
  ).toBeVisible()
  await page.goBack()
  await expect(page.getByRole('tab', { name: 'All' })).toHaveAttribute('aria-selected', 'true')
})

test('goes from tab to tab with the arrow keys', async ({ page }) => {
  await page.goto('/agents')
  await page.getByRole('tab', { name: 'All' }).focus()
  await page.keyboard.press('ArrowRight')
  await expect(page.getByRole('tab', { name: 'Locked' })).toBeFocused()
  await expect(page.getByRole('tab', { name: 'Locked' })).toHaveAttribute('aria-selected', 'true')
  await page.keyboard.press('ArrowRight')
  await expect(page.getByRole('tab', { name: 'All' })).toHaveAttribute('aria-selected', 'true')
})

test('reads who is locked with the rows, not once for each', async ({ page }) => {
  const requests: string[] = []
  page.on('request', (request) => requests.push(new URL(request.url()).pathname))
  await page.goto('/agents')
  const rows = page.locator('table[aria-label="Agents"] tbody tr[aria-rowindex]')
  await expect(rows.first()).toBeVisible()
  await page.evaluate(() => window.scrollTo(0, document.body.scrollHeight))
  // More than the first page of a hundred.
  await expect.poll(async () => Number(await rows.last().getAttribute('aria-rowindex'))).toBeGreaterThan(101)
  expect(requests.filter((path) => /\/agents\/\d+/.test(path))).toHaveLength(0)
})

test('leads back from an agent to the list as it was left', async ({ page }) => {
  await page.goto('/agents?tab=locked&q=a')
  await page.getByRole('cell').getByRole('link').first().click()
  await page.getByRole('navigation', { name: 'Breadcrumbs' }).getByRole('link', { name: 'Agents' }).click()
  await expect(page).toHaveURL('/agents?tab=locked&q=a')
})

test('puts the lock back and says why when the agent was deleted meanwhile', async ({ page, api }) => {
  const agent = await createAgent(api)
  await lockAgent(api, agent.loginId)
  await page.goto('/agents')
  await searchFor(page, agent.loginId)
  const unlock = page.getByRole('button', { name: `Unlock ${agent.loginId}` })
  await expect(unlock).toBeVisible()
  await api('deleteAgent', { params: { id: agent.id } })
  await unlock.click()
  await expect(page.getByRole('alert').filter({ hasText: `Agent ${agent.id} doesn’t exist` })).toBeVisible()
  // And the list no longer has them.
  await expect(page.getByText(`No agents match “${agent.loginId}”`)).toBeVisible()
})

test.describe('a Manager without the power', () => {
  test.use({ signedInAs: 'teamlead' })

  test('reads at the buttons which power is missing', async ({ page }) => {
    await page.goto('/agents?tab=locked')
    const unlock = page.getByRole('button', { name: /^Unlock / }).first()
    await expect(unlock).toBeDisabled()
    await expect(unlock).toHaveAccessibleDescription(/Administer Agents/)
    await expect(page.getByRole('button', { name: 'New agent' })).toHaveAccessibleDescription(/Administer Agents/)
  })
})

test('hides and shows columns, and remembers which', async ({ page }) => {
  await page.goto('/agents')
  const header = (name: string) => page.getByRole('columnheader', { name })
  await expect(header('Phone')).toBeVisible()
  await page.getByRole('button', { name: 'Columns' }).click()
  await expect(page.getByRole('checkbox', { name: 'Login ID' })).toHaveCount(0)
  await page.getByRole('checkbox', { name: 'Phone' }).uncheck()
  await expect(header('Phone')).toHaveCount(0)
  await page.keyboard.press('Escape')
  await expect(page.getByRole('checkbox', { name: 'Phone' })).toBeHidden()
  await page.reload()
  await expect(header('Skills')).toBeVisible()
  await expect(header('Phone')).toHaveCount(0)
  await page.getByRole('button', { name: 'Columns' }).click()
  await page.getByRole('checkbox', { name: 'Phone' }).check()
  await expect(header('Phone')).toBeVisible()
})

for (const hours of [3, -3])
  test(`reckons ages by the server’s clock, where this machine’s is ${hours} hours off`, async ({ page, api }) => {
    const { id } = await createAgent(api)
    await page.clock.setSystemTime(Date.now() + hours * 3_600_000)
    await page.goto('/agents?tab=locked')
    await expect(page.getByText('Checked just now')).toBeVisible()
    await page.goto(`/agents/${id}`)
    const history = page.getByRole('region', { name: 'History' })
    await expect(history.getByRole('listitem').first()).toContainText('Just now')
  })
