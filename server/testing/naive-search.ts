import { wordsOf, type CheckedQuestion } from '#contract/agent-question.ts'
import { fold, foldAccents } from '#contract/fold.ts'
import { storedLoginId } from '#contract/stored-text.ts'
import type { AgentFixture } from '#server/testing/fixtures.ts'

/** The facts of an agent inserted by `insertAgent` that a question looks at. */
export type Known = Required<
  Pick<AgentFixture, 'loginId' | 'firstName' | 'lastName' | 'phone' | 'active' | 'services' | 'skills'>
> & {
  locked: boolean
  lastLogin: number | undefined
  lastLoginIp: string | undefined
}

export interface World {
  /** Service → call center. */
  callCenterOf: ReadonlyMap<number, number>
  /** Milliseconds since 1970-01-01 GMT. */
  now: number
}

const DAY = 24 * 60 * 60 * 1000
const digits = (text: string) => text.replace(/\D/g, '')

/** The rules of a question as one would write them without a database: slow, and nothing to get wrong. */
export function answer(agents: readonly Known[], question: CheckedQuestion, world: World): string[] {
  const found = agents.filter((agent) => fits(agent, question, world))
  const { by, descending } = question.sort ?? { by: 'loginId', descending: false }
  const level = question.skill?.[0]?.id ?? 0
  const valueOf = (agent: Known): string | number => {
    if (by === 'name') return [agent.lastName, agent.firstName].map(foldAccents).join('\n')
    if (by === 'phone') return digits(agent.phone)
    if (by === 'status') return agent.locked ? 0 : agent.active ? 2 : 1
    if (by === 'lastLogin') return agent.lastLogin ?? 0
    if (by === 'level') return agent.skills[level] ?? 0
    return 0
  }
  const rows = found.map((agent) => ({ value: valueOf(agent), loginId: storedLoginId(agent.loginId) }))
  rows.sort((one, other) => compare(one.value, other.value) || compare(one.loginId, other.loginId))
  if (descending) rows.reverse()
  return rows.map(({ loginId }) => loginId)
}

function compare(one: string | number, other: string | number): number {
  if (typeof one === 'number' || typeof other === 'number') return Number(one) - Number(other)
  // By code point, as both databases do: UTF-16 would put emoji before some letters.
  return Buffer.compare(Buffer.from(one), Buffer.from(other))
}

function fits(agent: Known, question: CheckedQuestion, { callCenterOf, now }: World): boolean {
  const { status, skill = [], service = [], callCenter = [], lastLogin, homeAgent } = question
  const centers = agent.services.map((id) => callCenterOf.get(id))
  const since = agent.lastLogin ?? 0
  return (
    fitsText(agent, question) &&
    (!status ||
      (status.includes('active') && agent.active && !agent.locked) ||
      (status.includes('inactive') && !agent.active) ||
      (status.includes('locked') && agent.locked)) &&
    skill.every(({ id, levels }) => agent.skills[id] !== undefined && (!levels || levels.includes(agent.skills[id]))) &&
    service.every((ids) => ids.some((id) => agent.services.includes(id))) &&
    callCenter.every((ids) => ids.some((id) => centers.includes(id))) &&
    (!lastLogin ||
      (lastLogin.kind === 'never' && !agent.lastLogin) ||
      (lastLogin.kind === 'over' && since < now - lastLogin.days * DAY) ||
      (lastLogin.kind === 'within' && since >= now - lastLogin.days * DAY)) &&
    // As `insertAgent` has it.
    homeAgent !== false
  )
}

function fitsText(agent: Known, { q, by }: CheckedQuestion): boolean {
  if (!q) return true
  const loginId = storedLoginId(agent.loginId)
  if (by === 'login') return fold(loginId).includes(fold(q))
  if (by === 'name') return fold(agent.lastName).includes(fold(q))
  const phone = digits(agent.phone)
  if (by === 'phone') return digits(q) !== '' && phone === digits(q)
  const texts = [loginId, agent.firstName, agent.lastName].map(foldAccents)
  const isRun = (text: string) => /^[\d\s+()./-]+$/.test(text) && digits(text).length >= 3
  const hasWord = (word: string) =>
    texts.some((text) => text.includes(foldAccents(word))) ||
    (isRun(word) && phone.includes(digits(word))) ||
    (agent.lastLoginIp ?? '').startsWith(word.toLowerCase())
  const endsRun = phone.length >= 5 && digits(q).endsWith(phone)
  return wordsOf(q).every(hasWord) || (isRun(q) && (phone.includes(digits(q)) || endsRun))
}
