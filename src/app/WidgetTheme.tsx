import { ThemeProvider } from '@mui/material/styles'
import { Outlet } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { theme } from './theme.ts'

/** Gives MUI's widgets the looks of the dashboard. A route of its own, so that MUI loads with the pages that use it. */
export const WidgetTheme = ({ children = <Outlet /> }: { children?: ReactNode }) => (
  // The colour scheme is kept by lib/color-scheme.ts: MUI stores none.
  <ThemeProvider theme={theme} storageManager={null}>
    {children}
  </ThemeProvider>
)
