import type { Locator, Page } from '@playwright/test'
import { expectNoViolations } from './axe.ts'
import { CLIENT, expect, test } from './fixtures.ts'
import { createAgent, signIn } from './helpers.ts'
import { test as testOnOwnServer } from './own-server.ts'

const API = /\/(configuration|dashboard)\//

/** Holds every request for data: none is answered. */
const holdData = (page: Page) => page.route(API, () => {})

const PAGES = [
  { path: '/agents', loaded: (page: Page) => page.getByRole('cell').getByRole('link').first() },
  { path: '/agents/324515', loaded: (page: Page) => page.getByRole('slider').first() },
  { path: '/skills', loaded: (page: Page) => page.getByRole('row', { name: /SPANISH/ }) },
  { path: '/skills/8945', loaded: (page: Page) => page.getByRole('slider').first() },
  { path: '/agents?tab=locked', loaded: (page: Page) => page.getByText(/^Checked /) },
  { path: '/history', loaded: (page: Page) => page.getByText('E2E').first() },
]

/** Each opens one dialog or menu of a page that is there already. */
const OPENERS: { path: string; open: (page: Page) => Promise<void>; opened: (page: Page) => Locator }[] = [
  ...['Add skill', 'Add service', 'Edit details', 'Set password'].map((name) => ({
    path: '/agents/324515',
    open: (page: Page) => page.getByRole('button', { name }).click(),
    opened: (page: Page) => page.getByRole('dialog'),
  })),
  {
    path: '/agents/324515',
    open: (page) => page.getByRole('button', { name: 'More' }).click(),
    opened: (page) => page.getByRole('menu'),
  },
  {
    path: '/agents/324515',
    open: async (page) => {
      await page.getByRole('button', { name: 'More' }).click()
      await page.getByRole('menuitem', { name: 'Delete' }).click()
    },
    opened: (page) => page.getByRole('dialog'),
  },
  ...['Edit', 'Delete', 'Add agents'].map((name) => ({
    path: '/skills/8945',
    open: (page: Page) => page.getByRole('button', { name, exact: true }).click(),
    opened: (page: Page) => page.getByRole('dialog'),
  })),
  {
    path: '/agents/new',
    open: (page) => page.getByRole('button', { name: 'Create' }).click(),
    opened: (page) => page.getByLabel('Login ID').and(page.locator('[aria-invalid=true]')),
  },
]

