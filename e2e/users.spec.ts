import { readFile } from 'node:fs/promises'
import type { Page } from '@playwright/test'
import { demoLogin } from '#server/first-start/demo/login.ts'
import { expectNoViolations } from './axe.ts'
import { expect, PASSWORD, test } from './fixtures.ts'
import { createUser, newUserName, tabTo, userRow, usersApi, accountOf } from './helpers.ts'

const CARD_ACTIVATION = 17798
const NORTH = 1005018

test.use({ signedInAs: 'sysadmin' })

const attempt = (page: Page, server: string, userName: string, password: string) =>
  page.request.post(`${server}/session/login`, { data: { ...demoLogin(userName), password } })

for (const viewport of [
  { width: 1366, height: 768 },
  { width: 390, height: 844 },
])
  test.describe(`at ${viewport.width} pixels`, () => {
    test.use({ viewport })

    test('makes a user who may give some services, who then signs in with the generated password', async ({
      page,
      server,
    }) => {
      const userName = newUserName()
      await page.goto('/agents')
      if (viewport.width < 800) await page.getByRole('button', { name: 'Menu' }).click()
      await page.getByRole('link', { name: 'Users' }).click()
      await expect(page.getByRole('heading', { name: /^Users \d+$/ })).toBeVisible()
      await page.getByRole('button', { name: 'New user' }).click()
      const dialog = page.getByRole('dialog', { name: 'New user' })

      // The server's own sentence, at the field.
      await dialog.getByLabel('User name').fill('manager')
      await dialog.getByRole('button', { name: 'Generate' }).click()
      await dialog.getByRole('button', { name: 'Create user' }).click()
      await expect(dialog.getByLabel('User name')).toHaveAccessibleDescription('“manager” is already taken.')
      await dialog.getByLabel('User name').fill(userName)
      const password = await dialog.getByLabel('Password').inputValue()
      await dialog.getByRole('radio', { name: 'Selected services' }).check()
      await dialog.getByLabel('Search services').fill('chicago')
      await dialog.getByRole('checkbox', { name: 'All of Chicago' }).check()
      await dialog.getByRole('checkbox', { name: 'Lost and Stolen' }).uncheck()
      await expect(dialog.getByRole('checkbox', { name: 'All of Chicago' })).not.toBeChecked()
      await expect(dialog.getByText('6 of 40 ticked')).toBeVisible()
      await dialog.getByRole('button', { name: 'Create user' }).click()

      await expect(dialog).toHaveCount(0)
      await expect(userRow(page, userName)).toContainText('Manager')
      await expect(userRow(page, userName)).toContainText('Active')
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(viewport.width)
      await expect(await attempt(page, server, userName, password)).toBeOK()
      const { user } = await (await usersApi(server))('listUsers', { query: { count: 1000, offset: 0 } })
      const made = user.find((row) => row.userName === userName)
      expect(made).toMatchObject({ role: 'Manager', administersAgents: true, allServices: false })
      expect(made?.services).toHaveLength(6)
      expect(made?.services).toContain(CARD_ACTIVATION)
    })
  })

test('changes a role, and then keeps the user out; what others may do stays as it is', async ({ page, server }) => {
  const user = await createUser(server, { allServices: false, services: [CARD_ACTIVATION] })
  await page.goto('/settings/users')
  await expect(userRow(page, user.userName)).toContainText('Not in 30 days')
  await page.getByRole('button', { name: user.userName, exact: true }).click()
  const dialog = page.getByRole('dialog', { name: `Edit ${user.userName}` })
  await dialog.getByRole('radio', { name: 'IT User' }).check()
  await expect(dialog.getByRole('checkbox', { name: 'Administer Agents' })).toHaveCount(0)
  await dialog.getByRole('button', { name: 'Save' }).click()
  await expect(userRow(page, user.userName)).toContainText('IT User')
  await expect(userRow(page, user.userName)).toContainText('Included')
  expect(await user.read()).toMatchObject({ role: 'IT User', services: [CARD_ACTIVATION] })

  await page.getByRole('button', { name: `Edit ${user.userName}` }).click()
  await dialog.getByRole('checkbox', { name: 'Active' }).uncheck()
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Keep editing' }).click()
  await dialog.getByRole('button', { name: 'Save' }).click()
  await expect(userRow(page, user.userName)).toContainText('Inactive')
  expect((await attempt(page, server, user.userName, PASSWORD)).status()).toBe(401)

  // The author, the field, before and after.
  await page.getByRole('link', { name: `History of ${user.userName}` }).click()
  await expect(page.getByText(`User ${user.userName}`)).toBeVisible()
  const changes = page.getByRole('list', { name: 'Changes' }).getByRole('listitem')
  await expect(changes.nth(0)).toContainText(`${user.userName} deactivated`)
  await expect(changes.nth(0)).toContainText('by sysadmin')
  await expect(changes.nth(1)).toContainText('role Manager → IT User')
  await expect(changes.nth(2)).toContainText('Service 17798 Card Activation: permission given')
  await expect(changes.nth(3)).toContainText('User created')
  await page.getByLabel('Kind of change').selectOption('User changed')
  await expect(changes).toHaveCount(2)
  const downloading = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Download CSV' }).click()
  const csv = await readFile(await (await downloading).path(), 'utf8')
  expect(csv).toContain(`User changed,deactivated`)
  expect(csv).toContain(`,${user.userName},${user.id},`)
})

