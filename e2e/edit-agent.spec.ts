import type { Page } from '@playwright/test'
import { expect, PASSWORD, test } from './fixtures.ts'
import { apiAs, createAgent, lockAgent, signInAsAgent } from './helpers.ts'

const more = async (page: Page, action: string) => {
  await page.getByRole('button', { name: 'More' }).click()
  await page.getByRole('menuitem', { name: action }).click()
}

const openEdit = async (page: Page, loginId: string) => {
  await page.getByRole('button', { name: 'Edit details' }).click()
  return page.getByRole('dialog', { name: `Edit ${loginId}` })
}

/** The details of the agent that the page sends. */
const sentBy = (page: Page, id: number) => {
  const bodies: unknown[] = []
  page.on('request', (request) => {
    if (request.method() === 'PUT' && request.url().endsWith(`/configuration/agents/${id}`))
      bodies.push(request.postDataJSON())
  })
  return bodies
}

function jobs() {
  test('edits details and sends only what was changed', async ({ page, api }) => {
    const { id, loginId } = await createAgent(api, { wrapUpTime: -1 })
    const sent = sentBy(page, id)
    await page.goto(`/agents/${id}`)
    const dialog = await openEdit(page, loginId)
    await expect(dialog.getByRole('radio', { name: 'Unlimited' })).toBeChecked()
    await dialog.getByLabel('Last name').fill('King')
    await dialog.getByRole('radio', { name: 'Minutes' }).check()
    await dialog.getByLabel('Wrap-up time in minutes').fill('2')
    await dialog.getByRole('button', { name: 'Save' }).click()
    await expect(dialog).toHaveCount(0)
    await expect(page.getByRole('heading', { name: 'Ada King' })).toBeVisible()
    await expect(page.getByRole('region', { name: 'Details' })).toContainText('2 minutes')
    expect(sent).toEqual([{ lastName: 'King', wrapUpTime: 120 }])
  })

  test('sets a password, saying first what that means, and the agent signs in with it', async ({ page, api }) => {
    const { id, loginId } = await createAgent(api)
    const { sessionId } = await signInAsAgent(api, loginId)
    await page.goto(`/agents/${id}`)
    await page.getByRole('button', { name: 'Set password' }).click()
    const dialog = page.getByRole('dialog', { name: `Set password for ${loginId}` })
    await expect(dialog).toContainText('can’t be undone')
    await expect(dialog).toContainText('ends their sessions')
    await dialog.getByLabel('Password').fill('short')
    await dialog.getByRole('button', { name: 'Set password' }).click()
    await expect(dialog.getByLabel('Password')).toHaveAccessibleDescription(/at least 8 characters/)
    await dialog.getByRole('button', { name: 'Generate' }).click()
    const password = await dialog.getByLabel('Password').inputValue()
    await dialog.getByRole('button', { name: 'Set password' }).click()
    await expect(dialog).toHaveCount(0)
    await expect(page.locator('body')).not.toContainText(password)
    await expect(api('validateSession', { params: { sessionId } })).rejects.toMatchObject({ kind: 'not-found' })
    await expect(signInAsAgent(api, loginId, PASSWORD)).rejects.toMatchObject({ kind: 'unauthenticated' })
    expect(await signInAsAgent(api, loginId, password)).toMatchObject({ userId: id })
  })

  test('deletes an agent after naming them, and says so in the list', async ({ page, api }) => {
    const { id, loginId } = await createAgent(api, { firstName: 'Gone', lastName: 'Soon' })
    await page.goto(`/agents/${id}`)
    await more(page, 'Delete')
    const dialog = page.getByRole('dialog', { name: `Delete ${loginId}?` })
    await expect(dialog).toContainText('Gone Soon')
    await expect(dialog).toContainText('can’t be undone')
    await dialog.getByRole('button', { name: 'Cancel' }).click()
    await expect(dialog).toHaveCount(0)
    await more(page, 'Delete')
    await dialog.getByRole('button', { name: 'Delete' }).click()
    await expect(page.getByRole('heading', { name: /^Agents/ })).toBeVisible()
    await expect(page.getByRole('status').filter({ hasText: `${loginId} deleted` })).toBeVisible()
    await expect(api('readAgent', { params: { id } })).rejects.toMatchObject({ kind: 'not-found' })
  })

  test('of two people who change the same field, the second is told and chooses', async ({ page, api }) => {
    const { id, loginId } = await createAgent(api)
    await page.goto(`/agents/${id}`)
    const dialog = await openEdit(page, loginId)
    await dialog.getByLabel('Phone').fill('5550000001')
    await api('updateAgent', { params: { id }, body: { phone: '5550000002' } })
    await dialog.getByRole('button', { name: 'Save' }).click()

    await expect(dialog.getByRole('alert').filter({ hasText: 'Mine' })).toContainText(/5550000001.*5550000002/)
    await expect(dialog.getByText('manager changed this while you were editing.')).toBeVisible()
    await expect(dialog.getByText(/Not saved.*Phone/)).toBeVisible()
    expect((await api('readAgent', { params: { id } })).phone).toBe('5550000002')

    await dialog.getByRole('button', { name: 'Keep mine: Phone' }).click()
    // Changed once more: the user agreed to another value.
    await api('updateAgent', { params: { id }, body: { phone: '5550000003' } })
    await dialog.getByRole('button', { name: 'Save' }).click()
    await expect(dialog.getByRole('alert').filter({ hasText: 'Mine' })).toContainText('5550000003')
    await dialog.getByRole('button', { name: 'Take theirs: Phone' }).click()
    await expect(dialog.getByLabel('Phone')).toHaveValue('5550000003')
    await dialog.getByLabel('Phone').fill('5550000004')
    await dialog.getByRole('button', { name: 'Keep mine: Phone' }).click()
    await dialog.getByRole('button', { name: 'Save' }).click()
    await expect(dialog).toHaveCount(0)
    expect((await api('readAgent', { params: { id } })).phone).toBe('5550000004')
  })
}

