import { storedChoice } from './stored-choice.ts'

export type ColorScheme = (typeof COLOR_SCHEMES)[number]
export const COLOR_SCHEMES = ['system', 'light', 'dark'] as const

const chosen = storedChoice('color-scheme', COLOR_SCHEMES)

/** Theme.css does the rest: without the attribute it follows the system. */
export function applyStoredColorScheme() {
  const scheme = chosen.get()
  if (scheme === 'system') delete document.documentElement.dataset.colorScheme
  else document.documentElement.dataset.colorScheme = scheme
}

export function storeColorScheme(scheme: ColorScheme) {
  chosen.store(scheme)
  applyStoredColorScheme()
}

export const colorScheme = chosen.get
export const onColorSchemeChange = chosen.subscribe
