import type { Locator } from '@playwright/test'
import { expect, test } from './fixtures.ts'
import { openAccountMenu, tabTo } from './helpers.ts'

const outlineOf = (element: Locator) => element.evaluate((each) => getComputedStyle(each).outlineStyle)

/** That the one looks chosen where only the system's own colors are left, and the other does not. */
async function expectChosen(chosen: Locator, other: Locator) {
  await expect(chosen).toBeVisible()
  expect(await outlineOf(chosen)).toBe('solid')
  expect(await outlineOf(other)).toBe('none')
}

test('whatever is chosen is seen in forced colors', async ({ page }) => {
  await page.emulateMedia({ forcedColors: 'active' })
  const link = (name: string) => page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name })
  const button = (name: string | RegExp) => page.getByRole('button', { name, exact: true })

  await page.goto('/agents?tab=locked')
  await expectChosen(page.getByRole('tab', { name: /^Locked/ }), page.getByRole('tab', { name: /^All/ }))
  await expectChosen(link('Agents'), link('Skills'))
  await page.keyboard.press('Control+k')
  const found = page.getByRole('listbox', { name: 'Results' }).getByRole('option')
  await expectChosen(found.first(), found.nth(1))
  await page.keyboard.press('Escape')
  await openAccountMenu(page)
  await tabTo(page, page.getByRole('menuitem', { name: 'My sessions' }))
  const scheme = (name: string) => page.getByRole('menuitemradio', { name })
  await expectChosen(scheme('System'), scheme('Dark'))

  await page.goto('/history')
  await button('Today').click()
  await page.getByRole('combobox', { name: 'Agent', exact: true }).focus()
  await expectChosen(button('Today'), button('Yesterday'))

  await page.goto('/skills/8945?level=1')
  const bar = (level: RegExp) => page.getByRole('region', { name: 'Levels' }).getByRole('button', { name: level })
  await expectChosen(bar(/^1 /), bar(/^2/))

  await page.goto('/agents/324515')
  await page.getByRole('combobox', { name: 'Add skill' }).fill('s')
  await page.keyboard.press('ArrowDown')
  const options = page.getByRole('main').getByRole('option')
  await expectChosen(options.nth(1), options.first())
})

for (const width of [1024, 1366, 1920])
  test(`at ${width} pixels no list of skills loses a level, or the number of further ones`, async ({ page }) => {
    await page.setViewportSize({ width, height: 1080 })
    await page.goto('/agents')
    const cells = page.locator('td[data-column="skills"]')
    await expect(cells.filter({ hasText: '+' }).nth(5)).toBeVisible()
    await page.evaluate(() => document.fonts.ready)
    const lost = await cells.evaluateAll((all) =>
      all.flatMap((cell) => {
        const words = document.createTreeWalker(cell, NodeFilter.SHOW_TEXT)
        const edge = cell.getBoundingClientRect().right
        const range = document.createRange()
        const outside: string[] = []
        while (words.nextNode()) {
          const { currentNode: word } = words
          if (word.parentElement?.closest('bdi')) continue
          range.selectNodeContents(word)
          if (range.getBoundingClientRect().right > edge + 0.5) outside.push(cell.textContent ?? '')
        }
        return outside
      }),
    )
    expect(lost).toEqual([])
  })

test.describe('in any window', () => {
  test.use({ signedInAs: 'sysadmin' })

  test('no table breaks a word between its letters', async ({ page }) => {
    for (const path of ['/bulk-changes', '/services', '/skills', '/settings/users']) {
      await page.goto(path)
      await expect(page.getByRole('main').getByRole('cell').nth(5)).toBeVisible()
      for (const width of [390, 683, 820, 900, 1024, 1100, 1366]) {
        await page.setViewportSize({ width, height: 768 })
        const broken = await page.locator('main :is(th, td)').evaluateAll((cells) =>
          cells.flatMap((cell) => {
            const texts = document.createTreeWalker(cell, NodeFilter.SHOW_TEXT)
            const range = document.createRange()
            const found: string[] = []
            while (texts.nextNode()) {
              const { currentNode: text } = texts
              for (const word of text.textContent?.matchAll(/\p{L}+/gu) ?? []) {
                range.setStart(text, word.index)
                range.setEnd(text, word.index + word[0].length)
                const lines = new Set([...range.getClientRects()].map(({ top }) => Math.round(top)))
                if (lines.size > 1) found.push(word[0])
              }
            }
            return found
          }),
        )
        expect.soft(broken, `${path} at ${width} pixels`).toEqual([])
        expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width)
      }
    }
  })
})

test('no window cuts off the login IDs, or the button that unlocks', async ({ page }) => {
  await page.goto('/agents?tab=locked')
  await expect(page.getByRole('button', { name: /^Unlock / }).nth(5)).toBeVisible()
  for (const width of [390, 683, 820, 900, 1024, 1366]) {
    await page.setViewportSize({ width, height: 768 })
    const cut = await page
      .locator('td:is([data-column="loginId"], [data-column="status"])')
      .evaluateAll((cells) =>
        cells.filter((cell) => cell.scrollWidth > cell.clientWidth).map((cell) => cell.textContent),
      )
    expect.soft(cut, `at ${width} pixels`).toEqual([])
  }
})

test.describe('on paper', () => {
  for (const path of ['/agents?tab=locked', '/agents/324515', '/history', '/bulk-changes'])
    test(`${path} is its content alone, black on white, and every row`, async ({ page }) => {
      const styles = page.waitForResponse('**/assets/print-*.css')
      await page.goto(path)
      const rows = page.getByRole('main').locator('tbody tr, li')
      await expect(rows.nth(5)).toBeVisible()
      await styles
      const drawn = await rows.count()
      await page.locator('html').evaluate((html) => html.setAttribute('data-color-scheme', 'dark'))
      await page.emulateMedia({ media: 'print' })
      // As the browser does it, whose own printing shows nothing to a test.
      await page.evaluate(() => dispatchEvent(new Event('beforeprint')))
      await expect(page.getByRole('navigation', { name: 'Main' })).toBeHidden()
      await expect(page.locator('main button:visible:not(th *), main input:visible:not([type=range])')).toHaveCount(0)
      await expect(page.locator('html')).toHaveCSS('color', 'rgb(0, 0, 0)')
      await expect(page.locator('html')).toHaveCSS('background-color', 'rgb(255, 255, 255)')
      // Nothing takes room beside it.
      const paper = page.viewportSize()
      expect((await page.getByRole('main').boundingBox())?.width).toBe(paper?.width)
      if (path === '/bulk-changes') await expect(page.getByRole('columnheader', { name: 'By' })).toBeVisible()
      if (path.includes('locked')) expect(await rows.count()).toBeGreaterThan(drawn + 10)
    })
})
