import { ThemeProvider } from '@mui/material/styles'
import { Outlet } from '@tanstack/react-router'
import { theme } from './theme.ts'

/** Gives MUI's widgets the looks of the dashboard. A route of its own, so that MUI loads with the pages that use it. */
export const WidgetTheme = () => (
  // The colour scheme is kept by lib/color-scheme.ts: MUI stores none.
  <ThemeProvider theme={theme} storageManager={null}>
    <Outlet />
  </ThemeProvider>
)
