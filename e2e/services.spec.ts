import { expect, test } from './fixtures.ts'
import { countMoves, createAgent } from './helpers.ts'

test('leads from a service’s id to its agents in two clicks, and to their call center in one more', async ({
  page,
  api,
}) => {
  const { loginId } = await createAgent(api, { assignedService: [{ id: 17885 }] })
  const moves = await countMoves(page)
  await page.goto('/agents')
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Services' }).click()
  await expect(page.getByRole('heading', { name: 'Services' })).toBeVisible()
  const row = page.getByRole('row').filter({ has: page.getByRole('cell', { name: '17885', exact: true }) })
  await expect(row.getByRole('cell').nth(2)).not.toBeEmpty()
  await expect(row.getByRole('cell').nth(3)).toHaveText(/^[\d,]+\+?$/)
  await row.getByRole('link').click()
  await expect(page).toHaveURL('/services/17885')
  await expect(page.getByRole('table', { name: 'Agents' }).getByRole('row').nth(20)).toBeVisible()
  expect(await moves()).toBe(2)
  await page.getByRole('searchbox', { name: 'Search these agents' }).fill(loginId)
  await expect(page.getByRole('table', { name: 'Agents' }).getByRole('link', { name: loginId })).toBeVisible()
  await expect(page.getByRole('status').filter({ hasText: /^1 of/ })).toBeVisible()
  await expect(page).toHaveURL(`/services/17885?q=${loginId}`)
  await page.getByRole('main').getByRole('listitem').getByRole('link').last().click()
  await expect(page).toHaveURL(/\/agents\?callCenter=/)
  await page.goBack()
  await expect(page.getByRole('table', { name: 'Agents' }).getByRole('link', { name: loginId })).toBeVisible()
})

test('gives the service to agents, takes it from one, and gives it back', async ({ page, api }) => {
  const { id, loginId } = await createAgent(api)
  const services = async () => (await api('readAgent', { params: { id } })).assignedService
  await page.goto(`/services/17885?q=${loginId}`)
  await page.getByRole('button', { name: 'Add agents' }).click()
  const dialog = page.getByRole('dialog', { name: 'Add agents' })
  await dialog.getByRole('searchbox', { name: 'Search agents' }).fill(loginId)
  await dialog.getByRole('checkbox', { name: loginId }).click()
  await dialog.getByRole('button', { name: 'Add', exact: true }).click()
  await expect(dialog).toHaveCount(0)
  const link = page.getByRole('table', { name: 'Agents' }).getByRole('link', { name: loginId })
  await expect(link).toBeVisible()
  expect(await services()).toEqual([{ id: 17885 }])

  await page.getByRole('button', { name: `Remove ${loginId}` }).click()
  await expect(link).toHaveCount(0)
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(link).toBeVisible()
  expect(await services()).toEqual([{ id: 17885 }])

  await page.getByRole('button', { name: 'Add agents' }).click()
  await dialog.getByRole('searchbox', { name: 'Search agents' }).fill(loginId)
  await expect(dialog.getByRole('checkbox', { name: loginId })).toHaveAttribute('aria-disabled', 'true')
})

test('names who could not be added, keeps them picked, and adds them on another try', async ({ page, api }) => {
  const agents = [await createAgent(api), await createAgent(api)]
  const refused = `**/configuration/agents/${agents[1]?.id}/services/17885**`
  await page.route(refused, (route) => route.fulfill({ status: 400, json: { code: 202, message: 'Not today' } }))
  await page.goto('/services/17885')
  await page.getByRole('button', { name: 'Add agents' }).click()
  const dialog = page.getByRole('dialog', { name: 'Add agents' })
  for (const { loginId } of agents) {
    await dialog.getByRole('searchbox', { name: 'Search agents' }).fill(loginId)
    await dialog.getByRole('checkbox', { name: loginId }).click()
  }
  await dialog.getByRole('button', { name: 'Add', exact: true }).click()
  const picked = dialog.getByRole('list', { name: 'Chosen agents' }).getByRole('listitem')
  await expect(picked).toHaveCount(1)
  await expect(picked).toContainText(`${agents[1]?.loginId}`)
  await page.unroute(refused)
  await dialog.getByRole('button', { name: 'Retry' }).click()
  await expect(dialog).toHaveCount(0)
})

test('is reached from an agent’s services and call centers', async ({ page, api }) => {
  const { id } = await createAgent(api, { assignedService: [{ id: 17885 }] })
  await page.goto(`/agents/${id}`)
  await page.getByRole('region', { name: 'Call centers' }).getByRole('link').click()
  await expect(page).toHaveURL(/\/agents\?callCenter=\d+$/)
  await page.goBack()
  await page.getByRole('region', { name: 'Services' }).getByRole('link').click()
  await expect(page).toHaveURL('/services/17885')
})

test('says that a service is not found', async ({ page }) => {
  await page.goto('/services/4')
  await expect(page.getByRole('heading', { name: 'Service not found' })).toBeVisible()
  await expect(page.getByText('Service 4 doesn’t exist')).toBeVisible()
})
