import { Outlet } from '@tanstack/react-router'
import { Toaster } from '#src/components/Toaster.tsx'

export const Root = () => (
  <>
    <Outlet />
    <Toaster />
  </>
)
