import { send, type Call, type Reply } from './http.ts'
import { SERVICES, SKILLS, type WriterAccount } from './site.ts'

interface KnownAgent {
  id: number
  loginId: string
  /** Agent skill id → proficiency. */
  skills: Map<number, number>
  services: Set<number>
}

interface Attempt {
  call: Call
  /** The rows that the history must then hold, in their order (`rowOf`). */
  rows: string[]
  /** The truth after it. */
  apply: (id: number) => void
}

type Verdict = 'acknowledged' | 'refused' | 'unknown' | 'wrong'

/** A row of the history, as far as the writer of it can know it beforehand. */
export const rowOf = (
  kind: string,
  agent: string,
  object: number | null = null,
  value: string | number | null = null,
) => [kind, agent, object ?? '-', value ?? '-'].join(' ')

const pick = <T>(items: readonly T[]): T => {
  const item = items[Math.floor(Math.random() * items.length)]
  if (item === undefined) throw new Error('nothing to pick from')
  return item
}

const ascending = (one: number, other: number) => one - other

/**
 * A client that sends one write after another, each to its own agents, and notes the replies: acknowledged, refused (then the
 * write must not be there), or unknown.
 */
export class Writer {
  readonly counts: Record<Verdict, number> = { acknowledged: 0, refused: 0, unknown: 0, wrong: 0 }
  /** The history that must be there, all of it and nothing else. */
  readonly history: string[] = []
  readonly account: WriterAccount
  #agents: KnownAgent[] = []
  #unsettled: Attempt | undefined
  #made = 0

  constructor(account: WriterAccount) {
    this.account = account
  }

  /** It waits to be told what became of its last write (`settle`). */
  get isUnsettled(): boolean {
    return this.#unsettled !== undefined
  }

  /** The first reply that no fault excuses. */
  wrong: string | undefined

  async write(server: URL): Promise<Reply | undefined> {
    const attempt = this.#next()
    let reply: Reply | undefined
    try {
      reply = await send(server, { ...attempt.call, session: this.account.session })
    } catch {
      // The line broke.
    }
    const verdict = verdictOf(reply)
    this.counts[verdict]++
    if (verdict === 'acknowledged') this.#note(attempt, idIn(reply))
    if (verdict === 'unknown') this.#unsettled = attempt
    if (verdict === 'wrong')
      this.wrong ??= `${attempt.call.method} ${attempt.call.path}: ${reply?.status} ${reply?.body}`
    return reply
  }

  /** Takes what became of the unknown write from the history itself: all of it is there, or nothing. */
  settle(found: readonly string[], idOf: (loginId: string) => number | undefined): void {
    const attempt = this.#unsettled
    this.#unsettled = undefined
    if (!attempt || found.length === this.history.length) return
    if (found.slice(this.history.length).join() !== attempt.rows.join()) return
    this.#note(attempt, idOf(attempt.rows[0]?.split(' ')[1] ?? '') ?? 0)
  }

