import { expectNoViolations } from './axe.ts'
import { expect, test } from './fixtures.ts'
import { openAccountMenu } from './helpers.ts'

for (const width of [1366, 390])
  test.describe(`at ${width} pixels`, () => {
    test.use({ viewport: { width, height: 768 } })

    test('the account menu tells the role, and keeps the color scheme and the single keys of this browser', async ({
      page,
    }) => {
      await page.goto('/skills')
      await openAccountMenu(page)
      const menu = page.getByRole('menu', { name: 'Account: manager' })
      await expect(page.getByText('Manager', { exact: true })).toBeVisible()
      await menu.getByRole('menuitemradio', { name: 'Dark' }).click()
      await menu.getByRole('menuitemcheckbox', { name: 'Single-key shortcuts' }).click()
      await expect(menu.getByRole('menuitem', { name: 'Sign out' })).toBeInViewport()
      await expectNoViolations(page, menu, [width])
      await page.keyboard.press('Escape')
      await expect(menu).toHaveCount(0)
      await page.reload()
      await expect(page.locator('html')).toHaveAttribute('data-color-scheme', 'dark')
      await page.getByRole('heading', { name: /^Skills/ }).waitFor()
      await page.keyboard.press('?')
      await openAccountMenu(page)
      await expect(page.getByRole('dialog', { name: 'Keyboard shortcuts' })).toHaveCount(0)
      const singleKeys = menu.getByRole('menuitemcheckbox', { name: 'Single-key shortcuts' })
      await expect(singleKeys).toHaveAttribute('aria-checked', 'false')
      await singleKeys.click()
      await page.keyboard.press('Escape')
      await page.keyboard.press('?')
      await expect(page.getByRole('dialog', { name: 'Keyboard shortcuts' })).toBeVisible()
    })
  })

test('an unknown page stands in the frame of every page, with a way out', async ({ page }) => {
  await page.goto('/no/such/page')
  await expect(page.getByRole('heading', { name: 'Page not found' })).toBeVisible()
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Skills' }).click()
  await expect(page.getByRole('heading', { name: /^Skills/ })).toBeVisible()
})
