import { Outlet } from '@tanstack/react-router'
import { Toaster } from '#src/components/Toaster.tsx'
import { AnotherUserDialog } from '#src/features/session/AnotherUserDialog.tsx'
import { ConnectionBanner } from './ConnectionBanner.tsx'
import { ProgressBar } from './ProgressBar.tsx'
import { SessionEnd } from './SessionEnd.tsx'

export const Root = () => (
  <>
    <ProgressBar />
    <Outlet />
    <SessionEnd />
    <AnotherUserDialog />
    <ConnectionBanner />
    <Toaster />
  </>
)
