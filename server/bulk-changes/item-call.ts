import type { ChangeKind } from '#contract/history.ts'
import { valueBefore, whoChanged } from '#server/bulk-changes/drift.ts'
import { sentenceOf } from '#contract/refusals.ts'
import type { ItemRow } from '#server/bulk-changes/items.ts'
import type { Parts } from '#server/bulk-changes/parts.ts'
import { reasonOf } from '#server/bulk-changes/reasons.ts'
import type { Settling } from '#server/bulk-changes/settling.ts'
import { callerOf, type StoredBulkChange } from '#server/bulk-changes/store.ts'
import { ApiFailure } from '#server/operations/api-failure.ts'
import type { CountedChanges, Identity, SignedIn } from '#server/operations/context.ts'
import { systemFor } from '#server/bulk-changes/schedule.ts'
import { temporaryReasons } from '#server/bulk-changes/temporary.ts'
import { valueOf } from '#server/platform/preview.ts'

/** Applies the items of a bulk change by calls of the platform's operations, as its author with their rights at that moment. */
export class ItemCall {
  readonly #parts: Parts
  readonly #owner: string
  readonly #bulkChange: StoredBulkChange
  readonly #settling: Settling
  readonly #counted = new Map<ChangeKind, CountedChanges>()

  constructor(parts: Parts, owner: string, bulkChange: StoredBulkChange, settling: Settling) {
    this.#parts = parts
    this.#owner = owner
    this.#bulkChange = bulkChange
    this.#settling = settling
  }

  /** Applies the items of one agent, in their order, and notes the outcome of each. */
  async make(items: readonly ItemRow[]): Promise<void> {
    const { author_name } = this.#bulkChange
    const temporary = this.#isTemporary ? await this.#temporaryOf(items) : undefined
    for (const item of items) {
      const earlier = temporary?.(item)
      const identity = await this.#identity()
      if (earlier !== undefined) await this.#settling.settle(item.item, 'failed', earlier)
      else if (identity) await this.#makeOne(item, identity)
      else
        await this.#settling.settle(item.item, 'failed', sentenceOf({ reason: 'authorSignInEnded', name: author_name }))
    }
  }

  get #isTemporary(): boolean {
    return this.#bulkChange.take_back_at !== null
  }

  #temporaryOf(items: readonly ItemRow[]) {
    const agents = [...new Set(items.map((item) => item.agent_id))]
    return temporaryReasons(this.#parts, this.#bulkChange.client_id, agents)
  }

  async #identity(): Promise<Identity | undefined> {
    const { by_system, author_id } = this.#bulkChange
    return by_system ? systemFor(this.#bulkChange) : this.#parts.accounts.identityOf(author_id)
  }

  /** Logs the counted changes, by kind: a line for each item would be the same line thousands of times. */
  log(): void {
    const { address } = this.#bulkChange
    const name = callerOf(this.#bulkChange)
    for (const event of this.#counted.values()) this.#parts.log.note(event, { name, address })
    this.#counted.clear()
  }

  async #makeOne(item: ItemRow, identity: Identity): Promise<void> {
    let isWritten = false
    try {
      await this.#call(item, await this.#contextOf(item, identity, () => (isWritten = true)))
      if (!isWritten) await this.#settling.settle(item.item, 'unchanged', null)
    } catch (error) {
      // Nobody knows whether it was saved; the next look at the item tells.
      if (!(error instanceof ApiFailure) || error.status === 503) throw error
      await this.#settleRefused(item, identity, error)
    }
  }

  async #contextOf(item: ItemRow, identity: Identity, written: () => void): Promise<SignedIn> {
    const { id, address, author_name, by_system } = this.#bulkChange
    const name = callerOf(this.#bulkChange)
    const undoes = item.undoes === null ? undefined : await this.#parts.history.find(identity, item.undoes)
    return {
      identity,
      address,
      isFromHere: () => false,
      note: (event) => {
        if ('count' in event && 'change' in event) this.#count(event)
        else this.#parts.log.note(event, { name, address })
      },
      changed: written,
      undoes,
      item: {
        bulkChange: id,
        item: item.item,
        owner: this.#owner,
        systemFor: by_system ? author_name : undefined,
        temporary: this.#isTemporary ? { agent: item.agent_id, field: item.field, object: item.object_id } : undefined,
        isAsPreviewed: (change) => valueBefore(item.field, change) === item.before_value,
      },
    }
  }

  #count(event: CountedChanges): void {
    const sum = this.#counted.get(event.event)
    this.#counted.set(event.event, { ...(sum ?? event), count: (sum?.count ?? 0) + event.count })
  }

  async #call(item: ItemRow, context: SignedIn): Promise<void> {
    const { agent_id: agent, field, object_id: object, after_value: value } = item
    const { operations } = this.#parts.platform
    const params = { agent, id: object ?? 0 }
    switch (field) {
      case 'level':
        return value === null
          ? operations.removeAgentSkill(context, { params })
          : operations.addAgentSkill(context, { params, query: { proficiency: value } })
      case 'service':
        return value === 1 ? operations.addService(context, { params }) : operations.removeService(context, { params })
      case 'active':
        return operations.updateAgent(context, { params: { id: agent }, body: { active: value === 1 } })
      case 'wrapUpTime':
        return operations.updateAgent(context, { params: { id: agent }, body: { wrapUpTime: value ?? 0 } })
      case 'locked':
        return operations.updateAgent(context, { params: { id: agent }, body: { unlock: true } })
      case 'skills':
        throw new Error('nothing of this kind is planned')
    }
  }

  /** The value is there already, somebody changed it since the preview, or the platform refuses. */
  async #settleRefused(item: ItemRow, identity: Identity, refusal: ApiFailure): Promise<void> {
    const { history, platform } = this.#parts
    const { client_id: client } = this.#bulkChange
    const { field, object_id: object, agent_id } = item
    const [agent] = await platform.preview.agents(client, [agent_id])
    const current = agent && field !== 'skills' ? valueOf(agent, { field, object }) : undefined
    if (refusal.status !== 403 && current === item.after_value)
      return this.#settling.settle(item.item, 'unchanged', null)
    if (agent && refusal.status !== 409)
      return this.#settling.settle(item.item, 'failed', reasonOf(refusal, identity.name))
    const reason = await whoChanged(history, identity, client, item, current)
    await this.#settling.settle(item.item, item.undoes === null ? 'failed' : 'left-alone', reason)
  }
}
