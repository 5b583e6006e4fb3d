import type { ChangePage, ChangeQuery, ClientChange } from '#contract/history.ts'
import type { Database } from '#server/database/tables.ts'
import { readChange, readChanges, readPeople } from '#server/history/read.ts'
import { changesOfItems, laterChanges } from '#server/history/read-bulk.ts'
import { forgetBulkChange, forgetChanges, type Forgetting } from '#server/history/retention.ts'
import type { Identity } from '#server/operations/context.ts'

/** The history, as far as its reader may see it; every write adds to it (record.ts). */
export interface History {
  list: (reader: Identity, client: number, query: ChangeQuery) => Promise<ChangePage>
  /** The names of everybody who made a change that the reader may see. */
  people: (reader: Identity, client: number) => Promise<string[]>
  /** One change and whose client's it is; undefined where there is none. */
  find: (reader: Identity, id: number) => Promise<ClientChange | undefined>
  /** The changes that some items of a bulk change became, by item. */
  ofItems: (client: number, bulkChange: number, items: readonly number[]) => Promise<Map<number, ClientChange>>
  /** The changes of some agents after the one with an id, oldest first. */
  since: (client: number, agents: readonly number[], id: number) => Promise<ClientChange[]>
  /** Deletes old changes, but for those of bulk changes. Returns how many. */
  forget: (old: Forgetting) => Promise<number>
  /** Deletes the changes of a bulk change. Returns how many. */
  forgetBulkChange: (bulkChange: { client: number; id: number }, signal: AbortSignal) => Promise<number>
}

export type { Forgetting } from '#server/history/retention.ts'

export const openHistory = (db: Database): History => ({
  list: (reader, client, query) => readChanges(db, reader, client, query),
  people: (reader, client) => readPeople(db, reader, client),
  find: (reader, id) => readChange(db, reader, id),
  ofItems: (client, bulkChange, items) => changesOfItems(db, client, bulkChange, items),
  since: (client, agents, id) => laterChanges(db, client, agents, id),
  forget: (old) => forgetChanges(db, old),
  forgetBulkChange: (bulkChange, signal) => forgetBulkChange(db, bulkChange, signal),
})
