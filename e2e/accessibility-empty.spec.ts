import { expectNoViolations } from './axe.ts'
import { expect, test } from './fixtures.ts'
import { apiAs, createAgent, createSkill } from './helpers.ts'
import { test as testOnOwnServer } from './own-server.ts'

testOnOwnServer('every page and dialog of a client who has nothing yet is accessible', async ({ page, own }) => {
  const main = page.getByRole('main')
  const dialog = page.getByRole('dialog')
  own.run('delete from change')
  await page.goto('/history')
  await expectNoViolations(page, main.getByText('No changes yet'))
  await page.goto('/agents/324515')
  await expectNoViolations(page, page.getByRole('region', { name: 'History' }).getByText('No changes yet'))

  const api = await apiAs(own.address, 'manager')
  const { agent: agents } = await api('listAgents', { query: { count: 100, offset: 0 } })
  for (const { id } of agents) await api('deleteAgent', { params: { id } })
  await page.goto('/agents')
  await expectNoViolations(page, main.getByText('No agents yet'))
  await page.goto('/agents?tab=locked')
  await expectNoViolations(page, main.getByText('No agents are locked'))

  const skill = await createSkill(api)
  await page.goto(`/skills/${skill.id}`)
  await expectNoViolations(page, main.getByText('No agents yet'))
  await page.getByRole('button', { name: 'Add agents' }).click()
  await expectNoViolations(page, dialog.getByText('No matches'))

  const { agentSkill: skills } = await api('listAgentSkills', { query: { count: 100, offset: 0 } })
  for (const { id } of skills) await api('deleteAgentSkill', { params: { id } })
  // No operation deletes a service.
  own.run('pragma foreign_keys = off; delete from service; delete from call_center')
  await page.goto('/skills')
  await expectNoViolations(page, main.getByText('No skills yet'))

  const { id } = await createAgent(api)
  await page.goto(`/agents/${id}`)
  await expect(main.getByText('No services yet')).toBeVisible()
  await expect(main.getByText('No call center', { exact: true })).toBeVisible()
  await expectNoViolations(page, main.getByText('No skills yet'))
  for (const name of ['Add skill', 'Add service']) {
    await page.getByRole('combobox', { name }).click()
    await expectNoViolations(page, page.getByText('Nothing left to add'))
    await page.keyboard.press('Escape')
  }
  await page.goto('/agents/new')
  await page.getByRole('combobox', { name: 'Add skill' }).click()
  await expectNoViolations(page, page.getByText('Nothing left to add'))
})

test('every search without a result is accessible', async ({ page }) => {
  const main = page.getByRole('main')
  const dialog = page.getByRole('dialog')
  const nobody = 'nobody-is-called-this'
  await page.goto(`/agents?q=${nobody}`)
  await expectNoViolations(page, main.getByText('No agents match'))
  await page.goto(`/agents?tab=locked&q=${nobody}`)
  await expectNoViolations(page, main.getByText('No locked agents match'))
  await page.goto('/history?by=nobody')
  await expectNoViolations(page, main.getByText('No changes match'))

  await page.goto('/skills/8945')
  await page.getByLabel('Search these agents').fill(nobody)
  await expectNoViolations(page, main.getByText('No agents match'))
  await page.getByRole('button', { name: 'Add agents' }).click()
  await dialog.getByLabel('Search agents').fill(nobody)
  await expectNoViolations(page, dialog.getByText('No matches'))

  await page.goto('/agents/324515')
  for (const name of ['Add skill', 'Add service']) {
    await page.getByRole('combobox', { name }).fill(nobody)
    await expectNoViolations(page, page.getByText('No matches. Try fewer letters.'))
  }
  await page.goto('/agents/new')
  await page.getByRole('combobox', { name: 'Add skill' }).fill(nobody)
  await expectNoViolations(page, page.getByText('No matches. Try fewer letters.'))
})
