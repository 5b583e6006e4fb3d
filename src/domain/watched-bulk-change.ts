import { observable } from '#src/lib/observable.ts'

const KEY = 'watched-bulk-change'

function stored(): number | undefined {
  try {
    const id = Number(sessionStorage.getItem(KEY))
    return id > 0 ? id : undefined
  } catch {
    return undefined
  }
}

/** The bulk change that this tab applied last, until its end has been announced. */
const watched = observable<number | undefined>(stored())

export const currentlyWatched = watched.get
export const onWatched = watched.subscribe

/** The shell announces the end of this bulk change on any page; undefined stops that. */
export function watchBulkChange(id: number | undefined): void {
  watched.set(id)
  try {
    if (id === undefined) sessionStorage.removeItem(KEY)
    else sessionStorage.setItem(KEY, String(id))
  } catch {
    // Without storage, announced until the page is left.
  }
}
