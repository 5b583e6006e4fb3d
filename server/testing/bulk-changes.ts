import type {
  BulkChange,
  BulkChangeItem,
  BulkChangeItemPage,
  ItemOutcome,
  NewBulkChange,
} from '#contract/bulk-changes.ts'
import { refusalIn } from '#contract/refusals.ts'
import { eventually } from '#server/testing/eventually.ts'
import { CLIENT, type Answer, type TestServer } from '#server/testing/server.ts'

const PATH = '/dashboard/bulk-changes'

/** Calls the operations of bulk changes, in the session given or as the Manager of the test server. */
export class BulkUser {
  readonly #server: TestServer
  readonly #session: string | undefined

  constructor(server: TestServer, session?: string) {
    this.#server = server
    this.#session = session
  }

  send(method: 'GET' | 'POST' | 'PUT', path: string, body?: object): Promise<Answer> {
    return this.#server.send(method, PATH + path, {
      ...(body && { body }),
      ...(this.#session !== undefined && { session: this.#session }),
    })
  }

  async #sent(status: number, ...request: Parameters<BulkUser['send']>): Promise<Answer> {
    const answer = await this.send(...request)
    if (answer.status !== status) throw new Error(`${JSON.stringify(request)}: ${JSON.stringify(answer)}`)
    return answer
  }

  /** Creates a draft and returns its id once it is planned, by whichever copy of the server. */
  async preview(draft: NewBulkChange, client = CLIENT): Promise<number> {
    const id = idIn(await this.#sent(201, 'POST', `?client=${client}`, draft))
    await eventually(async () => {
      if (!(await this.read(id)).isPlanned) throw new Error(`bulk change ${id} is not planned`)
    })
    return id
  }

  async read(id: number): Promise<BulkChange> {
    const { body } = await this.#sent(200, 'GET', `/${id}`)
    // The route's own schema wrote it.
    return body as BulkChange
  }

  /** Every item, in the order of the plan. Throws for a reason that the dashboard has no words for. */
  async items(id: number, outcome?: ItemOutcome): Promise<BulkChangeItem[]> {
    const found: BulkChangeItem[] = []
    let after: number | undefined = 0
    while (after !== undefined) {
      const { body } = await this.send(
        'GET',
        `/${id}/items?count=1000&after=${after}${outcome ? `&outcome=${outcome}` : ''}`,
      )
      const page = body as BulkChangeItemPage
      for (const { reason } of page.item)
        if (reason !== undefined && !refusalIn(reason)) throw new Error(`No reason says "${reason}"`)
      found.push(...page.item)
      after = page.nextAfter
    }
    return found
  }

  /** Applies a draft and waits for its end. */
  async apply(id: number, body: object = {}): Promise<BulkChange> {
    await this.#sent(204, 'POST', `/${id}/apply`, body)
    return this.end(id)
  }

  async end(id: number): Promise<BulkChange> {
    return eventually(async () => {
      const bulkChange = await this.read(id)
      if (bulkChange.finishedAt === undefined) throw new Error(`bulk change ${id} does not end`)
      return bulkChange
    })
  }

  async retry(id: number): Promise<number> {
    return idIn(await this.#sent(201, 'POST', `/${id}/retry`))
  }

  async undo(id: number): Promise<number> {
    return idIn(await this.#sent(201, 'POST', `/${id}/undo`))
  }

  /** Takes a temporary one back now, and returns the id of the one that does. */
  async takeBack(id: number): Promise<number> {
    return idIn(await this.#sent(201, 'POST', `/${id}/end`))
  }
}

// Create's reply.
const idIn = ({ body }: Answer): number => (body as { id: number }).id

/** An item in a line: `AGENT1 SPANISH 3 → 5 planned`, with its reason behind it. */
export const lineOf = ({ agent, agentSkill, service, field, before, after, outcome, reason }: BulkChangeItem) =>
  `${agent.loginId} ${agentSkill?.name ?? service?.name ?? field} ${before ?? '-'} → ${after ?? '-'} ${outcome}` +
  (reason === undefined ? '' : `: ${reason}`)
