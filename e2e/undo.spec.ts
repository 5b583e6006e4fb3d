import { expect, test, type Api } from './fixtures.ts'
import { apiAs, createAgent, createSkill } from './helpers.ts'

const ACD_SERVICE = 17885

const levelOf = async (api: Api, agent: number, skill: number) => {
  const { assignedAgentSkill } = await api('readAgent', { params: { id: agent } })
  return assignedAgentSkill.find(({ id }) => id === skill)?.proficiency
}

test('takes back a level, a removal and an addition, each with one click beside the word that it is done', async ({
  page,
  api,
}) => {
  const [skill, other] = [await createSkill(api), await createSkill(api)]
  const { id } = await createAgent(api, { assignedAgentSkill: [{ id: skill.id, proficiency: 3 }] })
  const undo = page.getByRole('status').getByRole('button', { name: 'Undo' })
  await page.goto(`/agents/${id}`)
  const slider = page.getByRole('slider', { name: `${skill.name} proficiency` })

  await slider.press('1')
  await expect(page.getByText(`${skill.name} set to 1`)).toBeVisible()
  await undo.click()
  await expect(page.getByText(`${skill.name} set back to 3`)).toBeVisible()
  await expect(slider).toHaveValue('3')
  expect(await levelOf(api, id, skill.id)).toBe(3)

  await page.getByRole('button', { name: `Remove ${skill.name}` }).click()
  await expect(page.getByText(`${skill.name} removed`, { exact: true })).toBeVisible()
  await undo.click()
  await expect(page.getByText(`${skill.name} given back at 3`)).toBeVisible()
  expect(await levelOf(api, id, skill.id)).toBe(3)

  await page.getByRole('combobox', { name: 'Add skill' }).fill(other.name)
  await page.getByRole('option', { name: other.name }).click()
  await undo.click()
  await expect(page.getByText(`${other.name} taken back`)).toBeVisible()
  expect(await levelOf(api, id, other.id)).toBeUndefined()
})

test('asks the history for nothing when it takes back its own change', async ({ page, api }) => {
  const skill = await createSkill(api)
  const { id } = await createAgent(api, { assignedAgentSkill: [{ id: skill.id, proficiency: 3 }] })
  await page.goto(`/agents/${id}`)
  await page.getByRole('slider', { name: `${skill.name} proficiency` }).press('1')
  const searches: string[] = []
  page.on('request', (request) => {
    const url = new URL(request.url())
    if (url.pathname.endsWith('/dashboard/changes') && url.searchParams.has('by')) searches.push(url.href)
  })
  await page.getByRole('status').getByRole('button', { name: 'Undo' }).click()
  await expect(page.getByText(`${skill.name} set back to 3`)).toBeVisible()
  expect(searches).toEqual([])
})

test('takes back a service that was added and one that was removed', async ({ page, api }) => {
  const { id } = await createAgent(api)
  const assigned = async () => (await api('readAgent', { params: { id } })).assignedService.map((service) => service.id)
  const undo = page.getByRole('status').getByRole('button', { name: 'Undo' })
  await page.goto(`/agents/${id}`)
  await page.getByRole('combobox', { name: 'Add service' }).fill(String(ACD_SERVICE))
  await page.getByRole('option', { name: new RegExp(String(ACD_SERVICE)) }).click()
  await undo.click()
  await expect(page.getByRole('status').getByText(/taken back/)).toBeVisible()
  expect(await assigned()).toEqual([])

  await api('addService', { params: { agent: id, id: ACD_SERVICE } })
  await page.reload()
  await page.getByRole('button', { name: new RegExp(`^Remove ${ACD_SERVICE} `) }).click()
  await expect(page.getByRole('status').getByText(/removed$/)).toBeVisible()
  await undo.click()
  await expect(page.getByRole('status').getByText(/given back/)).toBeVisible()
  expect(await assigned()).toEqual([ACD_SERVICE])
})

test('refuses to take back what somebody else has changed since, says who, and shows what is true', async ({
  page,
  api,
  server,
}) => {
  const somebodyElse = await apiAs(server, 'superuser')
  const skill = await createSkill(api)
  const { id } = await createAgent(api, { assignedAgentSkill: [{ id: skill.id, proficiency: 3 }] })
  await page.goto(`/agents/${id}`)
  const slider = page.getByRole('slider', { name: `${skill.name} proficiency` })
  await slider.press('1')
  await expect(page.getByText(`${skill.name} set to 1`)).toBeVisible()

  await somebodyElse('addAgentSkill', { params: { agent: id, id: skill.id }, query: { proficiency: 5 } })
  await page.getByRole('status').getByRole('button', { name: 'Undo' }).click()
  await expect(page.getByRole('alert')).toContainText('Cannot undo [changed again by superuser]')
  await expect(slider).toHaveValue('5')
  expect(await levelOf(api, id, skill.id)).toBe(5)
})

test('refuses it from the history too, and takes back what can be', async ({ page, api, server }) => {
  const somebodyElse = await apiAs(server, 'superuser')
  const skill = await createSkill(api)
  const { id } = await createAgent(api, { phone: '1', assignedAgentSkill: [{ id: skill.id, proficiency: 3 }] })
  const set = (by: Api, proficiency: number) =>
    by('addAgentSkill', { params: { agent: id, id: skill.id }, query: { proficiency } })
  await set(api, 1)
  await set(somebodyElse, 5)
  await api('updateAgent', { params: { id }, body: { phone: '2', wrapUpTime: -1 } })
  await page.goto(`/agents/${id}`)
  const history = page.getByRole('region', { name: 'History' })
  const row = (text: string) => history.getByRole('listitem').filter({ hasText: text })

  const undo = row(`${skill.name} 3 → 1`).getByRole('button', { name: 'Undo' })
  await expect(undo).toHaveAccessibleDescription(`${skill.name} 3 → 1`)
  await undo.click()
  await expect(page.getByRole('alert')).toContainText('Cannot undo [changed again by superuser]')
  expect(await levelOf(api, id, skill.id)).toBe(5)

  await row('phone 1 → 2, wrap-up time 30 seconds → Unlimited').getByRole('button', { name: 'Undo' }).click()
  await expect(page.getByRole('region', { name: 'Details' })).toContainText('30 seconds')
  await expect(row('phone 1 → 2').getByText('Undone')).toBeVisible()
  await expect(row('phone 2 → 1')).toContainText('as an undo')
  expect(await api('readAgent', { params: { id } })).toMatchObject({ phone: '1', wrapUpTime: 30 })
})

test.describe('a Manager without the power', () => {
  test.use({ signedInAs: 'teamlead' })

  test('reads which power is missing instead of undoing', async ({ page, api }) => {
    const { id } = await createAgent(api, { phone: '1' })
    await api('updateAgent', { params: { id }, body: { phone: '2' } })
    await page.goto(`/agents/${id}`)
    const undo = page.getByRole('region', { name: 'History' }).getByRole('button', { name: 'Undo' })
    await expect(undo).toBeDisabled()
    await expect(undo).toHaveAccessibleDescription(/Administer Agents/)
  })
})
