import { expect, test, type Api } from './fixtures.ts'
import { apiAs, createAgent, createSkill, levelOf } from './helpers.ts'

const ACD_SERVICE = 17885

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
  await expect(page.getByText(`${skill.name} restored at 3`)).toBeVisible()
  expect(await levelOf(api, id, skill.id)).toBe(3)

  await page.getByRole('combobox', { name: 'Add skill' }).fill(other.name)
  await page.getByRole('option', { name: other.name }).click()
  await undo.click()
  await expect(page.getByRole('status').getByText(`${other.name} removed`)).toBeVisible()
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
  await expect(page.getByRole('status').getByText(/removed/)).toBeVisible()
  expect(await assigned()).toEqual([])

  await api('addService', { params: { agent: id, id: ACD_SERVICE } })
  await page.reload()
  await page.getByRole('button', { name: new RegExp(`^Remove ${ACD_SERVICE} `) }).click()
  await expect(page.getByRole('status').getByText(/removed$/)).toBeVisible()
  await undo.click()
  await expect(page.getByRole('status').getByText(/restored/)).toBeVisible()
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
  await expect(page.getByRole('alert')).toContainText('Can’t undo: superuser has changed this since.')
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
  await page.goto(`/agents/${id}`)
  const history = page.getByRole('region', { name: 'History' })
  const row = (text: string) => history.getByRole('listitem').filter({ hasText: text }).last()

  await history.getByRole('button', { name: 'Show 3 changes' }).click()
  const undo = row(`${skill.name} 3 → 1`).getByRole('button', { name: 'Undo' })
  await expect(undo).toHaveAccessibleDescription(`${skill.name} 3 → 1`)
  await set(somebodyElse, 5)
  await undo.click()
  await expect(page.getByRole('alert')).toContainText('Can’t undo: superuser has changed this since.')
  expect(await levelOf(api, id, skill.id)).toBe(5)
  await expect(undo).toHaveCount(0)
  await expect(row(`${skill.name} 3 → 1`)).toContainText('Changed again')

  await api('updateAgent', { params: { id }, body: { phone: '2', wrapUpTime: -1 } })
  await page.reload()
  await history.getByRole('button', { name: 'Show 4 changes' }).click()
  await row('phone 1 → 2, wrap-up time 30 seconds → Unlimited').getByRole('button', { name: 'Undo' }).click()
  await expect(page.getByRole('region', { name: 'Details' })).toContainText('30 seconds')
  await expect(row('phone 1 → 2').getByText('Undone')).toBeVisible()
  await expect(row('phone 2 → 1')).toContainText('undoing')
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

test('tells changes to one agent as one, takes back what nobody changed since, and names the rest', async ({
  page,
  api,
  server,
}) => {
  const somebodyElse = await apiAs(server, 'superuser')
  const [first, second] = [await createSkill(api), await createSkill(api)]
  const { id, loginId } = await createAgent(api, {
    assignedAgentSkill: [
      { id: first.id, proficiency: 3 },
      { id: second.id, proficiency: 3 },
    ],
  })
  await page.goto(`/agents/${id}`)
  const slider = ({ name }: { name: string }) => page.getByRole('slider', { name: `${name} proficiency` })
  const undo = page.getByRole('status').getByRole('button', { name: 'Undo' })
  await slider(first).press('1')
  await slider(first).press('2')
  await expect(page.getByText(`${first.name} set to 2`)).toBeVisible()
  await slider(second).press('5')
  await expect(page.getByRole('status').getByText(`3 changes to ${loginId}`)).toBeVisible()
  await expect(undo).toHaveAccessibleDescription(`3 changes to ${loginId} ${second.name} set to 5`)
  await undo.press('Enter')
  await expect(page.getByText(`3 changes to ${loginId} undone`)).toBeVisible()
  await expect(page.getByText(`${second.name} set back to 3, ${first.name} set back to 3`)).toBeVisible()
  // The message takes the focus with it, so the focus goes back.
  await expect(slider(second)).toBeFocused()

  await slider(first).press('1')
  await slider(second).press('5')
  await expect(page.getByText(`2 changes to ${loginId}`, { exact: true })).toBeVisible()
  await somebodyElse('addAgentSkill', { params: { agent: id, id: second.id }, query: { proficiency: 4 } })
  await undo.click()
  await expect(page.getByRole('alert')).toContainText(
    `1 of 2 changes to ${loginId} undone${first.name} set back to 3. ${second.name} not undone: superuser has changed it since`,
  )
  expect([await levelOf(api, id, first.id), await levelOf(api, id, second.id)]).toEqual([3, 4])
})

