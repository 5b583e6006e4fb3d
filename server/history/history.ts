import type { Change, ChangePage, ChangeQuery } from '#contract/history.ts'
import type { Database } from '#server/database/open.ts'
import { readChange, readChanges } from '#server/history/read.ts'

/** The history, for who reads it; writing it is part of the writes (record.ts). */
export interface History {
  list: (client: number, query: ChangeQuery) => Promise<ChangePage>
  /** One change and whose client's it is; undefined where there is none. */
  find: (id: number) => Promise<(Change & { client: number }) | undefined>
}

export const openHistory = (db: Database): History => ({
  list: (client, query) => readChanges(db, client, query),
  find: (id) => readChange(db, id),
})