for (const width of [1366, 390])
  test.describe(`at ${width} pixels`, () => {
    test.use({ viewport: { width, height: 800 } })

    test('every page is accessible when it is full', async ({ page, api }) => {
      await createAgent(api)
      for (const { path, loaded } of PAGES) {
        await page.goto(path)
        await expect(loaded(page)).toBeVisible()
        await expectNoViolations(page)
      }
    })

    test('every page is accessible while it loads', async ({ page }) => {
      await holdData(page)
      for (const { path } of PAGES) {
        await page.goto(path)
        await expect(page.getByRole('main').getByRole('heading').first()).toBeAttached()
        await expectNoViolations(page)
      }
    })

    testOnOwnServer('every page is accessible when nothing can be loaded', async ({ page, own }) => {
      await page.goto(`${own.address}/sign-in?redirect=/skills`)
      await signIn(page, 'manager')
      await expect(page.getByRole('row', { name: /SPANISH/ })).toBeVisible()
      for (const table of ['agent', 'agent_skill', 'service', 'call_center', 'change'])
        own.run(`alter table ${table} rename to ${table}_gone`)
      for (const { path } of PAGES) {
        await page.goto(own.address + path)
        await expect(page.getByRole('main').getByRole('button', { name: 'Retry' }).first()).toBeVisible()
        await expectNoViolations(page)
      }
    })

    test('every dialog and menu of an agent and of a skill, and a form full of errors, is accessible', async ({
      page,
    }) => {
      for (const { path, open, opened } of OPENERS) {
        await page.goto(path)
        await open(page)
        await expect(opened(page)).toBeVisible()
        await expectNoViolations(page)
      }
    })

    test('the history is accessible without a match', async ({ page }) => {
      await page.goto('/history?by=nobody')
      await expect(page.getByRole('main').getByRole('heading', { name: /^History/ })).toBeVisible()
      await expectNoViolations(page)
    })

    test('the page of agents is accessible without a match', async ({ page }) => {
      await page.goto('/agents?q=nobody-is-called-this')
      await expect(page.getByText('No agent has the login ID')).toBeVisible()
      await expectNoViolations(page)
    })

    test('the page of an agent who has nothing is accessible', async ({ page, api }) => {
      const { id } = await createAgent(api)
      await page.goto(`/agents/${id}`)
      await expect(page.getByText('No skills yet')).toBeVisible()
      await expectNoViolations(page)
    })

    test('the page of an agent who is not there is accessible', async ({ page }) => {
      await page.goto('/agents/1234')
      await expect(page.getByRole('heading', { name: 'No such agent' })).toBeVisible()
      await expectNoViolations(page)
    })

    test('every dialog of the shell is accessible', async ({ page }) => {
      await page.goto('/skills')
      await expect(page.getByRole('row', { name: /SPANISH/ })).toBeVisible()
      await page.keyboard.press('Control+k')
      await page.getByRole('combobox').fill('a')
      await expect(page.getByRole('option').first()).toBeVisible()
      await expectNoViolations(page)
      await page.getByRole('combobox').fill('qzxw')
      await expect(page.getByText('Nothing matches')).toBeVisible()
      await expectNoViolations(page)
      await page.keyboard.press('Escape')
      await page.keyboard.press('?')
      await expect(page.getByRole('dialog', { name: 'Keyboard shortcuts' })).toBeVisible()
      await expectNoViolations(page)
      await page.keyboard.press('Escape')
      await page.getByRole('button', { name: 'New skill' }).click()
      await page.getByRole('button', { name: 'Create' }).click()
      await expect(page.getByLabel('Name')).toHaveAttribute('aria-invalid', 'true')
      await expectNoViolations(page)
    })

    test.describe('with several clients', () => {
      test.use({ signedInAs: 'sysadmin' })

      test('the switch of client is accessible', async ({ page }) => {
        await page.goto('/agents')
        await expect(page.getByRole('cell').getByRole('link').first()).toBeVisible()
        const menu = page.getByRole('button', { name: 'Menu' })
        if (await menu.isVisible()) await menu.click()
        await page.getByRole('combobox', { name: 'Client' }).selectOption('North Contact Center')
        await expect(page.getByRole('tab', { name: /^All 15\d$/ })).toBeVisible()
        await expectNoViolations(page)
      })
    })

    test.describe('a manager of one call center', () => {
      test.use({ signedInAs: 'manager-east' })

      test('services that are not theirs to give are accessible', async ({ page, api }) => {
        const { id } = await createAgent(api, { assignedService: [{ id: 17885 }] })
        await page.goto(`/agents/new?from=${id}`)
        await expect(page.getByText('Permission denied')).toBeVisible()
        await expectNoViolations(page)
        await page.goto(`/agents/${id}`)
        await page.getByRole('button', { name: 'Add service' }).click()
        await expect(page.getByRole('dialog').getByText('Permission denied').first()).toBeVisible()
        await expectNoViolations(page)
      })
    })

    test.describe('signed out', () => {
      test.use({ signedInAs: null })

      test('the sign-in page is accessible, empty and refused', async ({ page }) => {
        await page.goto('/sign-in')
        await expect(page.getByRole('heading', { name: 'Demo accounts' })).toBeVisible()
        await expectNoViolations(page)
        await page.getByRole('button', { name: 'Sign in', exact: true }).click()
        await expect(page.getByLabel('Client')).toHaveAttribute('aria-invalid', 'true')
        await page.getByLabel('Client').fill(CLIENT)
        await expectNoViolations(page)
      })
    })
  })
