import { Outlet } from '@tanstack/react-router'
import { Toaster } from '#src/components/Toaster.tsx'
import { ConnectionBanner } from './ConnectionBanner.tsx'
import { SessionEnd } from './SessionEnd.tsx'

export const Root = () => (
  <>
    <Outlet />
    <SessionEnd />
    <ConnectionBanner />
    <Toaster />
  </>
)
