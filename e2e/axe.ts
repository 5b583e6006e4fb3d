import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { expect, type Locator, type Page } from '@playwright/test'
import type * as Axe from 'axe-core'

const WCAG_2_2_AA = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']
const WIDTHS = [1366, 390]

const axe = readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

declare global {
  interface Window {
    axe: typeof Axe
  }
}

/** Returns the violations on the page as it is now, with `shown` in sight, at each width and in both color schemes. */
export async function expectNoViolations(page: Page, shown: Locator, widths = WIDTHS) {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(await axe)
  for (const width of widths) {
    await page.setViewportSize({ width, height: 800 })
    for (const colorScheme of ['light', 'dark'] as const) {
      // As the switch does it.
      await page.locator('html').evaluate((html, scheme) => html.setAttribute('data-color-scheme', scheme), colorScheme)
      await expect(shown).toBeVisible()
      expect(await violations(page, colorScheme), `violations at ${width} pixels in ${colorScheme} colors`).toEqual([])
    }
  }
  await page.setViewportSize({ width: widths[0] ?? 1366, height: 800 })
}

const violations = (page: Page, colorScheme: 'light' | 'dark') =>
  page.evaluate(
    async ({ tags, colorsAlone }) => {
      // Waits until no color is half-way to another, and the layout has followed the width.
      const transitions = () => document.getAnimations().filter((animation) => animation instanceof CSSTransition)
      do await new Promise(requestAnimationFrame)
      while ((await Promise.allSettled(transitions().map(({ finished }) => finished))).length)
      const colorRules = window.axe.getRules(tags).filter((rule) => rule.tags.includes('cat.color'))
      // A row half under the bar of the selection is a small target only until it is scrolled.
      const bar = document.querySelector('section[aria-label="Selection"]')?.getBoundingClientRect()
      const covered = [...document.querySelectorAll('tbody tr')].filter((row) => {
        const { top, bottom } = row.getBoundingClientRect()
        return bar && bottom > bar.top && top < bar.bottom
      })
      const context = { include: [document.documentElement], exclude: covered }
      const { violations: found } = await window.axe.run(context, {
        runOnly: colorsAlone ? { type: 'rule', values: colorRules.map(({ ruleId }) => ruleId) } : tags,
        // The one best practice that people who read by landmarks depend on.
        ...(!colorsAlone && { rules: { region: { enabled: true } } }),
        resultTypes: ['violations'],
      })
      // The browser smears text bolder than the page's own typeface is drawn. Those of the system have bold cuts.
      const heaviest = new Map<string, number>()
      for (const { family, weight } of document.fonts) {
        const name = family.replaceAll('"', '')
        heaviest.set(name, Math.min(heaviest.get(name) ?? Infinity, ...weight.split(' ').slice(-1).map(Number)))
      }
      const isFaked = (element: Element) => {
        const { fontFamily, fontWeight } = getComputedStyle(element)
        const limit = heaviest.get((fontFamily.split(',')[0] ?? '').replaceAll('"', ''))
        return (
          limit !== undefined &&
          Number(fontWeight) > limit &&
          [...element.childNodes].some(
            ({ nodeType, textContent }) => nodeType === Node.TEXT_NODE && textContent?.trim(),
          )
        )
      }
      return [
        ...found.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`),
        ...[...document.querySelectorAll('body *')].filter(isFaked).map(({ outerHTML }) => `faked bold: ${outerHTML}`),
      ]
    },
    // The elements are the same in both schemes: only their colors are others.
    { tags: WCAG_2_2_AA, colorsAlone: colorScheme === 'dark' },
  )
