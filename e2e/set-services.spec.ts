import { expect, test } from './fixtures.ts'
import { createAgent } from './helpers.ts'

const ACD_SERVICE = 17885
const NO_ACD_SERVICE = 38184

test('adds a service and removes it', async ({ page, api }) => {
  const { id } = await createAgent(api)
  const assigned = async () => (await api('readAgent', { params: { id } })).assignedService.map((service) => service.id)
  await page.goto(`/agents/${id}`)
  const services = page.getByRole('region', { name: 'Services' })
  await services.getByRole('button', { name: 'Add service' }).click()
  const dialog = page.getByRole('dialog', { name: 'Add service' })
  await dialog.getByLabel('Search services').fill(String(ACD_SERVICE))
  await dialog.getByRole('radio', { name: new RegExp(String(ACD_SERVICE)) }).click()
  await dialog.getByRole('button', { name: 'Add', exact: true }).click()
  await expect(dialog).toHaveCount(0)
  const remove = services.getByRole('button', { name: new RegExp(`^Remove ${ACD_SERVICE} `) })
  await expect(remove).toBeVisible()
  await expect(services).toContainText('five minutes')
  expect(await assigned()).toEqual([ACD_SERVICE])
  await expect(page.getByRole('region', { name: 'Call centers' }).getByRole('listitem')).toHaveCount(1)

  await remove.click()
  await expect(remove).toHaveCount(0)
  await expect.poll(assigned).toEqual([])
})

test('shows a service without ACD disabled, with the reason, and does not add it', async ({ page, api }) => {
  const { id } = await createAgent(api)
  await page.goto(`/agents/${id}`)
  await page.getByRole('button', { name: 'Add service' }).click()
  const dialog = page.getByRole('dialog', { name: 'Add service' })
  await dialog.getByLabel('Search services').fill(String(NO_ACD_SERVICE))
  const option = dialog.getByRole('radio', { name: new RegExp(String(NO_ACD_SERVICE)) })
  await expect(option).toBeDisabled()
  await expect(option).toHaveAccessibleDescription(/No ACD/)
  await option.focus()
  await page.keyboard.press('Space')
  await expect(option).not.toBeChecked()
  await dialog.getByRole('button', { name: 'Add', exact: true }).click({ force: true })
  expect((await api('readAgent', { params: { id } })).assignedService).toEqual([])
})
