import { ApiError } from '#contract/client.ts'
import { expect, test } from './fixtures.ts'
import { createAgent, lockAgent, signInAsAgent } from './helpers.ts'

test('unlocks a locked agent, who then signs in', async ({ page, api }) => {
  const agent = await createAgent(api, { firstName: 'Locked', lastName: 'Out' })
  await lockAgent(api, agent.loginId)
  await expect(signInAsAgent(api, agent.loginId)).rejects.toThrow(ApiError)

  await page.goto(`/agents/${agent.id}`)
  const main = page.getByRole('main')
  await expect(main.getByText('Locked', { exact: true })).toBeVisible()
  await page.getByRole('button', { name: 'Unlock' }).click()
  await expect(page.getByRole('button', { name: 'Unlock' })).toHaveCount(0)
  await expect(main.getByText('Locked', { exact: true })).toHaveCount(0)

  await expect.poll(async () => (await api('readAgent', { params: { id: agent.id } })).locked).toBe(false)
  expect(await signInAsAgent(api, agent.loginId)).toMatchObject({ userId: agent.id })
})

test.describe('a Manager without the power', () => {
  test.use({ signedInAs: 'teamlead' })

  test('reads which power is missing instead of unlocking', async ({ page, api }) => {
    const agent = await createAgent(api)
    await lockAgent(api, agent.loginId)
    await page.goto(`/agents/${agent.id}`)
    const unlock = page.getByRole('button', { name: 'Unlock' })
    await expect(unlock).toBeDisabled()
    await expect(unlock).toHaveAccessibleDescription(/Administer Agents/)
    await unlock.focus()
    await page.keyboard.press('Enter')
    expect((await api('readAgent', { params: { id: agent.id } })).locked).toBe(true)
  })
})
