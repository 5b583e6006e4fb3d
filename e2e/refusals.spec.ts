import { expect, test } from './fixtures.ts'
import { createAgent, skillRow } from './helpers.ts'
import { test as testOnOwnServer } from './own-server.ts'

const SPANISH = 8945

test('an agent who is deleted meanwhile: the page says so and leads back', async ({ page, api }) => {
  const { id } = await createAgent(api, { assignedAgentSkill: [{ id: SPANISH, proficiency: 4 }] })
  await page.goto(`/agents/${id}`)
  const slider = page.getByRole('slider', { name: 'SPANISH proficiency' })
  await slider.waitFor()
  await api('deleteAgent', { params: { id } })
  await slider.press('1')
  await expect(page.getByRole('alert').filter({ hasText: `Agent ${id} doesn’t exist` })).toBeVisible()
  await expect(page.getByRole('heading', { name: 'Agent not found' })).toBeVisible()
  await page.getByRole('link', { name: 'Back to the agents' }).click()
  await expect(page.getByRole('heading', { name: /^Agents/ })).toBeVisible()
})

testOnOwnServer(
  'a power that is taken away meanwhile is named, the level returns, and every control says so from then on',
  async ({ page, own }) => {
    await page.goto('/agents/324515')
    const slider = page.getByRole('slider').first()
    await slider.waitFor()
    const level = await slider.inputValue()
    own.run("update user_account set administers_agents = 0 where user_name = 'manager'")
    await slider.press(level === '5' ? '4' : '5')
    await expect(
      page.getByRole('alert').filter({ hasText: 'You need the “Administer Agents” permission' }),
    ).toBeVisible()
    await expect(slider).toHaveValue(level)
    await expect(slider).toHaveAccessibleDescription(/Administer Agents/)
    const addSkill = page.getByRole('combobox', { name: 'Add skill' })
    await expect(addSkill).toBeDisabled()
    await expect(addSkill).toHaveAccessibleDescription(/Administer Agents/)
  },
)

testOnOwnServer(
  'a server that fails is told in the panel, with Retry, which helps once the server is well',
  async ({ page, own }) => {
    own.run('alter table agent_skill rename to agent_skill_gone')
    await page.goto('/skills')
    const failure = page.getByRole('alert').filter({ hasText: 'The skills couldn’t be loaded' })
    await expect(failure).toBeVisible()
    own.run('alter table agent_skill_gone rename to agent_skill')
    await failure.getByRole('button', { name: 'Retry' }).click()
    await expect(skillRow(page, 'SPANISH')).toBeVisible()

    own.run('alter table change rename to change_gone')
    await page.getByRole('link', { name: 'History' }).click()
    const unread = page.getByRole('alert').filter({ hasText: 'The history couldn’t be loaded' })
    await expect(unread).toBeVisible()
    own.run('alter table change_gone rename to change')
    await unread.getByRole('button', { name: 'Retry' }).click()
    await expect(page.getByRole('list', { name: 'Changes' })).toBeVisible()
  },
)
