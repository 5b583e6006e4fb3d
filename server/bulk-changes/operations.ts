import { setTimeout as wait } from 'node:timers/promises'
import { MOST_AGENTS, TOO_MANY_AGENTS } from '#contract/bulk-change-agents.ts'
import { bulkChangeOperations, type BulkChangeApi } from '#contract/bulk-change-operations.ts'
import {
  isOver,
  OVER,
  TYPED_FROM,
  type BulkChange,
  type BulkChangeStatus,
  type ShownBulkChanges,
} from '#contract/bulk-changes.ts'
import { faultOfTimes } from '#contract/bulk-change-times.ts'
import { invalidField } from '#contract/errors.ts'
import { chosenOf, questionOf } from '#server/bulk-changes/chosen.ts'
import { countAgentsToChange, countItems, findItems, tickItems, toItem } from '#server/bulk-changes/items.ts'
import { readLevels } from '#server/bulk-changes/levels.ts'
import { endOtherDrafts } from '#server/bulk-changes/drafts.ts'
import type { Parts } from '#server/bulk-changes/parts.ts'
import { paceOf } from '#server/bulk-changes/pace.ts'
import { invalidAt, plannedOf, readableOf } from '#server/bulk-changes/readable.ts'
import type { Runner } from '#server/bulk-changes/runner.ts'
import {
  insertBulkChange,
  requireBulkChange,
  selectBulkChanges,
  toStored,
  toBulkChangeSummary,
  undoingOf,
  type NewBulkChange,
  type StoredBulkChange,
} from '#server/bulk-changes/store.ts'
import { temporaryHandlers } from '#server/bulk-changes/temporary-operations.ts'
import { conflict, invalid } from '#server/operations/api-failure.ts'
import { implement, type Implementation } from '#server/operations/implementation.ts'
import type { Context, SignedIn } from '#server/operations/context.ts'

/** A preview is mostly made in less; a longer one goes on after the reply. */
const PREVIEW_WAITS_MS = 5000

