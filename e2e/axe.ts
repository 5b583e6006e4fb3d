import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import type { Page } from '@playwright/test'
import type * as Axe from 'axe-core'
import { expect } from './fixtures.ts'

const WCAG_2_2_AA = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']

const axe = readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/** What breaks the rules on the page as it is now, in both color schemes. */
export async function expectNoViolations(page: Page) {
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
