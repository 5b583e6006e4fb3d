import { expect, test } from './fixtures.ts'
import { apiAs, createAgent, createSkill, skillRow } from './helpers.ts'

test('lists the skills and creates a new one', async ({ page, api }) => {
  await page.goto('/skills')
  await expect(skillRow(page, 'SPANISH')).toContainText('8945')
  await page.getByRole('button', { name: 'New skill' }).click()
  const dialog = page.getByRole('dialog', { name: 'New skill' })
  const name = `ITALIAN ${Date.now()}`
  await dialog.getByLabel('Name').fill(name)
  await dialog.getByLabel('Description').fill('Italian speaking agents')
  await page.keyboard.press('Escape')
  await page
    .getByRole('alertdialog')
    .or(page.getByRole('dialog', { name: 'Discard your changes?' }))
    .getByRole('button', { name: 'Keep editing' })
    .click()
  await expect(dialog.getByLabel('Name')).toHaveValue(name)
  await dialog.getByRole('button', { name: 'Create' }).click()
  await expect(dialog).toHaveCount(0)
  await expect(skillRow(page, name)).toBeVisible()
  const { agentSkill } = await api('listAgentSkills', { query: { count: 1000, offset: 0 } })
  const id = agentSkill.find((skill) => skill.name === name)?.id ?? 0
  expect(await api('readAgentSkill', { params: { id } })).toMatchObject({
    description: 'Italian speaking agents',
    agent: [],
  })
})

test('says at the field what is missing and what the server refuses, and keeps what was typed', async ({ page }) => {
  await page.goto('/skills')
  await page.getByRole('button', { name: 'New skill' }).click()
  const dialog = page.getByRole('dialog', { name: 'New skill' })
  const name = dialog.getByLabel('Name')
  await dialog.getByRole('button', { name: 'Create' }).click()
  await expect(name).toHaveAttribute('aria-invalid', 'true')
  await name.fill('spanish')
  await dialog.getByLabel('Description').fill('kept')
  await dialog.getByRole('button', { name: 'Create' }).click()
  await expect(name).toHaveAccessibleDescription(/already taken/)
  await expect(dialog.getByLabel('Description')).toHaveValue('kept')
})

test('says how many agents hold each skill', async ({ page, api }) => {
  const skill = await createSkill(api)
  await createAgent(api, { assignedAgentSkill: [{ id: skill.id, proficiency: 2 }] })
  await page.goto('/skills')
  const row = skillRow(page, skill.name)
  const cells = row.getByRole('cell')
  await expect(cells.nth(4)).toHaveText('1')
  await expect(cells.nth(5)).toHaveText('1')
  await expect(row.getByRole('img')).toHaveAccessibleName(
    'Agents at level 1 · first in line: 0, level 2: 1, level 3: 0, level 4: 0, level 5 · last: 0',
  )
})

test('marks a skill where nobody active is first in line, until somebody is', async ({ page, api }) => {
  const skill = await createSkill(api)
  const { id } = await createAgent(api, { active: false, assignedAgentSkill: [{ id: skill.id, proficiency: 1 }] })
  await page.goto(`/skills?q=${skill.id}`)
  const row = skillRow(page, skill.name)
  await expect(row).toContainText('Nobody active is first in line')
  await api('updateAgent', { params: { id }, body: { active: true } })
  await page.reload()
  await expect(row.getByRole('img')).toBeVisible()
  await expect(row).not.toContainText('Nobody active is first in line')
})

test('searches skills by name and description, and sorts them by who holds them, in the address', async ({
  page,
  api,
}) => {
  const [few, many] = [await createSkill(api, 'zebra crossing'), await createSkill(api, 'zebra finch')]
  await createAgent(api, { assignedAgentSkill: [{ id: many.id, proficiency: 3 }] })
  await page.goto('/skills')
  await page.getByRole('searchbox', { name: 'Search skills' }).fill('zebra')
  const names = page.getByRole('table', { name: 'Skills' }).getByRole('link')
  await expect(names).toHaveCount(2)
  await page.getByRole('button', { name: 'All', exact: true }).click()
  await expect(names).toHaveText([few.name, many.name])
  await page.getByRole('button', { name: 'All', exact: true }).click()
  await expect(names).toHaveText([many.name, few.name])
  await expect(page.getByRole('columnheader', { name: 'All' })).toHaveAttribute('aria-sort', 'descending')
  await expect(page).toHaveURL('/skills?q=zebra&sort=-holders')
  await page.reload()
  await expect(names).toHaveText([many.name, few.name])
})

test('refuses a name that is taken at the field, when a skill is edited', async ({ page, api }) => {
  const skill = await createSkill(api)
  await page.goto('/skills')
  await page.getByRole('button', { name: `Edit ${skill.name}` }).click()
  const dialog = page.getByRole('dialog', { name: 'Edit skill' })
  await dialog.getByLabel('Name').fill('spanish')
  await dialog.getByRole('button', { name: 'Save' }).click()
  await expect(dialog.getByLabel('Name')).toHaveAccessibleDescription(/already taken/)
  await dialog.getByLabel('Name').fill(`${skill.name} B`)
  await dialog.getByRole('button', { name: 'Save' }).click()
  await expect(dialog).toHaveCount(0)
  await expect(skillRow(page, `${skill.name} B`)).toBeVisible()
})

