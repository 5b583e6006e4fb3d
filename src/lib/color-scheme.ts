import { observable } from './observable.ts'

export const COLOR_SCHEMES = ['light', 'dark', 'system'] as const
export type ColorScheme = (typeof COLOR_SCHEMES)[number]

const KEY = 'color-scheme'

const isColorScheme = (value: unknown): value is ColorScheme => COLOR_SCHEMES.some((scheme) => scheme === value)

/** The scheme chosen in this browser; `system` if none was, or if it stores nothing. */
function storedColorScheme(): ColorScheme {
  try {
    const stored = localStorage.getItem(KEY)
    return isColorScheme(stored) ? stored : 'system'
  } catch {
    return 'system'
  }
}

const chosen = observable<ColorScheme>('system')

/** Theme.css does the rest: without the attribute it follows the system. */
function applyColorScheme(scheme: ColorScheme) {
  chosen.set(scheme)
  if (scheme === 'system') delete document.documentElement.dataset.colorScheme
  else document.documentElement.dataset.colorScheme = scheme
}

export const applyStoredColorScheme = () => applyColorScheme(storedColorScheme())

export function storeColorScheme(scheme: ColorScheme) {
  applyColorScheme(scheme)
  try {
    localStorage.setItem(KEY, scheme)
  } catch {
    // A browser that keeps nothing still shows the scheme until the page is closed.
  }
}

export const colorScheme = chosen.get
export const onColorSchemeChange = chosen.subscribe