test('stacks the messages: three are seen, each with its own Undo; Ctrl-Z takes back the newest first', async ({
  page,
  api,
}) => {
  const skill = await createSkill(api)
  const agents: { id: number; loginId: string }[] = []
  for (let i = 0; i < 5; i++)
    agents.push(await createAgent(api, { assignedAgentSkill: [{ id: skill.id, proficiency: 3 }] }))
  const levels = () => Promise.all(agents.map(({ id }) => levelOf(api, id, skill.id)))
  await page.goto(`/skills/${skill.id}`)
  const status = page.getByRole('status')
  for (const { loginId } of agents) {
    await page.getByRole('slider', { name: `${loginId} proficiency` }).press('1')
    await expect(status.getByText(`${loginId} set to 1`)).toBeVisible()
  }
  const isSeen = (loginId = '') =>
    status
      .getByText(`${loginId} set to 1`)
      .evaluate((words) => words.clientHeight > 1 && words.closest('div')?.clientWidth !== 1)
  const seen = async () => Promise.all(agents.map(({ loginId }) => isSeen(loginId)))
  expect(await seen()).toEqual([false, false, true, true, true])
  const [first, , third, fourth] = agents
  const undoOf = (loginId = '') => status.getByRole('button', { name: 'Undo', description: `${loginId} set to 1` })
  await page.getByRole('button', { name: '2 more' }).click()
  expect(await seen()).toEqual([true, true, true, true, true])
  await undoOf(first?.loginId).click()
  await expect(status.getByText(`${first?.loginId} set back to 3`)).toBeVisible()
  await status.getByRole('button', { name: 'Dismiss', description: `${third?.loginId} set to 1` }).click()
  expect(await levels()).toEqual([3, 1, 1, 1, 1])

  await page.getByRole('searchbox').first().focus()
  await page.keyboard.press('Control+z')
  await page.getByRole('slider', { name: `${fourth?.loginId} proficiency` }).focus()
  for (let i = 0; i < 3; i++) await page.keyboard.press('Control+z')
  await expect.poll(levels).toEqual([3, 1, 3, 3, 3])
  await page.keyboard.press('Meta+z')
  await expect.poll(levels).toEqual([3, 3, 3, 3, 3])
})

test('a message never covers the control that was used last', async ({ page, api }) => {
  await page.setViewportSize({ width: 390, height: 600 })
  const skill = await createSkill(api)
  const { id } = await createAgent(api, { assignedAgentSkill: [{ id: skill.id, proficiency: 3 }] })
  await page.goto(`/agents/${id}`)
  const remove = page.getByRole('button', { name: `Remove ${skill.name}` })
  await expect(page.getByRole('region', { name: 'History' }).getByRole('listitem').first()).toBeVisible()
  // It stands where messages come.
  const { y = 0, height = 0 } = (await remove.boundingBox()) ?? {}
  await page.setViewportSize({ width: 390, height: Math.round(y + height + 30) })
  const at = await remove.boundingBox()
  await remove.click()
  const message = page.getByText(`${skill.name} removed`, { exact: true })
  await expect(message).toBeVisible()
  const where = await message.boundingBox()
  expect(
    (where?.y ?? 0) + (where?.height ?? 0) < (at?.y ?? 0) || (where?.y ?? 0) > (at?.y ?? 0) + (at?.height ?? 0),
  ).toBe(true)
  await expect(message).toBeInViewport()
})

test('a second quick click on Remove hits nothing else, and leaves the Undo of the first', async ({ page, api }) => {
  const skills = [await createSkill(api), await createSkill(api), await createSkill(api)]
  const { id } = await createAgent(api, {
    assignedAgentSkill: skills.map((skill) => ({ id: skill.id, proficiency: 3 })),
  })
  await page.goto(`/agents/${id}`)
  const remove = page.getByRole('button', { name: /^Remove E2E/ })
  await expect(remove).toHaveCount(3)
  const box = await remove.first().boundingBox()
  const [x, y] = [(box?.x ?? 0) + 8, (box?.y ?? 0) + 8]
  await page.mouse.click(x, y)
  await page.mouse.click(x, y)
  await page.mouse.dblclick(x, y)
  await expect(remove).toHaveCount(2)
  await page.getByRole('status').getByRole('button', { name: 'Undo' }).click()
  await expect(page.getByText(/restored at 3$/)).toBeVisible()
  expect((await api('readAgent', { params: { id } })).assignedAgentSkill).toHaveLength(3)
})

test('names the level that was overwritten though it was not shown, and who had set it', async ({
  page,
  api,
  server,
}) => {
  const somebodyElse = await apiAs(server, 'superuser')
  const skill = await createSkill(api)
  const { id } = await createAgent(api, { assignedAgentSkill: [{ id: skill.id, proficiency: 3 }] })
  await page.goto(`/agents/${id}`)
  const slider = page.getByRole('slider', { name: `${skill.name} proficiency` })
  await expect(slider).toHaveValue('3')
  await somebodyElse('addAgentSkill', { params: { agent: id, id: skill.id }, query: { proficiency: 1 } })
  await slider.press('5')
  await expect(page.getByText(`${skill.name} set to 5. superuser had set it to 1, just now`)).toBeVisible()
  await page.getByRole('status').getByRole('button', { name: 'Undo' }).click()
  await expect(page.getByText(`${skill.name} set back to 1`)).toBeVisible()
  // Overwriting a value that was on screen needs no word.
  const isRead = page.waitForResponse((reply) => reply.url().includes('/dashboard/changes'))
  await slider.press('2')
  await isRead
  await expect(page.getByText(`${skill.name} set to 2`, { exact: true })).toBeVisible()
})

test('a name that runs from right to left turns nothing around it', async ({ page, api }) => {
  const name = `עברית ${(await createSkill(api)).id}`
  const { id: skill } = await api('createAgentSkill', { query: {}, body: { name, description: '' } })
  const { id } = await createAgent(api, { assignedAgentSkill: [{ id: skill, proficiency: 3 }] })
  await page.goto(`/agents/${id}`)
  const isolated = `\u2068${name}\u2069`
  await page.getByRole('slider', { name: `${isolated} proficiency` }).press('1')
  const message = page.getByRole('status').getByText(`${name} set to 1`)
  await expect(message.locator('bdi')).toHaveText(name)
  const change = page.getByRole('region', { name: 'History' }).getByText(`${name} 3 → 1`)
  await expect(change.locator('bdi').first()).toHaveText(name)
  await expect(page.getByRole('button', { name: `Remove ${isolated}` })).toBeVisible()
})