/** The dashboard's operations on bulk changes. */
export function createOperations(parts: Parts, runner: Runner): Implementation<BulkChangeApi, Context> {
  const { db, clock, directory, platform } = parts
  const find = ({ identity }: SignedIn, { id }: { id: number }) => requireBulkChange(db, identity, id, clock())
  const plan = async (draft: NewBulkChange) => {
    const id = await insertBulkChange(db, draft)
    await endOtherDrafts(parts, draft.author.id)
    await Promise.race([runner.plan(id), wait(PREVIEW_WAITS_MS, undefined, { ref: false })])
    return { id }
  }
  /** The caller's own draft with an id, while it is still one. */
  const ownDraft = async (identity: SignedIn['identity'], id: number | undefined) => {
    if (id === undefined) return undefined
    const found = await requireBulkChange(db, identity, id, clock()).catch(() => undefined)
    return found?.status === 'Draft' ? id : undefined
  }
  const countOf = async (stored: StoredBulkChange) =>
    (await countItems(db, [{ id: stored.id, isOver: isOver(stored) }])).get(stored.id)

  return implement<BulkChangeApi, Context>(bulkChangeOperations, {
    async createBulkChange({ identity, address }, { query, body }) {
      const client = await directory.clientOf(identity, query.client)
      const { who, changes, reason = '', startAt, takeBackAt, timeZone } = body
      const fault = faultOfTimes(body, changes, clock())
      if (fault) throw invalid(invalidField(fault.field, fault.reason))
      const models = await platform.preview.agents(
        client,
        changes.flatMap((change) => (change.kind === 'copy-skills' ? [change.agent] : [])),
      )
      const readable = readableOf(
        changes,
        await platform.preview.objects(client),
        new Map(models.map((agent) => [agent.id, agent])),
      )
      const { chosen, list } = chosenOf(who)
      const untickedOf = await ownDraft(identity, body.untickedOf)
      const own = changes.findIndex(
        (change) => change.kind === 'copy-skills' && list.length === 1 && list[0] === change.agent,
      )
      if (chosen.by === 'agents' && own !== -1)
        throw invalidAt(own, 'agent', "An agent's skills cannot be copied to themselves")
      if (chosen.by === 'question') {
        const { agents } = await directory.countAgents(identity, { ...questionOf(chosen, client), exact: true })
        if (!agents) throw invalid(invalidField('who.question', 'No agent matches'))
        if (agents - list.length > MOST_AGENTS) throw invalid(invalidField('who.question', TOO_MANY_AGENTS))
      }
      return plan({
        client,
        author: identity,
        address,
        reason,
        chosen: { ...chosen, untickedOf },
        list,
        changes: readable,
        startAt,
        takeBackAt,
        timeZone,
        now: clock(),
      })
    },

    async listBulkChanges({ identity }, { query }) {
      const client = await directory.clientOf(identity, query.client)
      const rows = await selectBulkChanges(db)
        .where('client_id', '=', client)
        .where('status', 'in', SHOWN[query.show ?? 'all'])
        .$if(query.before !== undefined, (all) => all.where('id', '<', query.before ?? 0))
        .$if(query.ids !== undefined, (all) => all.where('id', 'in', query.ids ?? []))
        .orderBy('id', 'desc')
        .limit(query.count + 1)
        .execute()
      const page = rows.slice(0, query.count).map(toStored)
      const counts = await countItems(
        db,
        page.map((stored) => ({ id: stored.id, isOver: isOver(stored) })),
      )
      const undoing = await undoingOf(db, client, page)
      const last = page.at(-1)
      return {
        bulkChange: page.flatMap((stored) => {
          const items = counts.get(stored.id)
          return items ? toBulkChangeSummary(stored, items, undoing.get(stored.id)) : []
        }),
        ...(rows.length > query.count && last && { nextBefore: last.id }),
      }
    },

    async readBulkChange(context, { params }): Promise<BulkChange> {
      const stored = await find(context, params)
      const items = await countOf(stored)
      if (!items) throw new Error('a bulk change was not counted')
      const isDraft = stored.status === 'Draft'
      const undoing = await undoingOf(db, stored.client_id, [stored])
      return {
        ...toBulkChangeSummary(stored, items, undoing.get(stored.id)),
        chosen: stored.chosen,
        isPlanned: stored.planned_at !== null,
        failure: stored.failure ?? undefined,
        unknown: stored.unknown,
        agentsToChange: isDraft ? await countAgentsToChange(db, stored.id) : 0,
        agentsToConfirm:
          isDraft && mayNeedConfirmation(stored) ? await countAgentsToChange(db, stored.id, { confirmed: true }) : 0,
        ...paceOf(stored, items, clock()),
        checkedAt: clock(),
      }
    },

    readBulkChangeLevels: async (context, { params }) => readLevels(parts, await find(context, params)),

    async listBulkChangeItems(context, { params, query }) {
      const stored = await find(context, params)
      const { item, outcomeOf } = await findItems(db, { id: stored.id, isOver: isOver(stored) }, query)
      const page = item.slice(0, query.count)
      const last = page.at(-1)
      const agents = await directory.namesOf(
        stored.client_id,
        page.map(({ agent_id: agent }) => agent),
      )
      return {
        item: page.map((row) => toItem(row, outcomeOf(row), stored.names, agents)),
        ...(item.length > query.count && last && { nextAfter: last.item }),
      }
    },

    async tickBulkChangeItems(context, { params, body }) {
      const draft = await find(context, params)
      requireDraft(draft)
      await tickItems(db, draft.id, { ticked: body.ticked, items: body.items })
    },

    async applyBulkChange(context, { params, body }) {
      const draft = await find(context, params)
      requireDraft(draft)
      const now = clock()
      if (draft.start_at !== null && draft.start_at <= now) throw conflict({ reason: 'startPassed' })
      if (draft.take_back_at !== null && draft.take_back_at <= now) throw conflict({ reason: 'takeBackPassed' })
      const agents = await countAgentsToChange(db, draft.id)
      if (!agents) throw conflict({ reason: 'nothingToApply' })
      if (body.agents !== undefined && body.agents !== agents) throw conflict({ reason: 'previewChanged' })
      const toConfirm = mayNeedConfirmation(draft) ? await countAgentsToChange(db, draft.id, { confirmed: true }) : 0
      if (toConfirm >= TYPED_FROM && body.confirmed !== toConfirm)
        throw invalid(invalidField('confirmed', `Type the number of agents, ${toConfirm}`))
      const { numUpdatedRows } = await db
        .updateTable('bulk_change')
        .set({ status: draft.start_at === null ? 'Waiting' : 'Scheduled', applied_at: now, address: context.address })
        .where('id', '=', draft.id)
        .where('status', '=', 'Draft')
        // Not if its author's newer ones ended it meanwhile.
        .where('created_at', '=', draft.created_at)
        .executeTakeFirst()
      if (!numUpdatedRows) throw conflict({ reason: 'appliedAlready' })
      context.note({ event: 'bulk-change-applied', client: draft.client_id, bulkChange: draft.id, count: agents })
      void runner.look()
    },

    async stopBulkChange(context, { params }) {
      const stored = await find(context, params)
      const { numUpdatedRows } = await db
        .updateTable('bulk_change')
        .set((eb) => ({
          status: 'Stopped' as const,
          finished_at: clock(),
          owner: null,
          // One that never began has nothing to take back.
          take_back: eb.case().when('status', '=', 'Running').then(eb.ref('take_back')).else(null).end(),
        }))
        .where('id', '=', stored.id)
        .where('status', 'in', ['Scheduled', 'Waiting', 'Running'])
        .executeTakeFirst()
      if (!numUpdatedRows) throw conflict({ reason: 'notRunning' })
      context.note({
        event: 'bulk-change-stopped',
        client: stored.client_id,
        bulkChange: stored.id,
        count: stored.agents,
      })
      void runner.look()
    },

    async retryBulkChange({ identity, address }, { params }) {
      const stored = await requireBulkChange(db, identity, params.id, clock())
      return plan(await again(stored, 'failed', { retries: stored.id, author: identity, address }))
    },

    async undoBulkChange({ identity, address }, { params }) {
      const stored = await requireBulkChange(db, identity, params.id, clock())
      return plan(await again(stored, 'applied', { undoes: stored.id, author: identity, address }))
    },

    ...temporaryHandlers(parts, runner),
  })

  async function again(
    stored: StoredBulkChange,
    outcome: 'failed' | 'applied',
    draft: Pick<NewBulkChange, 'author' | 'address' | 'undoes' | 'retries'>,
  ): Promise<NewBulkChange> {
    const word = outcome === 'failed' ? 'retry' : 'undo'
    if (!isOver(stored)) throw conflict({ reason: 'stillGoing', deed: word })
    if (!(await countOf(stored))?.[outcome])
      throw conflict({ reason: outcome === 'failed' ? 'nothingFailed' : 'nothingApplied', deed: word })
    const { client_id: client, reason, changes, take_back_at, time_zone, take_back } = stored
    const now = clock()
    // A retry is as temporary as the rest.
    const isTemporary = outcome === 'failed' && take_back === 'pending' && take_back_at !== null && take_back_at > now
    return {
      ...draft,
      ...(isTemporary && { takeBackAt: take_back_at, timeZone: time_zone ?? undefined }),
      client,
      reason,
      changes,
      chosen: { by: 'bulk-change' },
      list: [],
      now,
    }
  }
}

const SHOWN: Record<'all' | ShownBulkChanges, BulkChangeStatus[]> = {
  all: ['Scheduled', 'Waiting', 'Running', ...OVER],
  running: ['Waiting', 'Running'],
  scheduled: ['Scheduled'],
  past: [...OVER],
}

/** Throws 409 for a bulk change that was applied, and for a preview that is not complete. */
function requireDraft({ status, planned_at, failure }: StoredBulkChange): void {
  if (status !== 'Draft') throw conflict({ reason: 'appliedAlready' })
  if (planned_at === null || failure !== null) throw conflict({ reason: 'previewIncomplete' })
}

/** Unlocking and deactivating may need the number of agents; an undo of activating deactivates. */
const mayNeedConfirmation = ({ changes }: StoredBulkChange) =>
  changes.map(plannedOf).some(({ kind }) => kind === 'unlock' || kind === 'activate' || kind === 'deactivate')
