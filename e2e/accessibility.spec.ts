import type { Page } from '@playwright/test'
import { expectNoViolations } from './axe.ts'
import { CLIENT, expect, test } from './fixtures.ts'
import { createAgent, skillRow } from './helpers.ts'
import { test as testOnOwnServer } from './own-server.ts'

// Every page, full, loading and failed. Empty ones are in accessibility-empty.spec.ts, dialogs in accessibility-dialogs.spec.ts.

const API = /\/(configuration|dashboard)\//

const main = (page: Page) => page.getByRole('main')
const retry = (page: Page) => main(page).getByRole('button', { name: 'Retry' }).first()

const PAGES = [
  { path: '/agents', loaded: (page: Page) => page.getByRole('cell').getByRole('link').first() },
  { path: '/agents/324515', loaded: (page: Page) => page.getByRole('slider').first() },
  { path: '/agents/new?from=324515', loaded: (page: Page) => page.getByRole('slider').first() },
  { path: '/skills', loaded: (page: Page) => skillRow(page, 'SPANISH') },
  { path: '/skills/8945', loaded: (page: Page) => page.getByRole('slider').first() },
  { path: '/services', loaded: (page: Page) => page.getByRole('link', { name: 'Card Activation' }) },
  { path: '/services/17885', loaded: (page: Page) => page.getByRole('button', { name: /^Remove / }).first() },
  { path: '/agents?tab=locked', loaded: (page: Page) => page.getByText(/^Checked /) },
  { path: '/history', loaded: (page: Page) => page.getByText('E2E').first() },
]

test('every page is accessible when it is full', async ({ page, api }) => {
  await createAgent(api)
  for (const { path, loaded } of PAGES) {
    await page.goto(path)
    await expectNoViolations(page, loaded(page))
  }
})

test('the agents of a skill and of a service are accessible when they are filtered and selected', async ({ page }) => {
  for (const path of ['/skills/8945?level=1,2&status=active', '/services/17885?status=active&skill=8945']) {
    await page.goto(path)
    await page
      .getByRole('checkbox', { name: /^Select / })
      .nth(1)
      .check()
    await expectNoViolations(page, page.getByRole('region', { name: 'Selection' }))
    await page.setViewportSize({ width: 390, height: 800 })
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390)
  }
})

test('every page is accessible while it loads', async ({ page }) => {
  // No request for data is answered.
  await page.route(API, () => {})
  for (const { path } of PAGES) {
    await page.goto(path)
    await expectNoViolations(page, main(page).getByRole('heading').first())
  }
})

testOnOwnServer('every page is accessible when nothing can be loaded', async ({ page, own }) => {
  for (const table of ['agent', 'agent_skill', 'service', 'call_center', 'change'])
    own.run(`alter table ${table} rename to ${table}_gone`)
  for (const { path } of PAGES) {
    await page.goto(path)
    await expectNoViolations(page, retry(page))
  }
  await page.goto('/agents/new')
  await expectNoViolations(page, retry(page))
})

test('the page of an agent and of a skill who is not there is accessible', async ({ page }) => {
  await page.goto('/agents/1234')
  await expectNoViolations(page, page.getByRole('heading', { name: 'Agent not found' }))
  await page.goto('/skills/1234')
  await expectNoViolations(page, page.getByRole('heading', { name: 'Skill not found' }))
  await page.goto('/services/1234')
  await expectNoViolations(page, page.getByRole('heading', { name: 'Service not found' }))
  await page.goto('/bulk-changes/1234')
  await expectNoViolations(page, page.getByRole('heading', { name: 'Bulk change not found', level: 1 }))
  await page.goto('/agents/new?from=1234')
  await expectNoViolations(page, page.getByText('doesn’t exist'))
})

test('the form for a new agent is accessible, empty, full of errors, and with a password made', async ({ page }) => {
  await page.goto('/agents/new')
  const create = page.getByRole('button', { name: 'Create' })
  await expectNoViolations(page, create)
  await create.click()
  await expectNoViolations(page, page.getByLabel('Login ID').and(page.locator('[aria-invalid=true]')))
  await page.getByRole('button', { name: 'Generate' }).click()
  await expectNoViolations(page, page.getByRole('button', { name: 'Copy' }))
})

for (const width of [1366, 390])
  test.describe(`with several clients, at ${width} pixels`, () => {
    test.use({ signedInAs: 'sysadmin', viewport: { width, height: 800 } })

    test('the switch of client is accessible', async ({ page }) => {
      await page.goto('/agents')
      await expect(page.getByRole('cell').getByRole('link').first()).toBeVisible()
      const menu = page.getByRole('button', { name: 'Menu' })
      if (await menu.isVisible()) await menu.click()
      await page.getByRole('combobox', { name: 'Client' }).selectOption('North Contact Center')
      await expectNoViolations(page, page.getByRole('tab', { name: /^All 15\d$/ }), [width])
    })
  })

test.describe('signed out', () => {
  test.use({ signedInAs: null })

  test('the sign-in page is accessible, loading, full and refused', async ({ page }) => {
    const signIn = page.getByRole('button', { name: 'Sign in', exact: true })
    await page.route(API, () => {})
    await page.goto('/sign-in')
    await expectNoViolations(page, signIn)
    await page.unroute(API)
    await page.goto('/sign-in')
    await expectNoViolations(page, page.getByRole('heading', { name: 'Demo accounts' }))
    await signIn.click()
    await expect(page.getByLabel('Client')).toHaveAttribute('aria-invalid', 'true')
    await page.getByLabel('Client').fill(CLIENT)
    await expectNoViolations(page, page.getByLabel('Password').and(page.locator('[aria-invalid=true]')))
    await page.getByLabel('User name').fill('nobody')
    await page.getByLabel('Password').fill('not-the-password-1')
    await signIn.click()
    await expectNoViolations(page, page.getByRole('alert').filter({ hasText: 'the password is wrong' }))
  })
})
