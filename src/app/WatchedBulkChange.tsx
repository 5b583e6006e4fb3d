import { useSyncExternalStore } from 'react'
import { lazyDialog } from '#src/components/lazy-dialog.tsx'
import { currentlyWatched, onWatched } from '#src/domain/watched-bulk-change.ts'

const BulkChangeWatch = lazyDialog(() =>
  import('#src/features/bulk-changes/BulkChangeWatch.tsx').then((module) => module.BulkChangeWatch),
)

/** Watches the bulk change that this tab applied last, if there is one. */
export function WatchedBulkChange() {
  const id = useSyncExternalStore(onWatched, currentlyWatched)
  return id !== undefined && <BulkChangeWatch key={id} id={id} />
}
