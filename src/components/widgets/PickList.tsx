import { useDeferredValue, useId, useState } from 'react'
import { formatCount } from '#src/lib/format.ts'
import { groupBy } from '#src/lib/group-by.ts'
import { EmptyState } from '#src/components/EmptyState.tsx'
import { FailedState } from '#src/components/FailedState.tsx'
import { PickListOption, type Option } from './PickListOption.tsx'
import styles from './PickList.module.css'
import { SearchInput } from './SearchInput.tsx'
import { Skeleton } from '#src/components/Skeleton.tsx'

// More than anyone reads; what is beyond is found by typing another letter.
const MOST_SHOWN = 100

/** What is said of a query that fails. */
interface Source {
  data: unknown
  error: Error | null
  isFetching: boolean
  refetch: () => Promise<unknown>
}

interface PickListProps {
  /** The name of the search field. */
  searchLabel: string
  /** The name of the list. */
  label: string
  /** Not there until all that they are made of is read. */
  options: readonly Option[] | undefined
  /** What they are made of. */
  sources: readonly Source[]
  picked: number | undefined
  onPick: (id: number) => void
}

const matches = ({ id, name }: Option, words: string[]) =>
  words.every((word) => name.toLowerCase().includes(word) || String(id).includes(word))

/** Finds one thing by name or id and picks it. Options of one group stand under its name, in the order given. */
export function PickList({ searchLabel, label, options, sources, picked, onPick }: PickListProps) {
  const [text, setText] = useState('')
  const name = useId()
  const words = useDeferredValue(text).toLowerCase().split(/\s+/).filter(Boolean)
  const found = options?.filter((option) => matches(option, words))
  const groups = groupBy(found?.slice(0, MOST_SHOWN) ?? [], ({ group }) => group)
  const failed = sources.filter(({ data, error }) => error && !data)
  return (
    <>
      <SearchInput label={searchLabel} value={text} onChange={setText} autoFocus />
      <div className={styles.list} role="radiogroup" aria-label={label} aria-busy={!found}>
        {[...groups].map(([group, members]) => (
          <div key={group ?? ''} role="group" aria-label={group}>
            {group !== undefined && (
              <p className={styles.group} aria-hidden="true">
                {group}
              </p>
            )}
            {members.map((option) => (
              <PickListOption
                key={option.id}
                group={name}
                option={option}
                picked={option.id === picked}
                onPick={() => onPick(option.id)}
              />
            ))}
          </div>
        ))}
        {found?.length === 0 && (
          <EmptyState title={options?.length ? 'Nothing matches' : 'Nothing left to add'}>
            {!!options?.length && <p>Try fewer letters.</p>}
          </EmptyState>
        )}
        {!found &&
          (failed[0]?.error ? (
            <FailedState
              title="The list could not be loaded"
              reason={failed[0].error.message}
              onRetry={() => failed.forEach((source) => void source.refetch())}
              retrying={failed.some(({ isFetching }) => isFetching)}
            />
          ) : (
            [120, 150, 110].map((width) => (
              <p key={width} className={styles.option}>
                <Skeleton width={width} />
              </p>
            ))
          ))}
        {found && found.length > MOST_SHOWN && (
          <p className={styles.more}>{formatCount(found.length - MOST_SHOWN)} more: type to narrow them down.</p>
        )}
      </div>
    </>
  )
}
