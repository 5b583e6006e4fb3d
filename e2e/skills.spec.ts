import { expect, test } from './fixtures.ts'

test('lists the skills and creates a new one', async ({ page, api }) => {
  await page.goto('/skills')
  await expect(page.getByRole('row', { name: /SPANISH/ })).toContainText('8945')
  await page.getByRole('button', { name: 'New skill' }).click()
  const dialog = page.getByRole('dialog', { name: 'New skill' })
  const name = `ITALIAN ${Date.now()}`
  await dialog.getByLabel('Name').fill(name)
  await dialog.getByLabel('Description').fill('Italian speaking agents')
  await dialog.getByRole('button', { name: 'Create' }).click()
  await expect(dialog).toHaveCount(0)
  await expect(page.getByRole('row', { name })).toBeVisible()
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
  await expect(name).toHaveAccessibleDescription(/already exists/)
  await expect(dialog.getByLabel('Description')).toHaveValue('kept')
})
