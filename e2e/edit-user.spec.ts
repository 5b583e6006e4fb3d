import type { Page } from '@playwright/test'
import { expectNoViolations } from './axe.ts'
import { CLIENT, expect, signedIn, test } from './fixtures.ts'
import { createUser, userRow } from './helpers.ts'

const CARD_ACTIVATION = 17798
const CARD_SERVICES = 17801
const FRAUD_ALERTS = 17810
const LOST_AND_STOLEN = 17812
const SOME = { allServices: false, services: [CARD_ACTIVATION, CARD_SERVICES] }

test.use({ signedInAs: 'sysadmin' })

const openEdit = async (page: Page, userName: string) => {
  await page.getByRole('button', { name: `Edit ${userName}` }).click()
  return page.getByRole('dialog', { name: `Edit ${userName}` })
}

test('of two people in two browsers who change different fields of a user, both survive', async ({
  page,
  server,
  browser,
  playwright,
}) => {
  const user = await createUser(server, SOME)
  const elsewhere = await browser.newContext({ storageState: await signedIn(playwright, server, 'superuser') })
  const other = await elsewhere.newPage()
  await page.goto('/settings/users')
  await other.goto(`${server}/settings/users`)
  const mine = await openEdit(page, user.userName)
  const theirs = await openEdit(other, user.userName)
  await mine.getByRole('checkbox', { name: 'Active' }).uncheck()
  await theirs.getByRole('radio', { name: 'IT User' }).check()
  await theirs.getByRole('checkbox', { name: 'Lost and Stolen' }).check()
  await theirs.getByRole('button', { name: 'Save' }).click()
  await expect(theirs).toHaveCount(0)

  const sent = page.waitForRequest((request) => request.method() === 'PUT')
  await mine.getByRole('button', { name: 'Save' }).click()
  await expect(mine).toHaveCount(0)
  expect((await sent).postDataJSON()).toEqual({ active: false })
  await expect(userRow(page, user.userName)).toContainText(/IT User.*3 services.*Inactive/)
  expect(await user.read()).toMatchObject({
    role: 'IT User',
    services: [CARD_ACTIVATION, CARD_SERVICES, LOST_AND_STOLEN],
    active: false,
  })
  await elsewhere.close()
})

test('of two people in two browsers who change the same services, nothing is overwritten unseen', async ({
  page,
  server,
  browser,
  playwright,
}) => {
  const user = await createUser(server, SOME)
  const elsewhere = await browser.newContext({ storageState: await signedIn(playwright, server, 'superuser') })
  const other = await elsewhere.newPage()
  await page.goto('/settings/users')
  await other.goto(`${server}/settings/users`)
  const mine = await openEdit(page, user.userName)
  const theirs = await openEdit(other, user.userName)
  await mine.getByRole('checkbox', { name: 'Lost and Stolen' }).check()
  await theirs.getByRole('checkbox', { name: 'Card Activation' }).uncheck()
  await theirs.getByRole('checkbox', { name: 'Active' }).uncheck()
  await theirs.getByRole('button', { name: 'Save' }).click()
  await expect(theirs).toHaveCount(0)

  const choice = mine.getByRole('alert').filter({ hasText: 'Mine' })
  await mine.getByRole('button', { name: 'Save' }).click()
  await expect(choice).toContainText(/3 services: added Lost and Stolen.*1 service: removed Card Activation/)
  await expect(mine.getByText(/Not saved.*Services they can assign/)).toBeVisible()
  // A field that is not touched here goes along, and says so.
  await expect(mine.getByRole('checkbox', { name: 'Active' })).not.toBeChecked()
  await expect(mine.getByText('it was “Yes”, and is “No”')).toBeVisible()
  expect(await user.read()).toMatchObject({ services: [CARD_SERVICES], active: false })

  await mine.getByRole('button', { name: 'Take theirs: Services' }).click()
  await expect(mine.getByRole('checkbox', { name: 'Lost and Stolen' })).not.toBeChecked()
  await expect(mine.getByRole('checkbox', { name: 'Card Activation' })).not.toBeChecked()
  await mine.getByRole('checkbox', { name: 'Fraud Alerts' }).check()
  await mine.getByRole('button', { name: 'Keep mine: Services' }).click()
  await expect(mine.getByText('Yours replaces “1 service: removed Card Activation”')).toBeVisible()
  await mine.getByRole('button', { name: 'Save' }).click()
  await expect(mine).toHaveCount(0)
  expect(await user.read()).toMatchObject({ services: [CARD_SERVICES, FRAUD_ALERTS], active: false })
  await elsewhere.close()
})

