import { expect, test } from './fixtures.ts'
import { createAgent, signIn, chooseInAccountMenu } from './helpers.ts'

test.use({ signedInAs: null })

test('signs in and shows the agents', async ({ page }) => {
  await page.goto('/')
  await signIn(page, 'manager')
  await expect(page.getByRole('heading', { name: 'Agents' })).toBeVisible()
})

test('says in a sentence that a password is wrong', async ({ page }) => {
  await page.goto('/sign-in')
  await signIn(page, 'manager', 'not-the-password-1')
  await expect(page.getByRole('alert').filter({ hasText: /the password is wrong.*\.$/ })).toBeVisible()
  await expect(page).toHaveURL(/\/sign-in/)
})

test('leads on to where one was going', async ({ page, api }) => {
  const { id } = await createAgent(api, { firstName: 'Grace', lastName: 'Hopper' })
  await page.goto(`/agents/${id}`)
  await signIn(page, 'manager')
  await expect(page.getByRole('heading', { name: 'Grace Hopper' })).toBeVisible()
  await expect(page).toHaveURL(`/agents/${id}`)
})

test.describe('signed in', () => {
  test.use({ signedInAs: 'manager' })

  test('signs out: the pages are closed again, and the browser keeps nothing of the agents', async ({ page, api }) => {
    const { id, loginId } = await createAgent(api)
    const keeps = () => page.evaluate(() => JSON.stringify([localStorage, sessionStorage].map(Object.entries)))
    await page.goto(`/agents/${id}`)
    await expect.poll(keeps).toContain(loginId)
    await page.goto(`/agents?q=${loginId}`)
    await page.getByRole('checkbox', { name: `Select ${loginId}` }).check()
    await expect.poll(keeps).toContain('agents-selection')
    await chooseInAccountMenu(page, 'Sign out')
    await expect(page.getByRole('button', { name: 'Sign in' })).toBeVisible()
    await expect.poll(keeps).not.toContain(loginId)
    await page.goto('/agents')
    await expect(page.getByRole('button', { name: 'Sign in' })).toBeVisible()
  })
})