test('finds users by any part of the name and by role, in the address', async ({ page }) => {
  await page.goto('/settings/users')
  const search = page.getByRole('searchbox', { name: 'Search users' })
  await expect(search).toBeVisible()
  await page.keyboard.press('/')
  await expect(search).toBeFocused()
  await search.fill('MANAGER east')
  await expect(userRow(page, 'manager-east')).toBeVisible()
  await expect(userRow(page, 'superuser')).toHaveCount(0)
  await expect(page.getByRole('main').getByRole('status')).toHaveText(/^1 of \d+$/)
  await expect(page).toHaveURL(/\?q=MANAGER\+east$/)
  await search.fill('it user')
  await expect(userRow(page, 'ituser')).toBeVisible()
  await page.goto('/settings/users?q=נועה')
  await expect(page.getByText('No users match “נועה”')).toBeVisible()
  await expect(page.locator('bdi', { hasText: 'נועה' })).toBeVisible()
  await page.getByRole('button', { name: 'Clear search' }).click()
  await expect(userRow(page, 'superuser')).toBeVisible()
})

test('unlocks a user and sets their password, by keyboard alone', async ({ page, server }) => {
  const user = await createUser(server)
  for (let i = 0; i < 5; i++) await attempt(page, server, user.userName, `wrong-${i}`)
  await page.goto('/settings/users')
  await expect(userRow(page, user.userName)).toContainText(/Locked\s*until/)
  await tabTo(page, page.getByRole('button', { name: `Unlock ${user.userName}` }))
  await page.keyboard.press('Enter')
  await expect(page.getByRole('status').filter({ hasText: `${user.userName} unlocked` })).toBeVisible()
  await expect(page.getByRole('button', { name: user.userName, exact: true })).toBeFocused()
  await expect(await attempt(page, server, user.userName, PASSWORD)).toBeOK()

  await tabTo(page, page.getByRole('button', { name: `Set password for ${user.userName}` }))
  await page.keyboard.press('Enter')
  const password = page.getByRole('textbox', { name: 'Password' })
  await expect(password).toBeFocused()
  await page.keyboard.type(PASSWORD)
  await page.keyboard.press('Enter')
  await expect(password).toHaveAccessibleDescription('Password must not be one of the last 4 passwords')
  await page.keyboard.press('Control+a')
  await page.keyboard.type('by-keyboard-1')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('status').filter({ hasText: `Password set for ${user.userName}` })).toBeVisible()
  await expect(await attempt(page, server, user.userName, 'by-keyboard-1')).toBeOK()
})

test('shows what one may not do to oneself with the reason', async ({ page }) => {
  await page.goto('/settings/users')
  await expect(page.getByRole('button', { name: 'Set password for sysadmin' })).toHaveAccessibleDescription(
    /Use “Change password”/,
  )
  await page.getByRole('button', { name: 'Edit sysadmin' }).click()
  const dialog = page.getByRole('dialog')
  await expect(dialog.getByRole('radio', { name: 'Manager' })).toBeDisabled()
  await expect(dialog.getByRole('radio', { name: 'Manager' })).toHaveAccessibleDescription(
    /^You can’t change your own role/,
  )
  await dialog.getByRole('checkbox', { name: 'Active' }).click({ force: true })
  await expect(dialog.getByRole('checkbox', { name: 'Active' })).toBeChecked()
  await expect(dialog.getByRole('checkbox', { name: 'Active' })).toHaveAccessibleDescription(
    /^You can’t deactivate yourself/,
  )
})

