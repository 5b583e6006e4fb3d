import { useNavigate } from '@tanstack/react-router'
import { useEffect, useEffectEvent, useState } from 'react'
import { Button } from '#src/components/Button.tsx'
import { CommandIcon } from '#src/components/icons/CommandIcon.tsx'
import { lazyDialog } from '#src/components/lazy-dialog.tsx'
import { commandKey, isAnyDialogOpen, isTypedIn } from '#src/lib/keyboard.ts'
import { Palette } from './Palette.tsx'

const Keys = lazyDialog(() => import('./PaletteDialogs.tsx').then((m) => m.ThemedKeyboardShortcuts))
const NewSkill = lazyDialog(() => import('./PaletteDialogs.tsx').then((m) => m.ThemedNewSkillDialog))

const SEARCH_FIELD = 'search-agents'

/** The keys that work on every page, and the palette behind Ctrl/⌘-K, with a button for who has no keyboard at hand. */
export function Commands() {
  const navigate = useNavigate()
  const [open, setOpen] = useState<'palette' | 'keys' | 'new skill'>()
  const close = () => setOpen(undefined)

  const searchAgents = () => {
    const field = document.getElementById(SEARCH_FIELD)
    if (field) field.focus()
    else void navigate({ to: '/agents', state: { focus: SEARCH_FIELD } })
  }
  const actionOf = (event: KeyboardEvent) => {
    const isCommand = (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey
    if (isCommand && event.key.toLowerCase() === 'k') return () => setOpen('palette')
    if (event.ctrlKey || event.metaKey || event.altKey || isTypedIn(event.target)) return undefined
    if (event.key === '/') return searchAgents
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
      <Button
        variant="icon"
        aria-label="Command palette"
        aria-keyshortcuts="Control+K Meta+K"
        title={`Command palette (${commandKey()} K)`}
        onClick={() => setOpen('palette')}
      >
        <CommandIcon />
      </Button>
      {open === 'palette' && (
        <Palette onClose={close} onNewSkill={() => setOpen('new skill')} onKeyboardShortcuts={() => setOpen('keys')} />
      )}
      {open === 'keys' && <Keys onClose={close} />}
      {open === 'new skill' && <NewSkill onClose={close} />}
    </>
  )
}
