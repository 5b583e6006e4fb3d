import { useCallback, useId, useState, type KeyboardEvent } from 'react'
import { createPortal, flushSync } from 'react-dom'
import { SearchIcon } from '#src/components/icons/SearchIcon.tsx'
import { Isolated } from '#src/components/Isolated.tsx'
import { VisuallyHidden } from '#src/components/VisuallyHidden.tsx'
import { isolate } from '#src/lib/isolate.ts'
import type { Command } from './command.ts'
import styles from './CommandPalette.module.css'
import { CommandOption } from './CommandOption.tsx'
import { useFound, type Actions } from './use-found.ts'

interface CommandPaletteProps {
  actions: Actions
  onClose: () => void
}

/**
 * Finds agents, skills, services, pages and actions by keyboard alone: the focus stays in the field, and the arrow keys move
 * through the list. It is part of the first page and uses the browser's own dialog, so that the field takes keys from the first
 * press on.
 */
export function CommandPalette({ actions, onClose }: CommandPaletteProps) {
  const id = useId()
  const [text, setText] = useState('')
  const [chosenId, setChosenId] = useState<string>()
  const { groups, isSearching, findFirst, error } = useFound(text, actions)
  const show = useCallback((dialog: HTMLDialogElement | null) => dialog?.showModal(), [])

  const commands = groups.flatMap((group) => group.commands)
  const chosen = commands.find((command) => command.id === chosenId) ?? commands[0]

  const run = (command: Command) => {
    if (command.refusal !== undefined) return
    // Gone before the command runs: until then nothing behind it can take the focus.
    flushSync(onClose)
    command.run()
  }

  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (step !== undefined && chosen) {
      event.preventDefault()
      const next = commands.indexOf(chosen) + step + commands.length
      setChosenId(commands[next % commands.length]?.id)
    }
    if (event.key !== 'Enter' || event.nativeEvent.isComposing) return
    event.preventDefault()
    if (chosen) run(chosen)
    // Typed faster than found: Enter means the first result.
    else if (isSearching) void findFirst().then((first) => first && run(first))
  }

  return createPortal(
    // The keys are those of the field; a click beside the palette closes it as Escape does.
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/no-noninteractive-element-interactions
    <dialog
      ref={show}
      className={styles.palette}
      aria-labelledby={`${id}-title`}
      onClose={onClose}
      onClick={(event) => event.target === event.currentTarget && onClose()}
    >
      <div className={styles.content}>
        <h2 id={`${id}-title`}>
          <VisuallyHidden>Command palette</VisuallyHidden>
        </h2>
        <div className={styles.field}>
          <SearchIcon />
          <input
            className={styles.input}
            type="text"
            role="combobox"
            aria-label="Search agents, skills and actions"
            aria-expanded={commands.length > 0}
            aria-controls={`${id}-list`}
            aria-autocomplete="list"
            aria-activedescendant={chosen && `${id}-${chosen.id}`}
            placeholder="Search agents, skills and actions"
            value={text}
            onChange={(event) => {
              setText(event.target.value)
              setChosenId(undefined)
            }}
            onKeyDown={onKeyDown}
            autoFocus
            autoComplete="off"
            autoCapitalize="off"
            spellCheck={false}
            maxLength={100}
          />
        </div>
        <div className={styles.list} id={`${id}-list`} role="listbox" aria-label="Results">
          {groups.map(({ name, commands: members }) => (
            <div key={name} role="group" aria-label={name}>
              <p className={styles.group} aria-hidden="true">
                {name}
              </p>
              {members.map((command) => (
                <CommandOption
                  key={command.id}
                  id={`${id}-${command.id}`}
                  command={command}
                  chosen={command === chosen}
                  onPoint={() => setChosenId(command.id)}
                  onRun={() => run(command)}
                />
              ))}
            </div>
          ))}
        </div>
        <p className={styles.state} role="status">
          {error ??
            (isSearching
              ? 'Searching…'
              : commands.length === 0 && <Isolated text={`No matches for “${isolate(text.trim())}”`} />)}
        </p>
      </div>
    </dialog>,
    document.body,
  )
}