jobs()

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 } })
  jobs()
})

test('sends nothing when nothing was changed', async ({ page, api }) => {
  const { id, loginId } = await createAgent(api)
  const sent = sentBy(page, id)
  await page.goto(`/agents/${id}`)
  const dialog = await openEdit(page, loginId)
  await dialog.getByLabel('Last name').fill('King')
  await dialog.getByLabel('Last name').fill('Lovelace')
  await dialog.getByRole('button', { name: 'Save' }).click()
  await expect(dialog).toHaveCount(0)
  expect(sent).toEqual([])
})

test('of two people in two browsers who change different fields, both survive', async ({
  page,
  api,
  browser,
  storageState,
}) => {
  const { id, loginId } = await createAgent(api)
  const elsewhere = await browser.newContext({ storageState })
  const other = await elsewhere.newPage()
  await page.goto(`/agents/${id}`)
  await other.goto(new URL(`/agents/${id}`, page.url()).href)
  const mine = await openEdit(page, loginId)
  const theirs = await openEdit(other, loginId)
  await mine.getByLabel('Phone').fill('5550000001')
  await theirs.getByLabel('Last name').fill('King')
  await theirs.getByRole('radio', { name: 'Unlimited' }).check()
  await theirs.getByRole('button', { name: 'Save' }).click()
  await expect(theirs).toHaveCount(0)
  await mine.getByRole('button', { name: 'Save' }).click()
  await expect(mine).toHaveCount(0)
  await expect(page.getByRole('heading', { name: 'Ada King' })).toBeVisible()
  expect(await api('readAgent', { params: { id } })).toMatchObject({
    lastName: 'King',
    phone: '5550000001',
    wrapUpTime: -1,
  })
  await elsewhere.close()
})

