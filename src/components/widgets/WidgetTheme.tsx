import createCache from '@emotion/cache'
import { CacheProvider } from '@emotion/react'
import { ThemeProvider } from '@mui/material/styles'
import { Outlet } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { theme } from './theme.ts'

// The content security policy lets styles in that carry the nonce of the document they came with.
const nonce = document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce
const styles = createCache({ key: 'mui', ...(nonce && { nonce }) })

/** Gives MUI's widgets the looks of the dashboard. A route of its own, so that MUI loads with the pages that use it. */
export const WidgetTheme = ({ children = <Outlet /> }: { children?: ReactNode }) => (
  <CacheProvider value={styles}>
    {/* The colour scheme is kept by lib/color-scheme.ts: MUI stores none. */}
    <ThemeProvider theme={theme} storageManager={null}>
      {children}
    </ThemeProvider>
  </CacheProvider>
)
