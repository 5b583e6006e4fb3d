import { useMutation } from '@tanstack/react-query'
import { useId } from 'react'
import { noteExport, readChanges, type ChangeFilter } from '#src/api/history.ts'
import { Button } from '#src/components/Button.tsx'
import { notify, notifyRefused } from '#src/components/toast.ts'
import { VisuallyHidden } from '#src/components/VisuallyHidden.tsx'
import { formatCount } from '#src/lib/format.ts'
import { saveFile } from '#src/lib/save-file.ts'

/** Drops the filters that are not set. */
const askedOf = (filter: ChangeFilter) =>
  Object.fromEntries(
    Object.entries(filter).flatMap(([name, value]) =>
      typeof value === 'string' || typeof value === 'number' ? [[name, value] as const] : [],
    ),
  )

const MOST_ROWS = 10_000

/** Without it Excel takes UTF-8 for something else. */
const BYTE_ORDER_MARK = '\uFEFF'

/** All changes that fit, not just those on screen, as a file; the newest, where there are very many. */
export function DownloadButton({ filter }: { filter: ChangeFilter }) {
  const limitId = useId()
  const download = useMutation({
    mutationFn: async () => {
      const [{ changes, more }, { changesToCsv }] = await Promise.all([
        readChanges(filter, MOST_ROWS),
        import('./changes-csv.ts'),
      ])
      saveFile('history.csv', new Blob([BYTE_ORDER_MARK, changesToCsv(changes)], { type: 'text/csv;charset=utf-8' }))
      void noteExport({ list: 'history', question: askedOf(filter), rows: changes.length })
      return { count: changes.length, more }
    },
    onSuccess: ({ count, more }) =>
      notify(
        more
          ? `Downloaded the newest ${formatCount(count)} changes. Narrow the filters to get older ones.`
          : `${formatCount(count)} ${count === 1 ? 'change' : 'changes'} downloaded`,
      ),
    onError: notifyRefused,
  })
  return (
    <>
      <Button busy={download.isPending} aria-describedby={limitId} onClick={() => download.mutate()}>
        Download CSV
      </Button>
      <VisuallyHidden id={limitId}>Up to {formatCount(MOST_ROWS)} changes, the newest first</VisuallyHidden>
    </>
  )
}