test('of two people in two browsers who change the same field, nothing is overwritten unseen', async ({
  page,
  api,
  browser,
  storageState,
}) => {
  const { id, loginId } = await createAgent(api)
  const elsewhere = await browser.newContext({ storageState })
  const other = await elsewhere.newPage()
  await page.goto(`/agents/${id}`)
  await other.goto(new URL(`/agents/${id}`, page.url()).href)
  const mine = await openEdit(page, loginId)
  const theirs = await openEdit(other, loginId)
  await mine.getByRole('radio', { name: 'Minutes' }).check()
  await mine.getByLabel('Wrap-up time in minutes').fill('5')
  await theirs.getByRole('radio', { name: 'Unlimited' }).check()
  await theirs.getByLabel('First name').fill('Augusta')
  await theirs.getByRole('button', { name: 'Save' }).click()
  await expect(theirs).toHaveCount(0)

  await mine.getByRole('button', { name: 'Save' }).click()
  await expect(mine.getByRole('alert').filter({ hasText: 'Mine' })).toContainText(/5 minutes.*Unlimited/)
  // A field that is not touched here goes along, and says so.
  await expect(mine.getByLabel('First name')).toHaveValue('Augusta')
  await expect(mine.getByText(/it was “Ada”, and is “Augusta”/)).toBeVisible()
  await mine.getByRole('button', { name: 'Take theirs: Wrap-up time' }).click()
  await expect(mine.getByRole('radio', { name: 'Unlimited' })).toBeChecked()
  await mine.getByRole('button', { name: 'Save' }).click()
  await expect(mine).toHaveCount(0)
  expect(await api('readAgent', { params: { id } })).toMatchObject({ wrapUpTime: -1, firstName: 'Augusta' })
  await elsewhere.close()
})

test('says that the agent was deleted while they were edited', async ({ page, api }) => {
  const { id, loginId } = await createAgent(api)
  await page.goto(`/agents/${id}`)
  const dialog = await openEdit(page, loginId)
  await dialog.getByLabel('Phone').fill('5550000001')
  await api('deleteAgent', { params: { id } })
  await dialog.getByRole('button', { name: 'Save' }).click()
  await expect(page.getByText(`Agent ${id} doesn’t exist`)).toBeVisible()
  await page.getByRole('link', { name: 'Back to the agents' }).click()
  await expect(page.getByRole('heading', { name: /^Agents/ })).toBeVisible()
})

test('asks before an edit is closed with something typed', async ({ page, api }) => {
  const { id, loginId } = await createAgent(api)
  await page.goto(`/agents/${id}`)
  const dialog = await openEdit(page, loginId)
  await dialog.getByLabel('Phone').fill('5550000001')
  await page.keyboard.press('Escape')
  const question = page.getByRole('dialog', { name: 'Discard your changes?' })
  await question.getByRole('button', { name: 'Keep editing' }).click()
  await expect(dialog.getByLabel('Phone')).toHaveValue('5550000001')
  await dialog.getByRole('button', { name: 'Cancel' }).click()
  await question.getByRole('button', { name: 'Discard' }).click()
  await expect(dialog).toHaveCount(0)
  await expect(page.getByRole('region', { name: 'Details' })).toContainText('(555) 123-4567')
})

test('deactivates an agent, takes that back, all by keyboard', async ({ page, api }) => {
  const { id, loginId } = await createAgent(api)
  const isActive = async () => (await api('readAgent', { params: { id } })).active
  await page.goto(`/agents/${id}`)
  await page.getByRole('button', { name: 'More' }).focus()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('menuitem', { name: 'Duplicate' })).toBeFocused()
  await page.keyboard.press('ArrowDown')
  await expect(page.getByRole('menuitem', { name: 'Deactivate' })).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('button', { name: 'More' })).toBeFocused()
  await expect(page.getByRole('status').filter({ hasText: `${loginId} deactivated` })).toBeVisible()
  await expect(page.getByRole('banner').or(page.getByRole('main')).getByText('Inactive', { exact: true })).toBeVisible()
  expect(await isActive()).toBe(false)
  await page.getByRole('status').getByRole('button', { name: 'Undo' }).press('Enter')
  await expect(page.getByRole('status').filter({ hasText: `${loginId} activated` })).toBeVisible()
  expect(await isActive()).toBe(true)
})

test('takes edited details back, unless somebody changed the same since', async ({ page, api, server }) => {
  const { id, loginId } = await createAgent(api, { phone: '5550000001' })
  const phone = async () => (await api('readAgent', { params: { id } })).phone
  await page.goto(`/agents/${id}`)
  const change = async (to: string) => {
    await page.getByRole('button', { name: 'Edit details' }).click()
    const dialog = page.getByRole('dialog', { name: `Edit ${loginId}` })
    await dialog.getByLabel('Phone').fill(to)
    await dialog.getByRole('button', { name: 'Save' }).click()
    await expect(page.getByRole('status').filter({ hasText: `Changes to ${loginId} saved` })).toBeVisible()
  }
  const undo = page.getByRole('status').getByRole('button', { name: 'Undo' })
  await change('5550000002')
  await undo.click()
  await expect(page.getByRole('status').filter({ hasText: `${loginId}: phone 5550000001` })).toBeVisible()
  expect(await phone()).toBe('5550000001')

  await change('5550000003')
  const other = await apiAs(server, 'superuser')
  await other('updateAgent', { params: { id }, body: { phone: '5550000004' } })
  await undo.click()
  await expect(page.getByRole('alert')).toContainText('Can’t undo: superuser has changed this since.')
  expect(await phone()).toBe('5550000004')
})