test('a Sysadmin manages the users of the client that is shown', async ({ page, server }) => {
  const userName = newUserName()
  await page.goto('/agents')
  await page.getByRole('combobox', { name: 'Client', exact: true }).selectOption('North Contact Center')
  await expect(page.getByRole('tab', { name: /^All 15\d$/ })).toBeVisible()
  await page.getByRole('link', { name: 'Users' }).click()
  await page.getByRole('button', { name: 'New user' }).click()
  await page.getByLabel('User name').fill(userName)
  await page.getByRole('textbox', { name: 'Password' }).fill(PASSWORD)
  await page.getByRole('button', { name: 'Create user' }).click()
  await expect(userRow(page, userName)).toBeVisible()
  const call = await usersApi(server)
  const names = async (client?: number) =>
    (await call('listUsers', { query: { client, count: 1000, offset: 0 } })).user.map((user) => user.userName)
  expect(await names(NORTH)).toContain(userName)
  expect(await names()).not.toContain(userName)
})

test.describe('a Superuser', () => {
  test.use({ signedInAs: 'superuser' })

  test('sees no Sysadmin and cannot make one', async ({ page }) => {
    await page.goto('/settings/users')
    await expect(userRow(page, 'manager')).toBeVisible()
    await expect(userRow(page, 'sysadmin')).toHaveCount(0)
    await page.getByRole('button', { name: 'Edit manager', exact: true }).click()
    const sysadmin = page.getByRole('dialog').getByRole('radio', { name: 'Sysadmin' })
    await expect(sysadmin).toBeDisabled()
    await expect(sysadmin).toHaveAccessibleDescription(/^Only a Sysadmin can make someone a Sysadmin/)
  })
})

test.describe('a Superuser who is limited to some services', () => {
  test.use({ signedInAs: null })

  test('sees whom they do not reach, with the reason, and neither frees themselves nor others', async ({
    page,
    server,
  }) => {
    const limits = { allServices: false, services: [CARD_ACTIVATION] }
    const limited = await createUser(server, { role: 'Superuser', administersAgents: false, ...limits })
    const within = await createUser(server, limits)
    const beyond = await createUser(server)
    for (let i = 0; i < 5; i++) await attempt(page, server, beyond.userName, `wrong-${i}`)
    await page.request.post('/dashboard/session', { data: demoLogin(limited.userName) })
    await page.goto('/settings/users')

    const reason = /This user can assign services that you can’t/
    for (const name of [`Edit ${beyond.userName}`, `Set password for ${beyond.userName}`, `Unlock ${beyond.userName}`])
      await expect(page.getByRole('button', { name })).toHaveAccessibleDescription(reason)
    await page.getByRole('button', { name: `Edit ${within.userName}` }).click()
    const dialog = page.getByRole('dialog')
    const all = dialog.getByRole('radio', { name: 'All services' })
    await expect(all).toBeDisabled()
    await expect(all).toHaveAccessibleDescription(/You can’t assign all services/)
    await dialog.getByRole('checkbox', { name: 'Card Activation' }).uncheck()
    await dialog.getByRole('button', { name: 'Save' }).click()
    await expect(dialog).toHaveCount(0)
    expect(await within.read()).toMatchObject({ services: [] })

    await page.getByRole('button', { name: `Edit ${limited.userName}` }).click()
    await expect(all).toHaveAccessibleDescription(/^You can’t change your own services/)
    await expect(dialog.getByRole('checkbox', { name: 'Card Activation' })).toBeDisabled()
    await expectNoViolations(page, all)
  })
})

test.describe('a manager', () => {
  test.use({ signedInAs: 'manager' })

  test('finds no link to the users, and the page says why it is not theirs', async ({ page }) => {
    await page.goto('/settings/users')
    await expect(page.getByText('Only Sysadmins and Superusers can manage users.')).toBeVisible()
    await expect(page.getByRole('main')).toContainText('This isn’t available to the role Manager.')
    await expect(accountOf(page, 'manager')).toBeVisible()
    await expect(page.getByRole('link', { name: 'Users' })).toHaveCount(0)
  })
})

test('the page and its dialogs are accessible', async ({ page, server }) => {
  const user = await createUser(server, { allServices: false, services: [CARD_ACTIVATION] })
  for (let i = 0; i < 5; i++) await attempt(page, server, user.userName, `wrong-${i}`)
  await page.goto('/settings/users')
  await expectNoViolations(page, page.getByRole('button', { name: `Unlock ${user.userName}` }))
  await page.getByRole('button', { name: `Edit ${user.userName}` }).click()
  await expectNoViolations(page, page.getByRole('checkbox', { name: 'All of Chicago' }))
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Edit sysadmin' }).click()
  await expectNoViolations(page, page.getByRole('dialog'))
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'New user' }).click()
  await page.getByRole('button', { name: 'Create user' }).click()
  await expectNoViolations(page, page.getByLabel('User name').and(page.locator('[aria-invalid=true]')))
})
