import { useId, useSyncExternalStore, type ReactNode } from 'react'
import { MonitorIcon } from '#src/components/icons/MonitorIcon.tsx'
import { MoonIcon } from '#src/components/icons/MoonIcon.tsx'
import { SunIcon } from '#src/components/icons/SunIcon.tsx'
import {
  COLOR_SCHEMES,
  colorScheme,
  onColorSchemeChange,
  storeColorScheme,
  type ColorScheme,
} from '#src/lib/color-scheme.ts'
import styles from './ColorSchemeSwitch.module.css'

const LOOKS: Record<ColorScheme, { label: string; icon: ReactNode }> = {
  light: { label: 'Light', icon: <SunIcon size={15} /> },
  dark: { label: 'Dark', icon: <MoonIcon size={15} /> },
  system: { label: 'System', icon: <MonitorIcon size={15} /> },
}

export function ColorSchemeSwitch() {
  const name = useId()
  const chosen = useSyncExternalStore(onColorSchemeChange, colorScheme)
  return (
    <fieldset className={styles.switch} aria-label="Color scheme">
      {COLOR_SCHEMES.map((scheme) => (
        <label key={scheme} title={LOOKS[scheme].label}>
          <input
            type="radio"
            name={name}
            aria-label={LOOKS[scheme].label}
            checked={scheme === chosen}
            onChange={() => storeColorScheme(scheme)}
          />
          {LOOKS[scheme].icon}
        </label>
      ))}
    </fieldset>
  )
}