test('shows in the list what was edited, without a reload', async ({ page, api }) => {
  const { id, loginId } = await createAgent(api)
  await lockAgent(api, loginId)
  await page.goto(`/agents?q=${loginId}`)
  await page.getByRole('link', { name: loginId }).click()
  await page.getByRole('button', { name: 'Unlock' }).click()
  await expect.poll(async () => (await api('readAgent', { params: { id } })).locked).toBe(false)
  const dialog = await openEdit(page, loginId)
  await dialog.getByLabel('First name').fill('Augusta')
  await dialog.getByRole('checkbox', { name: 'Active' }).uncheck()
  await dialog.getByRole('button', { name: 'Save' }).click()
  await expect(dialog).toHaveCount(0)
  await page.goBack()
  const row = page.getByRole('row', { name: loginId })
  await expect(row).toContainText('Augusta')
  await expect(row).toContainText('Inactive')
})

test.describe('a Manager without the power', () => {
  test.use({ signedInAs: 'teamlead' })

  test('reads which power is missing at each action', async ({ page, api }) => {
    const { id } = await createAgent(api)
    await page.goto(`/agents/${id}`)
    for (const name of ['Edit details', 'Set password'])
      await expect(page.getByRole('button', { name })).toHaveAccessibleDescription(/Administer Agents/)
    await page.getByRole('button', { name: 'More' }).click()
    const remove = page.getByRole('menuitem', { name: 'Delete' })
    await expect(remove).toBeDisabled()
    await expect(remove).toContainText('Administer Agents')
    await remove.press('Enter')
    await expect(page.getByRole('dialog')).toHaveCount(0)
  })
})

test.describe('the password of a locked agent', () => {
  const dialogOf = async (page: Page, id: number, loginId: string) => {
    await page.goto(`/agents/${id}`)
    await page.getByRole('button', { name: 'Set password' }).click()
    const dialog = page.getByRole('dialog', { name: `Set password for ${loginId}` })
    await expect(dialog.getByRole('checkbox', { name: 'Unlock as well' })).toBeChecked()
    await expect(dialog).toContainText('They stay locked until you unlock them.')
    await dialog.getByRole('button', { name: 'Generate' }).click()
    return { dialog, password: await dialog.getByLabel('Password').inputValue() }
  }

  test('is set together with the unlock, so that they can sign in with it', async ({ page, api }) => {
    const { id, loginId } = await createAgent(api)
    await lockAgent(api, loginId)
    const { dialog, password } = await dialogOf(page, id, loginId)
    await dialog.getByRole('button', { name: 'Set password' }).click()
    await expect(page.getByText(`Password set for ${loginId}, and unlocked`)).toBeVisible()
    await expect(page.getByRole('button', { name: 'Unlock', exact: true })).toHaveCount(0)
    expect(await signInAsAgent(api, loginId, password)).toMatchObject({ userId: id })
  })

  test('is set alone where the unlock is not wanted, and the message says that they stay locked', async ({
    page,
    api,
  }) => {
    const { id, loginId } = await createAgent(api)
    await lockAgent(api, loginId)
    const { dialog, password } = await dialogOf(page, id, loginId)
    await dialog.getByRole('checkbox', { name: 'Unlock as well' }).uncheck()
    await dialog.getByRole('button', { name: 'Set password' }).click()
    await expect(page.getByText(`Password set for ${loginId}. Still locked.`)).toBeVisible()
    await expect(page.getByRole('button', { name: 'Unlock', exact: true })).toBeVisible()
    await expect(signInAsAgent(api, loginId, password)).rejects.toMatchObject({ kind: 'unauthenticated' })
  })
})
