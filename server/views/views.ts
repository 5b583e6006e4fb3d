import { alreadyExists } from '#contract/errors.ts'
import { MAX_VIEWS, viewOperations, type ViewApi, type ViewSettings } from '#contract/views.ts'
import type { Dependencies } from '#server/database/dependencies.ts'
import { isUniqueViolation } from '#server/database/failures.ts'
import { nameKeyOf } from '#server/database/name-keys.ts'
import { requireClient } from '#server/objects/permitted-clients.ts'
import { conflict, duplicate, missing } from '#server/operations/api-failure.ts'
import type { Context } from '#server/operations/context.ts'
import { implement, type Implementation } from '#server/operations/implementation.ts'

/** One's own views: nobody else sees or changes them, and the history does not mention them. */
export function createViews({ db }: Pick<Dependencies, 'db'>): Implementation<ViewApi, Context> {
  async function requireOwn(user: number, id: number): Promise<void> {
    const view = db.selectFrom('agent_view').select('id').where('id', '=', id).where('user_id', '=', user)
    if (!(await view.executeTakeFirst())) throw missing('View', id)
  }

  return implement<ViewApi, Context>(viewOperations, {
    async listViews({ identity }, { query }) {
      const client = await requireClient(db, identity, query.client)
      const rows = await db
        .selectFrom('agent_view')
        .select(['id', 'name', 'search', 'columns', 'density'])
        .where('client_id', '=', client)
        .where('user_id', '=', identity.id)
        .orderBy('name_key')
        .execute()
      // Written by this file alone.
      return { view: rows.map((row) => ({ ...row, columns: JSON.parse(row.columns) as string[] })) }
    },

    async createView({ identity }, { query, body }) {
      const client = await requireClient(db, identity, query.client)
      const { views } = await db
        .selectFrom('agent_view')
        .select((eb) => eb.fn.countAll<number>().as('views'))
        .where('client_id', '=', client)
        .where('user_id', '=', identity.id)
        .executeTakeFirstOrThrow()
      if (views >= MAX_VIEWS) throw conflict({ reason: 'tooManyViews', most: String(MAX_VIEWS) })
      return unlessTaken(body.name, () =>
        db
          .insertInto('agent_view')
          .values({ client_id: client, user_id: identity.id, ...toRow(body) })
          .returning('id')
          .executeTakeFirstOrThrow(),
      )
    },

    async updateView({ identity }, { params, body }) {
      await requireOwn(identity.id, params.id)
      await unlessTaken(body.name, () =>
        db.updateTable('agent_view').set(toRow(body)).where('id', '=', params.id).execute(),
      )
    },

    async deleteView({ identity }, { params }) {
      await requireOwn(identity.id, params.id)
      await db.deleteFrom('agent_view').where('id', '=', params.id).execute()
    },
  })
}

const toRow = ({ name, columns, ...rest }: ViewSettings) => ({
  ...rest,
  name,
  name_key: nameKeyOf(name),
  columns: JSON.stringify(columns),
})

async function unlessTaken<Result>(name: string, write: () => Promise<Result>): Promise<Result> {
  try {
    return await write()
  } catch (error) {
    if (isUniqueViolation(error)) throw duplicate(alreadyExists('View', 'name', name))
    throw error
  }
}
