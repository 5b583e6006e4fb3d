import type { BulkChange, ItemField } from '#contract/bulk-changes.ts'
import type { PlannedChange } from '#contract/planned-changes.ts'
import type { Refusal } from '#contract/refusals.ts'
import type { DemoAgent } from '#server/first-start/demo/agents.ts'

/** From one item of a bulk change to the next. */
export const ITEM_TAKES = 40

/** A past bulk change of a client of the demo data. */
export interface DemoBulkChange {
  by: string
  reason: string
  change: PlannedChange
  status: 'Done' | 'Stopped'
  chosenBy: BulkChange['chosen']['by']
  /** The pasted login IDs that nobody has. */
  unknown: readonly string[]
  appliedAt: number
  items: readonly DemoItem[]
  undoes?: DemoBulkChange
}

export interface DemoItem {
  agent: DemoAgent
  field: ItemField
  object: number | null
  before: number | null
  after: number | null
  /** `planned`: it was not started before a stop. */
  outcome: 'applied' | 'unchanged' | 'refused' | 'failed' | 'planned'
  /** Somebody changed the same between the preview and the start. */
  changedBy?: string
  reason?: Refusal
  /** The item that this one takes back. */
  undoes?: DemoItem
}

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

const CARD_ACTIVATION = 15212
const FRAUD_ALERTS = 17810
const HOLIDAY_OVERFLOW = 74281
const SPANISH = 8945

const levelOf = ({ skills }: DemoAgent, skill: number) => skills.find(({ id }) => id === skill)?.proficiency

/** Picks one in `n`, the same ones whatever the number of agents. */
const isOneIn = (n: number, { id }: DemoAgent) => id % n === 0

/** The hour (GMT) on a weekday, that many weekdays ago. */
function weekday(now: number, daysAgo: number, hour: number): number {
  let day = Math.floor(now / DAY)
  for (let left = daysAgo; left > 0;) {
    day--
    // 1970 began on a Thursday: Saturday is 0 and Sunday 1 here.
    if ((day + 5) % 7 > 1) left--
  }
  return day * DAY + hour * HOUR
}

/**
 * Returns the bulk changes behind the agents of the client DEMO, in their order. The agents, who have no other past, are as these left
 * them; one that would have changed nobody never was.
 */
export function bulkChangesOfDemo(agents: readonly DemoAgent[], now: number): DemoBulkChange[] {
  const made = (
    given: Omit<DemoBulkChange, 'status' | 'chosenBy' | 'unknown'> & Partial<DemoBulkChange>,
  ): DemoBulkChange => ({ status: 'Done', chosenBy: 'agents', unknown: [], ...given })
  const fraudAlerts = made({
    by: 'manager',
    reason: 'Wave of card fraud',
    change: { kind: 'add-service', service: FRAUD_ALERTS },
    appliedAt: weekday(now, 6, 16.7),
    items: givenService(agents).slice(0, 14),
  })
  return [
    made({
      by: 'sysadmin',
      reason: 'New target for after-call work',
      change: { kind: 'set-wrap-up-time', wrapUpTime: 60 },
      appliedAt: weekday(now, 13, 9.2),
      items: givenWrapUpTime(agents).slice(0, 118),
    }),
    made({
      by: 'manager',
      reason: 'Card launch on Monday',
      change: { kind: 'give-skill', agentSkill: CARD_ACTIVATION, level: 3 },
      appliedAt: weekday(now, 9, 14.1),
      items: givenSkill(agents).slice(0, 46),
    }),
    fraudAlerts,
    made({
      ...fraudAlerts,
      by: 'superuser',
      chosenBy: 'bulk-change',
      appliedAt: fraudAlerts.appliedAt + 11 * MINUTE,
      items: fraudAlerts.items.map((item) => ({ ...item, before: 1, after: 0, undoes: item })),
      undoes: fraudAlerts,
    }),
    made({
      by: 'superuser',
      reason: 'The season is over',
      change: { kind: 'remove-skill', agentSkill: HOLIDAY_OVERFLOW },
      status: 'Stopped',
      appliedAt: weekday(now, 4, 10.4),
      items: losingSkill(agents),
    }),
    made({
      by: 'manager',
      reason: 'Callers wait too long in Spanish',
      change: { kind: 'stronger', agentSkill: SPANISH },
      chosenBy: 'pasted',
      unknown: ['JSMTIH4', 'MRIVERA'],
      appliedAt: weekday(now, 2, 13.3),
      items: stronger(agents).slice(0, 52),
    }),
  ].filter(({ items }) => items.some(({ outcome }) => outcome === 'applied'))
}

