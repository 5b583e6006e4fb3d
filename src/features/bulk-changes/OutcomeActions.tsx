import { useMutation } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import type { BulkChange } from '#contract/bulk-changes.ts'
import { bulkChangeOperations } from '#contract/bulk-change-operations.ts'
import { readAllItems, useActOnBulkChange } from '#src/api/bulk-changes.ts'
import { noteExport } from '#src/api/history.ts'
import { useRefusal } from '#src/api/session.ts'
import { Button } from '#src/components/Button.tsx'
import { notifyRefused } from '#src/components/toast.ts'
import { formatCount } from '#src/lib/format.ts'
import { saveFile } from '#src/lib/save-file.ts'
import styles from './BulkChanges.module.css'

/** The actions on an applied bulk change: stop it, retry the failed items, undo it, end or keep it, download its outcomes. */
export function OutcomeActions({ bulk }: { bulk: BulkChange }) {
  const navigate = useNavigate()
  const refusal = useRefusal(bulkChangeOperations.createBulkChange)
  const { stop, retry, undo, end, keep } = useActOnBulkChange(bulk.id)
  const download = useMutation({
    mutationFn: async () => {
      const [items, { itemsToCsv }] = await Promise.all([readAllItems(bulk.id), import('./items-csv.ts')])
      void noteExport({ list: 'bulk-change', question: { bulkChange: bulk.id }, rows: items.length })
      saveFile(`bulk-change-${bulk.id}.csv`, new Blob(['\ufeff', itemsToCsv(items)], { type: 'text/csv' }))
    },
  })
  const open = ({ id }: { id: number }) => void navigate({ to: '/bulk-changes/$id', params: { id } })
  const canStop = bulk.status === 'Scheduled' || bulk.status === 'Running' || bulk.status === 'Waiting'
  return (
    <div className={styles.foot}>
      {canStop ? (
        <Button
          variant="danger"
          refusal={refusal}
          busy={stop.isPending}
          onClick={() => stop.mutate(undefined, { onError: notifyRefused })}
        >
          Stop
        </Button>
      ) : (
        <>
          {bulk.items.failed > 0 && (
            <Button
              refusal={refusal}
              busy={retry.isPending}
              onClick={() => retry.mutate(undefined, { onSuccess: open, onError: notifyRefused })}
            >
              Retry {formatCount(bulk.items.failed)} failed
            </Button>
          )}
          {bulk.items.applied > 0 && (
            <Button
              refusal={refusal}
              busy={undo.isPending}
              onClick={() => undo.mutate(undefined, { onSuccess: open, onError: notifyRefused })}
            >
              Undo {formatCount(bulk.items.applied)} applied
            </Button>
          )}
          {bulk.takeBack === 'pending' && bulk.items.applied > 0 && (
            <Button
              refusal={refusal}
              busy={end.isPending}
              onClick={() => end.mutate(undefined, { onSuccess: open, onError: notifyRefused })}
            >
              End now
            </Button>
          )}
        </>
      )}
      {bulk.takeBack === 'pending' && (
        <Button
          refusal={refusal}
          busy={keep.isPending}
          onClick={() => keep.mutate(undefined, { onError: notifyRefused })}
        >
          Keep
        </Button>
      )}
      <Button busy={download.isPending} onClick={() => download.mutate(undefined, { onError: notifyRefused })}>
        Download CSV
      </Button>
    </div>
  )
}
