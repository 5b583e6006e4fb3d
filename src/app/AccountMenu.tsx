import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState, useSyncExternalStore } from 'react'
import { sessionQueries, useSignOut } from '#src/api/session.ts'
import { ChevronDownIcon } from '#src/components/icons/ChevronDownIcon.tsx'
import { CheckIcon } from '#src/components/icons/CheckIcon.tsx'
import { lazyDialog } from '#src/components/lazy-dialog.tsx'
import { moveInMenu } from '#src/components/menu-keys.ts'
import { MenuItem } from '#src/components/MenuItem.tsx'
import { Popover } from '#src/components/Popover.tsx'
import { Skeleton } from '#src/components/Skeleton.tsx'
import { notifyRefused } from '#src/components/toast.ts'
import { usePopoverAnchor } from '#src/components/use-popover-anchor.ts'
import { isolate } from '#src/lib/isolate.ts'
import {
  COLOR_SCHEMES,
  colorScheme,
  onColorSchemeChange,
  storeColorScheme,
  type ColorScheme,
} from '#src/lib/color-scheme.ts'
import { onSingleKeysChange, singleKeys, switchSingleKeys } from '#src/lib/single-keys.ts'
import styles from './AccountMenu.module.css'

const ChangePassword = lazyDialog(() => import('./account-dialogs.ts').then((m) => m.ThemedChangePasswordDialog))
const MySessions = lazyDialog(() => import('./account-dialogs.ts').then((m) => m.ThemedMySessionsDialog))

const SCHEMES: Record<ColorScheme, string> = { system: 'System', light: 'Light', dark: 'Dark' }

/** The signed-in user, and the actions on their own account. */
export function AccountMenu() {
  const { data: session, isError } = useQuery(sessionQueries.current())
  const { anchor, close, button } = usePopoverAnchor()
  const [dialog, setDialog] = useState<'password' | 'sessions'>()
  const navigate = useNavigate()
  const signOut = useSignOut(() => navigate({ to: '/sign-in' }))
  // The page beside it says what failed.
  if (isError && !session) return null
  if (!session) return <Skeleton width={128} height={12} />

  const choose = (act: () => void) => () => {
    anchor?.focus()
    close()
    act()
  }
  return (
    <>
      <button
        type="button"
        className={styles.button}
        aria-label={`Account: ${isolate(session.name)}`}
        aria-haspopup="menu"
        aria-busy={signOut.isPending}
        {...button}
      >
        <span className={styles.initial} data-initial={/^./u.exec(session.name)?.[0].toUpperCase()} />
        <bdi className={styles.name}>{session.name}</bdi>
        <ChevronDownIcon size={14} />
      </button>
      {anchor && (
        <Popover anchor={anchor} onClose={close}>
          <p className={styles.who}>
            <bdi>{session.name}</bdi>
            <span>{session.role}</span>
          </p>
          {/* oxlint-disable-next-line jsx-a11y/interactive-supports-focus -- its items have the focus */}
          <div
            role="menu"
            aria-label={`Account: ${isolate(session.name)}`}
            className={styles.menu}
            onKeyDown={moveInMenu}
          >
            <Schemes />
            <SingleKeys />
            <MenuItem onClick={choose(() => setDialog('password'))}>Change password</MenuItem>
            <MenuItem onClick={choose(() => setDialog('sessions'))}>My sessions</MenuItem>
            <MenuItem onClick={choose(() => signOut.mutate(undefined, { onError: notifyRefused }))}>Sign out</MenuItem>
          </div>
        </Popover>
      )}
      {dialog === 'password' && <ChangePassword onClose={() => setDialog(undefined)} />}
      {dialog === 'sessions' && <MySessions onClose={() => setDialog(undefined)} />}
    </>
  )
}

function Schemes() {
  const chosen = useSyncExternalStore(onColorSchemeChange, colorScheme)
  return (
    <div role="group" aria-label="Color scheme" className={styles.schemes}>
      {COLOR_SCHEMES.map((scheme) => (
        <MenuItem
          key={scheme}
          role="menuitemradio"
          aria-checked={scheme === chosen}
          className={styles.scheme}
          onClick={() => storeColorScheme(scheme)}
        >
          {SCHEMES[scheme]}
        </MenuItem>
      ))}
    </div>
  )
}

function SingleKeys() {
  const isOn = useSyncExternalStore(onSingleKeysChange, singleKeys) === 'on'
  return (
    <MenuItem role="menuitemcheckbox" aria-checked={isOn} title="The keys / ? and x" onClick={switchSingleKeys}>
      Single-key shortcuts
      {isOn && <CheckIcon size={15} />}
    </MenuItem>
  )
}
