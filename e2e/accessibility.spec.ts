import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import type { Page } from '@playwright/test'
import type * as Axe from 'axe-core'
import { CLIENT, expect, test } from './fixtures.ts'
import { createAgent, signIn } from './helpers.ts'
import { test as testOnOwnServer } from './own-server.ts'

const WCAG_2_2_AA = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']
const API = /\/(configuration|dashboard)\//

const axe = readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/** What breaks the rules on the page as it is now, in both color schemes. */
async function expectNoViolations(page: Page) {
  await page.evaluate(await axe)
  for (const colorScheme of ['light', 'dark'] as const) {
    // As the switch does it.
    await page.locator('html').evaluate((html, scheme) => html.setAttribute('data-color-scheme', scheme), colorScheme)
    const violations = await page.evaluate(
      async (options: Axe.RunOptions) => {
        // No color is to be caught half-way to another.
        const transitions = () => document.getAnimations().filter((animation) => animation instanceof CSSTransition)
        while (transitions().length) await Promise.allSettled(transitions().map(({ finished }) => finished))
        const { violations: found } = await window.axe.run(document, options)
        return found.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)
      },
      { runOnly: WCAG_2_2_AA },
    )
    expect(violations, `violations in ${colorScheme} colors`).toEqual([])
  }
}

declare global {
  interface Window {
    axe: typeof Axe
  }
}

/** Holds every request for data: none is answered. */
const holdData = (page: Page) => page.route(API, () => {})

const PAGES = [
  { name: 'agents', path: '/agents', loaded: (page: Page) => page.getByRole('cell').getByRole('link').first() },
  { name: 'an agent', path: '/agents/324515', loaded: (page: Page) => page.getByRole('slider').first() },
  { name: 'skills', path: '/skills', loaded: (page: Page) => page.getByRole('row', { name: /SPANISH/ }) },
]

const WIDTHS = [1366, 390]
const HEIGHT = 800

for (const width of WIDTHS)
  test.describe(`at ${width} pixels`, () => {
    test.use({ viewport: { width, height: HEIGHT } })

    for (const { name, path, loaded } of PAGES) {
      test(`the page of ${name} is accessible when it is full`, async ({ page }) => {
        await page.goto(path)
        await expect(loaded(page)).toBeVisible()
        await expectNoViolations(page)
      })

      test(`the page of ${name} is accessible while it loads`, async ({ page }) => {
        await holdData(page)
        await page.goto(path)
        await expect(page.getByRole('main').getByRole('heading').first()).toBeAttached()
        await expectNoViolations(page)
      })
    }

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

// One broken server for all of them: to start one takes longer than to look at a page.
testOnOwnServer('every page is accessible when nothing can be loaded', async ({ page, own }) => {
  await page.goto(`${own.address}/sign-in?redirect=/skills`)
  await signIn(page, 'manager')
  await expect(page.getByRole('row', { name: /SPANISH/ })).toBeVisible()
  for (const table of ['agent', 'agent_skill', 'service', 'call_center'])
    own.run(`alter table ${table} rename to ${table}_gone`)
  for (const { path } of PAGES) {
    await page.goto(own.address + path)
    await expect(page.getByRole('main').getByRole('button', { name: 'Retry' }).first()).toBeVisible()
    for (const width of WIDTHS) {
      await page.setViewportSize({ width, height: HEIGHT })
      await expectNoViolations(page)
    }
  }
})
