import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useEffect, useEffectEvent, useState } from 'react'
import { untilWritten } from '#src/api/start-write.ts'
import { SearchIcon } from '#src/components/icons/SearchIcon.tsx'
import { lazyDialog } from '#src/components/lazy-dialog.tsx'
import { canTakeBack, takeBackLast } from '#src/domain/deeds.ts'
import { commandKey, isAnyDialogOpen, isTypedIn } from '#src/lib/keyboard.ts'
import { singleKeys } from '#src/lib/single-keys.ts'
import styles from './Commands.module.css'
import { Palette } from './Palette.tsx'
import type { PaletteDialog } from './use-actions.ts'

const Keys = lazyDialog(() => import('./palette-dialogs.ts').then((m) => m.ThemedKeyboardShortcuts))
const NewSkill = lazyDialog(() => import('./palette-dialogs.ts').then((m) => m.ThemedNewSkillDialog))

const ChangePassword = lazyDialog(() => import('./account-dialogs.ts').then((m) => m.ThemedChangePasswordDialog))
const MySessions = lazyDialog(() => import('./account-dialogs.ts').then((m) => m.ThemedMySessionsDialog))

const SEARCH_FIELD = 'search-agents'

/** The keys that work on every page, and the palette behind Ctrl/⌘-K, with a field that opens it. */
export function Commands() {
  const navigate = useNavigate()
  const queryClient = useQueryClient()
  const [open, setOpen] = useState<'palette' | PaletteDialog>()
  const close = () => setOpen(undefined)

  const searchPage = () => {
    const field = document.querySelector<HTMLElement>('main [aria-keyshortcuts="/"]')
    if (field) field.focus()
    else void navigate({ to: '/agents', state: { focus: SEARCH_FIELD } })
  }
  const actionOf = (event: KeyboardEvent) => {
    const isCommand = (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey
    if (isCommand && event.key.toLowerCase() === 'k') return () => setOpen('palette')
    if (isTypedIn(event.target)) return undefined
    if (isCommand && event.key.toLowerCase() === 'z' && canTakeBack())
      return () => (event.repeat ? undefined : void takeBackLast(() => untilWritten(queryClient)))
    if (event.ctrlKey || event.metaKey || event.altKey) return undefined
    if (singleKeys() === 'off') return undefined
    if (event.key === '/') return searchPage
    return event.key === '?' ? () => setOpen('keys') : undefined
  }
  const onKeyDown = useEffectEvent((event: KeyboardEvent) => {
    const act = actionOf(event)
    if (!act || event.defaultPrevented || isAnyDialogOpen()) return
    event.preventDefault()
    act()
  })
  useEffect(() => {
    document.addEventListener('keydown', onKeyDown)
    return () => document.removeEventListener('keydown', onKeyDown)
  }, [])

  return (
    <>
      <button
        type="button"
        className={styles.search}
        aria-haspopup="dialog"
        aria-keyshortcuts="Control+K Meta+K"
        onClick={() => setOpen('palette')}
      >
        <SearchIcon size={15} />
        <span>Search…</span>
        <kbd aria-hidden="true">{commandKey()} K</kbd>
      </button>
      {open === 'palette' && <Palette onClose={close} onOpen={setOpen} />}
      {open === 'keys' && <Keys onClose={close} />}
      {open === 'new skill' && <NewSkill onClose={close} />}
      {open === 'password' && <ChangePassword onClose={close} />}
      {open === 'sessions' && <MySessions onClose={close} />}
    </>
  )
}
