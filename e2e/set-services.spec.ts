import { expect, test } from './fixtures.ts'
import { createAgent, writesFrom } from './helpers.ts'

const ACD_SERVICE = 17885
const NO_ACD_SERVICE = 38184

test('adds a service and removes it', async ({ page, api }) => {
  const { id } = await createAgent(api)
  const assigned = async () => (await api('readAgent', { params: { id } })).assignedService.map((service) => service.id)
  await page.goto(`/agents/${id}`)
  const services = page.getByRole('region', { name: 'Services' })
  await services.getByRole('combobox', { name: 'Add service' }).fill(String(ACD_SERVICE))
  await page.getByRole('option', { name: new RegExp(String(ACD_SERVICE)) }).click()
  const remove = services.getByRole('button', { name: new RegExp(`^Remove ${ACD_SERVICE} `) })
  await expect(remove).toBeVisible()
  await expect(services).toContainText('5 minutes')
  expect(await assigned()).toEqual([ACD_SERVICE])
  await expect(page.getByRole('region', { name: 'Call centers' }).getByRole('listitem')).toHaveCount(1)

  await remove.click()
  await expect(remove).toHaveCount(0)
  await expect.poll(assigned).toEqual([])
})

test('shows a service without ACD disabled, with the reason, and does not add it', async ({ page, api }) => {
  const { id } = await createAgent(api)
  await page.goto(`/agents/${id}`)
  const field = page.getByRole('combobox', { name: 'Add service' })
  await field.fill(String(NO_ACD_SERVICE))
  const option = page.getByRole('option', { name: new RegExp(String(NO_ACD_SERVICE)) })
  await expect(option).toBeDisabled()
  await expect(option).toContainText('No ACD')
  const writes = writesFrom(page)
  await field.press('Enter')
  await option.click({ force: true })
  await expect(field).toHaveValue(String(NO_ACD_SERVICE))
  expect(writes).toEqual([])
  expect((await api('readAgent', { params: { id } })).assignedService).toEqual([])
})

test.describe('a manager of one call center', () => {
  const OWN_SERVICE = 17801
  const REASON = `You can’t assign service ${ACD_SERVICE}.`
  test.use({ signedInAs: 'manager-east' })

  test('gives and takes the services of that one; the others are disabled, with the reason', async ({ page, api }) => {
    const { id } = await createAgent(api, { assignedService: [{ id: ACD_SERVICE }] })
    const assigned = async () =>
      (await api('readAgent', { params: { id } })).assignedService.map((service) => service.id)
    await page.goto(`/agents/${id}`)
    const services = page.getByRole('region', { name: 'Services' })
    const removeOther = services.getByRole('button', { name: new RegExp(`^Remove ${ACD_SERVICE} `) })
    await expect(removeOther).toBeDisabled()
    await expect(removeOther).toHaveAccessibleDescription(REASON)
    await removeOther.press('Enter')
    await expect(removeOther).toBeVisible()

    const field = services.getByRole('combobox', { name: 'Add service' })
    await field.fill('17886')
    const option = page.getByRole('option', { name: /17886/ })
    await expect(option).toBeDisabled()
    await expect(option).toContainText('You can’t assign service 17886.')
    await field.fill(String(OWN_SERVICE))
    await page.getByRole('option', { name: new RegExp(String(OWN_SERVICE)) }).click()
    const removeOwn = services.getByRole('button', { name: new RegExp(`^Remove ${OWN_SERVICE} `) })
    await expect(removeOwn).toBeVisible()
    await expect.poll(assigned).toEqual([OWN_SERVICE, ACD_SERVICE])
    await removeOwn.click()
    await expect.poll(assigned).toEqual([ACD_SERVICE])
  })

  test('deletes no agent who has others, and reads why', async ({ page, api }) => {
    const { id } = await createAgent(api, { assignedService: [{ id: ACD_SERVICE }] })
    await page.goto(`/agents/${id}`)
    await page.getByRole('button', { name: 'More' }).click()
    const remove = page.getByRole('menuitem', { name: 'Delete' })
    await expect(remove).toBeDisabled()
    await expect(remove).toContainText(REASON)
  })

  test('reads in the form for a new agent which services are not theirs to give', async ({ page, api }) => {
    const { id } = await createAgent(api, { assignedService: [{ id: ACD_SERVICE }] })
    await page.goto(`/agents/new?from=${id}`)
    const given = page.getByRole('list', { name: 'Services to give' })
    await expect(given).toContainText(REASON)
    await given.getByRole('button', { name: new RegExp(`^Remove ${ACD_SERVICE} `) }).click()
    await expect(given).not.toContainText(REASON)
    await page.getByRole('combobox', { name: 'Add service' }).fill(String(ACD_SERVICE))
    const option = page.getByRole('option', { name: new RegExp(String(ACD_SERVICE)) })
    await expect(option).toBeDisabled()
    await expect(option).toContainText(REASON)
  })
})
