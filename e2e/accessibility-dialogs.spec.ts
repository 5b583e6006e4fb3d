import type { Locator, Page } from '@playwright/test'
import { dashboardOperations } from '#contract/dashboard.ts'
import { expectNoViolations } from './axe.ts'
import { expect, test } from './fixtures.ts'
import { createAgent, skillRow } from './helpers.ts'
import { test as testOnOwnServer } from './own-server.ts'

const dialog = (page: Page) => page.getByRole('dialog')

/** Each opens one dialog or menu of a page that is there already. */
interface Opener {
  path: string
  open: (page: Page) => Promise<void>
  opened: (page: Page) => Locator
}

const byButton = (path: string, name: string, opened: Opener['opened'] = dialog) => ({
  path,
  open: (page: Page) => page.getByRole('button', { name, exact: true }).click(),
  opened,
})

const OPENERS = [
  ...['Edit details', 'Set password'].map((name) => byButton('/agents/324515', name)),
  byButton('/agents/324515', 'More', (page) => page.getByRole('menu')),
  {
    path: '/agents/324515',
    open: async (page: Page) => {
      await page.getByRole('button', { name: 'More' }).click()
      await page.getByRole('menuitem', { name: 'Delete' }).click()
    },
    opened: dialog,
  },
  ...['Edit', 'Delete', 'Add agents'].map((name) => byButton('/skills/8945', name)),
  {
    path: '/agents/new',
    open: async (page: Page) => {
      await page.getByLabel('First name').fill('Kept')
      await page.getByRole('button', { name: 'Cancel' }).click()
    },
    opened: (page: Page) => page.getByRole('dialog', { name: 'Discard your changes?' }),
  },
] satisfies Opener[]

test('every dialog and menu of an agent and of a skill is accessible', async ({ page }) => {
  let at = ''
  for (const { path, open, opened } of OPENERS) {
    if (path !== at) await page.goto(path)
    at = path
    await open(page)
    await expectNoViolations(page, opened(page))
    await page.keyboard.press('Escape')
    await expect(opened(page)).toHaveCount(0)
  }
})

test('the menu of columns is accessible, and stays in a window that narrows', async ({ page }) => {
  await page.goto('/agents')
  await expect(page.getByRole('cell').getByRole('link').first()).toBeVisible()
  await page.getByRole('button', { name: 'Columns' }).click()
  await expectNoViolations(page, page.getByRole('checkbox', { name: 'Phone' }))
  await page.setViewportSize({ width: 390, height: 800 })
  await expect(page.getByRole('group', { name: 'Columns shown' })).toBeInViewport({ ratio: 1 })
})

/** The dialogs that read something: the request, its table, and the words when it fails. */
const SKILL = 'The skill couldn’t be loaded'
const READERS = [
  { ...byButton('/skills', 'Edit SPANISH'), reads: /\/agents\/skills\/8945/, of: 'agent_skill', failure: SKILL },
  { ...byButton('/skills', 'Delete SPANISH'), reads: /\/agents\/skills\/8945/, of: 'agent_skill', failure: SKILL },
  {
    ...byButton('/skills/8945', 'Add agents'),
    reads: /\/dashboard\/agents\?/,
    of: 'agent',
    failure: 'The agents couldn’t be loaded',
  },
]

test('every dialog that reads something is accessible while it does', async ({ page }) => {
  for (const { path, open, opened, reads } of READERS) {
    // Its question is never answered.
    await page.route(reads, () => {})
    await page.goto(path)
    await open(page)
    await expect(opened(page).locator('[aria-busy=true]').or(opened(page).getByText('Skill'))).not.toHaveCount(0)
    await expectNoViolations(page, opened(page))
    await page.unroute(reads)
  }
})

testOnOwnServer('every dialog that reads something is accessible when that cannot be read', async ({ page, own }) => {
  for (const { path, open, opened, of, failure } of READERS) {
    const breakIt = () => own.run(`alter table ${of} rename to ${of}_gone`)
    const isOfList = path === '/skills'
    if (!isOfList) breakIt()
    await page.goto(path)
    // One that is opened from a list needs that to be read.
    if (isOfList) await skillRow(page, 'SPANISH').waitFor()
    if (isOfList) breakIt()
    await open(page)
    await expectNoViolations(page, opened(page).getByText(failure))
    own.run(`alter table ${of}_gone rename to ${of}`)
  }
})

test('the dialogs of the shell are accessible', async ({ page }) => {
  await page.goto('/skills')
  await expect(skillRow(page, 'SPANISH')).toBeVisible()
  await page.keyboard.press('Control+k')
  await page.getByRole('combobox').fill('demoagent')
  await expectNoViolations(page, page.getByRole('option', { name: /DEMOAGENT/ }))
  await page.getByRole('combobox').fill('qzxw')
  await expectNoViolations(page, page.getByText('No matches for'))
  const search = /\/dashboard\/agents\?/
  await page.route(search, () => {})
  await page.getByRole('combobox').fill('qz')
  await expectNoViolations(page, page.getByText('Searching…'))
  await page.unroute(search)
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await page.keyboard.press('?')
  await expectNoViolations(page, page.getByRole('dialog', { name: 'Keyboard shortcuts' }))
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'New skill' }).click()
  await page.getByRole('button', { name: 'Create' }).click()
  await expectNoViolations(page, page.getByLabel('Name').and(page.locator('[aria-invalid=true]')))
  await page.getByLabel('Name').fill('KEPT')

  const cookies = await page.context().cookies()
  await page.request.delete(dashboardOperations.signOut.path)
  await page.context().addCookies(cookies)
  await page.getByRole('button', { name: 'Create' }).click()
  await expectNoViolations(page, page.getByRole('dialog', { name: 'Sign in', exact: true }))
})

testOnOwnServer('the command palette is accessible when it cannot search', async ({ page, own }) => {
  await page.goto('/skills')
  await expect(skillRow(page, 'SPANISH')).toBeVisible()
  own.run('alter table agent rename to agent_gone')
  await page.keyboard.press('Control+k')
  await page.getByRole('combobox').fill('demo')
  await expectNoViolations(
    page,
    dialog(page).getByRole('status').filter({ hasText: 'Something went wrong on the server.' }),
  )
})

test('an edit that somebody else was quicker with is accessible', async ({ page, api }) => {
  const { id } = await createAgent(api)
  await page.goto(`/agents/${id}`)
  await page.getByRole('button', { name: 'Edit details' }).click()
  await dialog(page).getByLabel('Phone').fill('5550000001')
  await api('updateAgent', { params: { id }, body: { phone: '5550000002', firstName: 'Augusta' } })
  await dialog(page).getByRole('button', { name: 'Save' }).click()
  await expectNoViolations(page, dialog(page).getByRole('alert').filter({ hasText: 'Mine' }))
})

test.describe('a manager of one call center', () => {
  test.use({ signedInAs: 'manager-east' })

  test('services that are not theirs to give are accessible', async ({ page, api }) => {
    const { id } = await createAgent(api, { assignedService: [{ id: 17885 }] })
    await page.goto(`/agents/new?from=${id}`)
    await expectNoViolations(page, page.getByText('You can’t assign service'))
    await page.goto(`/agents/${id}`)
    await page.getByRole('combobox', { name: 'Add service' }).click()
    await expectNoViolations(page, page.getByRole('option').getByText('You can’t assign').first())
  })
})