  #note({ rows, apply }: Attempt, id: number): void {
    this.history.push(...rows)
    apply(id)
  }

  #next(): Attempt {
    if (this.#agents.length < 3) return this.#create()
    const agent = pick(this.#agents)
    const others = [() => rename(agent, ++this.#made), () => this.#delete(agent)]
    // Most writes are skills and services; an agent that goes has to be made again, which takes a while.
    const chance = Math.random()
    if (chance < 0.04) return pick(others)()
    if (chance < 0.3) return rename(agent, ++this.#made)
    return chance < 0.7 ? changeSkill(agent) : changeService(agent)
  }

  #create(): Attempt {
    const loginId = `${this.account.name}-${++this.#made}`.toUpperCase()
    const skills = [pick([1, 2]), pick([3, 4, 5])]
    const services = [pick([11, 12]), pick([13, 14])]
    return {
      call: {
        method: 'POST',
        path: '/configuration/agents',
        body: {
          loginId,
          firstName: 'Ann',
          lastName: 'New',
          password: 'a-good-password-1',
          phone: '5550100',
          wrapUpTime: 30,
          homeAgent: true,
          active: true,
          assignedService: services.map((id) => ({ id })),
          assignedAgentSkill: skills.map((id) => ({ id, proficiency: 3 })),
        },
      },
      rows: [
        rowOf('agent-created', loginId, null, 'New'),
        ...services.map((id) => rowOf('service-added', loginId, id)),
        ...skills.map((id) => rowOf('agent-skill-added', loginId, id, 3)),
      ],
      apply: (id) =>
        this.#agents.push({
          id,
          loginId,
          skills: new Map(skills.map((skill) => [skill, 3])),
          services: new Set(services),
        }),
    }
  }

  #delete(agent: KnownAgent): Attempt {
    const { id, loginId, skills, services } = agent
    return {
      call: { method: 'DELETE', path: `/configuration/agents/${id}` },
      rows: [
        ...[...skills.keys()].sort(ascending).map((skill) => rowOf('agent-skill-removed', loginId, skill)),
        ...[...services].sort(ascending).map((service) => rowOf('service-removed', loginId, service)),
        rowOf('agent-deleted', loginId),
      ],
      apply: () => (this.#agents = this.#agents.filter((each) => each !== agent)),
    }
  }
}

function rename({ id, loginId }: KnownAgent, number: number): Attempt {
  const lastName = `Name-${number}`
  return {
    call: { method: 'PUT', path: `/configuration/agents/${id}`, body: { lastName } },
    rows: [rowOf('agent-updated', loginId, null, lastName)],
    apply: () => undefined,
  }
}

function changeSkill({ id, loginId, skills }: KnownAgent): Attempt {
  const skill = pick(SKILLS)
  const path = `/configuration/agents/${id}/skills/${skill}`
  const before = skills.get(skill)
  if (before !== undefined && Math.random() < 0.3)
    return {
      call: { method: 'DELETE', path },
      rows: [rowOf('agent-skill-removed', loginId, skill)],
      apply: () => skills.delete(skill),
    }
  const after = pick([1, 2, 3, 4, 5].filter((proficiency) => proficiency !== before))
  return {
    call: { method: 'PUT', path: `${path}?proficiency=${after}` },
    rows: [rowOf(before === undefined ? 'agent-skill-added' : 'proficiency-changed', loginId, skill, after)],
    apply: () => skills.set(skill, after),
  }
}

function changeService({ id, loginId, services }: KnownAgent): Attempt {
  const service = pick(SERVICES)
  const path = `/configuration/agents/${id}/services/${service}`
  return services.has(service)
    ? {
        call: { method: 'DELETE', path },
        rows: [rowOf('service-removed', loginId, service)],
        apply: () => services.delete(service),
      }
    : {
        call: { method: 'PUT', path },
        rows: [rowOf('service-added', loginId, service)],
        apply: () => services.add(service),
      }
}

function verdictOf(reply: Reply | undefined): Verdict {
  if (!reply) return 'unknown'
  if (reply.status < 300) return 'acknowledged'
  if (reply.status !== 503) return 'wrong'
  // A reply that says when to ask again says that nothing was done; any other, that nobody knows.
  return reply.headers['retry-after'] === undefined ? 'unknown' : 'refused'
}

// Create Agent's reply; the others have none.
const idIn = (reply: Reply | undefined) => (reply?.body ? (JSON.parse(reply.body) as { id: number }).id : 0)

/**
 * Lets a client send one write after another until it is stopped, until the fate of the last is unknown, or until it gets a reply
 * that it should not get.
 */
export async function keepWriting(
  writer: Writer,
  server: () => URL,
  isOver: () => boolean,
  onReply: (reply: Reply) => void = () => undefined,
): Promise<void> {
  while (!isOver() && !writer.isUnsettled && writer.wrong === undefined) {
    const reply = await writer.write(server())
    if (reply) onReply(reply)
  }
}
