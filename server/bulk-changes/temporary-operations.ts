import type { BulkChangeApi } from '#contract/bulk-change-operations.ts'
import { isOver } from '#contract/bulk-changes.ts'
import type { Parts } from '#server/bulk-changes/parts.ts'
import type { Runner } from '#server/bulk-changes/runner.ts'
import { takeBack } from '#server/bulk-changes/schedule.ts'
import { requireBulkChange } from '#server/bulk-changes/store.ts'
import { forgetTemporary, readTemporary } from '#server/bulk-changes/temporary.ts'
import { conflict } from '#server/operations/api-failure.ts'
import type { Context } from '#server/operations/context.ts'
import type { Handlers } from '#server/operations/implementation.ts'

type Temporary = 'endBulkChange' | 'keepBulkChange' | 'listTemporaryValues'

/** The operations on what is taken back at a time. */
export const temporaryHandlers = (parts: Parts, runner: Runner): Pick<Handlers<BulkChangeApi, Context>, Temporary> => {
  const { db, clock, directory } = parts
  return {
    async endBulkChange(context, { params }) {
      const stored = await requireBulkChange(db, context.identity, params.id, clock())
      if (!isOver(stored)) throw conflict({ reason: 'stillGoing', deed: 'end' })
      const { identity: author, address } = context
      const id = await takeBack(parts, stored, { author, address, isBySystem: false })
      if (id === undefined) throw conflict({ reason: 'notTemporary', deed: 'end' })
      context.note({
        event: 'bulk-change-applied',
        client: stored.client_id,
        bulkChange: id,
        count: stored.agents,
      })
      void runner.look()
      return { id }
    },

    async keepBulkChange(context, { params }) {
      const stored = await requireBulkChange(db, context.identity, params.id, clock())
      const { numUpdatedRows } = await db
        .updateTable('bulk_change')
        .set({ take_back: 'kept' })
        .where('id', '=', stored.id)
        .where('status', '<>', 'Draft')
        .where('take_back', '=', 'pending')
        .executeTakeFirst()
      if (!numUpdatedRows) throw conflict({ reason: 'notTemporary', deed: 'keep' })
      context.note({
        event: 'bulk-change-kept',
        client: stored.client_id,
        bulkChange: stored.id,
        count: stored.agents,
      })
      await forgetTemporary(db, stored.id)
    },

    async listTemporaryValues({ identity }, { params }) {
      const client = await directory.clientOfAgent(identity, params.id)
      const values = await readTemporary(parts, client, [params.id])
      return { temporary: values.map(({ agent: _agent, ...value }) => value) }
    },
  }
}