test('of two people who edit different fields of a skill, both survive', async ({ page, api, server }) => {
  const { id, name } = await createSkill(api, 'as it was')
  const other = await apiAs(server, 'superuser')
  await page.goto(`/skills/${id}`)
  await page.getByRole('button', { name: 'Edit', exact: true }).click()
  const dialog = page.getByRole('dialog', { name: 'Edit skill' })
  await dialog.getByLabel('Name').fill(`${name} B`)
  await other('updateAgentSkill', { params: { id }, body: { description: 'as the other says' } })
  const sent = page.waitForRequest((request) => request.method() === 'PUT')
  await dialog.getByRole('button', { name: 'Save' }).click()
  await expect(dialog).toHaveCount(0)
  expect((await sent).postDataJSON()).toEqual({ name: `${name} B` })
  await expect(page.getByRole('heading', { name: `${name} B` })).toBeVisible()
  await expect(page.getByText('as the other says', { exact: true })).toBeVisible()
  expect(await api('readAgentSkill', { params: { id } })).toMatchObject({
    name: `${name} B`,
    description: 'as the other says',
  })
})

function conflict() {
  test('of two people who edit the same field of a skill, the second is told and chooses', async ({
    page,
    api,
    server,
  }) => {
    const { id, name } = await createSkill(api, 'as it was')
    const description = async () => (await api('readAgentSkill', { params: { id } })).description
    const other = await apiAs(server, 'superuser')
    await page.goto(`/skills/${id}`)
    await page.getByRole('button', { name: 'Edit', exact: true }).click()
    const dialog = page.getByRole('dialog', { name: 'Edit skill' })
    const choice = dialog.getByRole('alert').filter({ hasText: 'Mine' })
    await dialog.getByLabel('Description').fill('as I say')
    await other('updateAgentSkill', { params: { id }, body: { name: `${name} C`, description: 'as the other says' } })
    await dialog.getByRole('button', { name: 'Save' }).click()

    await expect(choice).toContainText(/as I say.*as the other says/)
    await expect(dialog.getByText(/Not saved.*Description/)).toBeVisible()
    // A field that is not touched here goes along, and says so.
    await expect(dialog.getByLabel('Name')).toHaveValue(`${name} C`)
    await expect(dialog.getByText(`it was “${name}”, and is “${name} C”`)).toBeVisible()
    expect(await description()).toBe('as the other says')

    await dialog.getByRole('button', { name: 'Keep mine: Description' }).click()
    // Changed once more: the user agreed to another value.
    await other('updateAgentSkill', { params: { id }, body: { description: '' } })
    await dialog.getByRole('button', { name: 'Save' }).click()
    await expect(choice).toContainText(/as I say.*empty/)
    await dialog.getByRole('button', { name: 'Take theirs: Description' }).click()
    await expect(dialog.getByLabel('Description')).toHaveValue('')
    await dialog.getByLabel('Description').fill('as I say now')
    await dialog.getByRole('button', { name: 'Keep mine: Description' }).click()
    await dialog.getByRole('button', { name: 'Save' }).click()
    await expect(dialog).toHaveCount(0)
    expect(await api('readAgentSkill', { params: { id } })).toMatchObject({
      name: `${name} C`,
      description: 'as I say now',
    })
  })
}

conflict()

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 } })
  conflict()
})

test('asks before the edit of a skill is closed with something typed', async ({ page, api }) => {
  const { name } = await createSkill(api)
  await page.goto('/skills')
  await page.getByRole('button', { name: `Edit ${name}` }).click()
  const dialog = page.getByRole('dialog', { name: 'Edit skill' })
  await dialog.getByLabel('Description').fill('not to be lost')
  await page.keyboard.press('Escape')
  const question = page.getByRole('dialog', { name: 'Discard your changes?' })
  await question.getByRole('button', { name: 'Keep editing' }).click()
  await expect(dialog.getByLabel('Description')).toHaveValue('not to be lost')
  await dialog.getByRole('button', { name: 'Cancel' }).click()
  await question.getByRole('button', { name: 'Discard' }).click()
  await expect(dialog).toHaveCount(0)
})

test('deletes a skill that agents hold only when its name is typed, and says before what is lost', async ({
  page,
  api,
}) => {
  const skill = await createSkill(api)
  const agent = await createAgent(api, { assignedAgentSkill: [{ id: skill.id, proficiency: 2 }] })
  await page.goto('/skills')
  await page.getByRole('button', { name: `Delete ${skill.name}` }).click()
  const dialog = page.getByRole('dialog', { name: `Delete ${skill.name}?` })
  await expect(dialog).toContainText(`1 agent will lose ${skill.name}`)
  await expect(dialog).toContainText('can’t be undone')
  const confirm = dialog.getByRole('button', { name: 'Delete' })
  await expect(confirm).toBeDisabled()
  await expect(confirm).toHaveAccessibleDescription('Type the name first')
  await dialog.getByRole('textbox').fill(skill.name.toLowerCase())
  await expect(confirm).toBeDisabled()
  await dialog.getByRole('textbox').fill(skill.name)
  await confirm.click()
  await expect(dialog).toHaveCount(0)
  await expect(skillRow(page, skill.name)).toHaveCount(0)
  expect((await api('readAgent', { params: { id: agent.id } })).assignedAgentSkill).toEqual([])
})

test('deletes a skill that nobody holds from its page, and goes back to the list', async ({ page, api }) => {
  const skill = await createSkill(api)
  await page.goto(`/skills/${skill.id}`)
  await page.getByRole('button', { name: 'Delete', exact: true }).click()
  const dialog = page.getByRole('dialog', { name: `Delete ${skill.name}?` })
  await expect(dialog).toContainText(`No agent has ${skill.name}`)
  await dialog.getByRole('button', { name: 'Delete' }).click()
  await expect(page).toHaveURL('/skills')
  await expect(page.getByRole('status').filter({ hasText: `${skill.name} deleted` })).toBeVisible()
  await expect(page.getByRole('link', { name: skill.name })).toHaveCount(0)
})