const givenWrapUpTime = (agents: readonly DemoAgent[]) =>
  agents
    .filter(({ wrapUpTime }) => wrapUpTime === 60)
    .map((agent): DemoItem => {
      const subject = { agent, field: 'wrapUpTime', object: null, after: 60 } as const
      if (isOneIn(6, agent)) return { ...subject, before: 60, outcome: 'unchanged' }
      return { ...subject, before: isOneIn(4, agent) ? 120 : 90, outcome: 'applied' }
    })

const givenSkill = (agents: readonly DemoAgent[]) =>
  agents.flatMap((agent): DemoItem[] => {
    const level = levelOf(agent, CARD_ACTIVATION)
    if (level === undefined) return []
    const subject = { agent, field: 'level', object: CARD_ACTIVATION, after: level } as const
    return [
      level === 3
        ? { ...subject, before: null, outcome: 'applied' }
        : { ...subject, before: level, outcome: 'unchanged' },
    ]
  })

const givenService = (agents: readonly DemoAgent[]) =>
  agents
    .filter(({ services }) => !services.includes(FRAUD_ALERTS))
    .map((agent): DemoItem => ({
      agent,
      field: 'service',
      object: FRAUD_ALERTS,
      before: 0,
      after: 1,
      outcome: 'applied',
    }))

function losingSkill(agents: readonly DemoAgent[]): DemoItem[] {
  const subject = { field: 'level', object: HOLIDAY_OVERFLOW, after: null } as const
  const lost = agents.filter((agent) => levelOf(agent, HOLIDAY_OVERFLOW) === undefined).slice(0, 19)
  const kept = agents.filter((agent) => levelOf(agent, HOLIDAY_OVERFLOW) !== undefined).slice(0, 26)
  return [
    ...lost.map((agent): DemoItem => ({ ...subject, agent, before: 2 + (agent.id % 3), outcome: 'applied' })),
    ...kept.map((agent): DemoItem => ({
      ...subject,
      agent,
      before: levelOf(agent, HOLIDAY_OVERFLOW) ?? null,
      outcome: 'planned',
    })),
  ]
}

const stronger = (agents: readonly DemoAgent[]) =>
  agents.flatMap((agent): DemoItem[] => {
    const level = levelOf(agent, SPANISH)
    const subject = { agent, field: 'level', object: SPANISH } as const
    if (level === undefined) {
      const reason: Refusal = { reason: 'lacksSkill', skill: 'SPANISH' }
      return isOneIn(40, agent) ? [{ ...subject, before: null, after: null, outcome: 'refused', reason }] : []
    }
    if (level === 1) return [{ ...subject, before: 1, after: 1, outcome: 'unchanged' }]
    if (level > 2 && isOneIn(17, agent)) {
      const changedBy = 'superuser'
      const values = { before: String(level - 1), after: String(level) }
      const reason: Refusal = { reason: 'differsFromPreviewBy', by: changedBy, ...values }
      return [{ ...subject, before: level - 1, after: level - 2, outcome: 'failed', changedBy, reason }]
    }
    return level < 5 ? [{ ...subject, before: level + 1, after: level, outcome: 'applied' }] : []
  })