for (const viewport of [
  { width: 1366, height: 768 },
  { width: 390, height: 844 },
])
  test.describe(`at ${viewport.width} pixels`, () => {
    test.use({ viewport })

    test('of two people who change a role, the second is told and chooses', async ({ page, server }) => {
      const user = await createUser(server)
      await page.goto('/settings/users')
      const dialog = await openEdit(page, user.userName)
      const choice = dialog.getByRole('alert').filter({ hasText: 'Mine' })
      await dialog.getByRole('checkbox', { name: 'Administer Agents' }).uncheck()
      // The power goes with the role.
      await user.update({ role: 'IT User' })
      await dialog.getByRole('button', { name: 'Save' }).click()
      await expect(choice).toContainText(/Mine\s*Manager\s*Theirs\s*IT User/)
      await expect(dialog.getByText(/Not saved.*Role/)).toBeVisible()
      await expect(dialog.getByRole('radio', { name: 'Manager' })).toBeFocused()
      expect((await user.read()).role).toBe('IT User')

      await dialog.getByRole('button', { name: 'Keep mine: Role' }).click()
      // Changed once more: the user agreed to another value.
      await user.update({ role: 'Manager', administersAgents: true, active: false })
      await user.update({ role: 'Superuser' })
      await dialog.getByRole('button', { name: 'Save' }).click()
      await expect(choice).toContainText('Superuser')
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(viewport.width)
      await dialog.getByRole('button', { name: 'Take theirs: Role' }).click()
      await expect(dialog.getByRole('radio', { name: 'Superuser' })).toBeChecked()
      await dialog.getByRole('radio', { name: 'Manager' }).check()
      await expect(dialog.getByRole('checkbox', { name: 'Administer Agents' })).not.toBeChecked()
      await dialog.getByRole('button', { name: 'Keep mine: Role' }).click()
      await dialog.getByRole('button', { name: 'Save' }).click()
      await expect(dialog).toHaveCount(0)
      expect(await user.read()).toMatchObject({ role: 'Manager', administersAgents: false, active: false })
    })
  })

test('what is chosen and chosen back is no change', async ({ page, server }) => {
  const user = await createUser(server, SOME)
  await page.goto('/settings/users')
  const dialog = await openEdit(page, user.userName)
  await dialog.getByRole('checkbox', { name: 'Card Activation' }).uncheck()
  await dialog.getByRole('checkbox', { name: 'Card Activation' }).check()
  await dialog.getByRole('radio', { name: 'All services' }).check()
  await dialog.getByRole('radio', { name: 'Selected services' }).check()
  await expect(dialog.getByRole('checkbox', { name: 'Card Activation' })).toBeChecked()
  await dialog.getByRole('radio', { name: 'IT User' }).check()
  await dialog.getByRole('radio', { name: 'Manager' }).check()
  await expect(dialog.getByRole('checkbox', { name: 'Administer Agents' })).toBeChecked()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await expect(page.getByRole('button', { name: `Edit ${user.userName}` })).toBeFocused()
})

test.describe('a Superuser', () => {
  test.use({ signedInAs: 'superuser' })

  test('is told that the user is no longer theirs, and keeps what they chose', async ({ page, server }) => {
    const user = await createUser(server, SOME)
    await page.goto('/settings/users')
    const dialog = await openEdit(page, user.userName)
    await dialog.getByRole('checkbox', { name: 'Lost and Stolen' }).check()
    await user.update({ role: 'Sysadmin' })
    await dialog.getByRole('button', { name: 'Save' }).click()
    await expect(dialog.getByRole('alert')).toHaveText(/Can’t save: this was deleted/)
    await expect(userRow(page, user.userName)).toHaveCount(0)
    await expect(dialog.getByRole('checkbox', { name: 'Lost and Stolen' })).toBeChecked()
    // There again, and saved after all.
    await user.update({ role: 'Superuser' })
    await dialog.getByRole('button', { name: 'Save' }).click()
    await expect(dialog).toHaveCount(0)
    expect(await user.read()).toMatchObject({
      role: 'Superuser',
      services: [CARD_ACTIVATION, CARD_SERVICES, LOST_AND_STOLEN],
    })
  })
})

test('the dialog that asks whose value it is to be is accessible', async ({ page, server }) => {
  const user = await createUser(server, SOME)
  await page.goto('/settings/users')
  const dialog = await openEdit(page, user.userName)
  await dialog.getByRole('checkbox', { name: 'Lost and Stolen' }).check()
  await dialog.getByRole('radio', { name: 'IT User' }).check()
  await user.update({ services: [FRAUD_ALERTS], role: 'Superuser', active: false })
  await dialog.getByRole('button', { name: 'Save' }).click()
  await dialog.getByRole('button', { name: 'Keep mine: Role' }).click()
  await expect(dialog.getByText('Yours replaces “Superuser”')).toBeVisible()
  await expectNoViolations(page, dialog.getByRole('button', { name: 'Keep mine: Services' }))
})

test('a user’s sessions are ended in one click, with the form open and nothing saved', async ({
  page,
  server,
  playwright,
}) => {
  const user = await createUser(server, SOME)
  const elsewhere = await playwright.request.newContext({ baseURL: server, storageState: { cookies: [], origins: [] } })
  await elsewhere.post('/dashboard/session', {
    data: { clientName: CLIENT, userName: user.userName, password: user.password },
  })
  expect((await elsewhere.get('/dashboard/session')).status()).toBe(200)
  await page.goto('/settings/users')
  const dialog = await openEdit(page, user.userName)
  await dialog.getByRole('button', { name: 'End sessions' }).click()
  await expect(page.getByText(`${user.userName} is signed out everywhere`)).toBeVisible()
  await expect(dialog).toBeVisible()
  await expectNoViolations(page, dialog.getByRole('button', { name: 'End sessions' }))
  expect((await elsewhere.get('/dashboard/session')).status()).toBe(401)
  await elsewhere.dispose()
})
