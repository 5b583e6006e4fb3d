import type { Browser, Page } from '@playwright/test'
import { createCaller } from '#contract/client.ts'
import { dashboardOperations } from '#contract/dashboard.ts'
import { configurationOperations } from '#contract/configuration.ts'
import { demoLogin } from '#server/first-start/demo/login.ts'
import { expectNoViolations } from './axe.ts'
import { expect, PASSWORD, test } from './fixtures.ts'
import { createUser, tabTo, skillRow, chooseInAccountMenu } from './helpers.ts'

const NEW_PASSWORD = 'my-own-new-1'

test.use({ signedInAs: null })

const signInTo = async (page: Page, userName: string, password = PASSWORD) =>
  page.request.post(dashboardOperations.signIn.path, { data: { ...demoLogin(userName), password } })

/** Another browser of the same user, on the page of the skills. */
async function openElsewhere(browser: Browser, server: string, userName: string) {
  const context = await browser.newContext({ baseURL: server })
  const page = await context.newPage()
  await expect(await signInTo(page, userName)).toBeOK()
  await page.goto('/skills')
  await expect(skillRow(page, 'SPANISH')).toBeVisible()
  return page
}

const isAskedToSignIn = async (page: Page) => {
  await page.reload()
  await expect(page).toHaveURL(/sign-in/)
}

test('changes the password: another browser is signed out, this one goes on', async ({ page, browser, server }) => {
  const { userName } = await createUser(server)
  await signInTo(page, userName)
  await page.goto('/skills')
  const elsewhere = await openElsewhere(browser, server, userName)

  await tabTo(page, page.getByRole('button', { name: /^Account: / }))
  await page.keyboard.press('Enter')
  for (let i = 0; i < 4; i++) await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  const dialog = page.getByRole('dialog', { name: 'Change password' })
  await expect(dialog.getByLabel('Current password')).toBeFocused()
  await page.keyboard.type('not-my-password-1')
  await page.keyboard.press('Tab')
  await page.keyboard.type('short-1')
  await page.keyboard.press('Enter')
  await expect(dialog.getByLabel('New password')).toHaveAccessibleDescription(
    'Password must be at least 8 characters long',
  )
  await dialog.getByLabel('New password').fill(NEW_PASSWORD)
  await page.keyboard.press('Enter')
  await expect(dialog.getByLabel('Current password')).toHaveAccessibleDescription(/^Wrong password/)
  await dialog.getByLabel('Current password').fill(PASSWORD)
  await page.keyboard.press('Enter')
  await expect(page.getByRole('status').filter({ hasText: 'Password changed' })).toBeVisible()
  await expect(dialog).toHaveCount(0)

  await page.reload()
  await expect(skillRow(page, 'SPANISH')).toBeVisible()
  await isAskedToSignIn(elsewhere)
  expect((await signInTo(elsewhere, userName)).status()).toBe(401)
  await expect(await signInTo(elsewhere, userName, NEW_PASSWORD)).toBeOK()
  await elsewhere.context().close()
})

for (const viewport of [
  { width: 1366, height: 768 },
  { width: 390, height: 844 },
])
  test.describe(`at ${viewport.width} pixels`, () => {
    test.use({ viewport })

    test('shows the own sessions, ends one, and then all others', async ({ page, browser, server }) => {
      const { userName } = await createUser(server)
      await signInTo(page, userName)
      const [second, third] = [
        await openElsewhere(browser, server, userName),
        await openElsewhere(browser, server, userName),
      ]
      const script = createCaller(configurationOperations, {
        baseUrl: server,
        headers: { 'User-Agent': 'nightly-report/2.1' },
      })
      await script('login', { body: demoLogin(userName) })

      await page.goto('/skills')
      await chooseInAccountMenu(page, 'My sessions')
      const dialog = page.getByRole('dialog', { name: 'My sessions' })
      const sessions = dialog.getByRole('list', { name: 'Sessions' }).getByRole('listitem')
      await expect(sessions).toHaveCount(4)
      await expect(sessions.filter({ hasText: 'This device' })).toContainText(/Chrom\w+ on Linux from 127\.0\.0\.1/)
      await expect(sessions.filter({ hasText: 'This device' }).getByRole('button')).toHaveCount(0)
      await expectNoViolations(page, sessions.first(), [viewport.width])

      await dialog.getByRole('button', { name: 'End session nightly-report' }).click()
      await expect(sessions).toHaveCount(3)
      await expect(sessions.filter({ hasText: 'nightly-report' })).toHaveCount(0)
      await dialog.getByRole('button', { name: 'End all other sessions' }).click()
      await expect(sessions).toHaveCount(1)
      await expect(dialog.getByRole('button', { name: 'End all other sessions' })).toHaveAccessibleDescription(
        'You have no other sessions',
      )
      await isAskedToSignIn(second)
      await isAskedToSignIn(third)
      await page.reload()
      await expect(skillRow(page, 'SPANISH')).toBeVisible()
      await second.context().close()
      await third.context().close()
    })
  })

test('the dialog for the own password is accessible, full of errors', async ({ page, server }) => {
  await signInTo(page, (await createUser(server)).userName)
  await page.goto('/skills')
  await chooseInAccountMenu(page, 'Change password')
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('button', { name: 'Change password' }).click()
  await expectNoViolations(page, dialog.getByLabel('New password').and(page.locator('[aria-invalid=true]')))
})
