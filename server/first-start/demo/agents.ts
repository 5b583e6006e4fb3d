import { UNLIMITED_WRAP_UP } from '#contract/agents.ts'
import { isAssignable } from '#contract/services.ts'
import { WRONG_PASSWORDS } from '#contract/sessions.ts'
import type { AssignedSkill, DemoClient, NamedAgent } from '#server/first-start/demo/client.ts'
import { loginIds } from '#server/first-start/demo/login-ids.ts'
import { namesByPlace } from '#server/first-start/demo/names.ts'
import { between, chance, pick, pickSome, seeded, type Random } from '#server/first-start/demo/random.ts'
import type { StoredAgent } from '#server/objects/agent-store.ts'

export type DemoAgent = Omit<StoredAgent, 'passwordHash'> & { id: number }

type Status = 'active' | 'inactive' | 'locked'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

const LOCKED_SHARE = 0.04
const INACTIVE_SHARE = 0.1
const NEVER_SIGNED_IN_SHARE = 0.05
const HOME_AGENT_SHARE = 0.35
const EXTENSION_SHARE = 0.06
const OTHER_PLACE_SHARE = 0.12
const SECOND_CALL_CENTER_SHARE = 0.3

// Frequent values stand several times in these lists.
const PROFICIENCIES = [1, 2, 2, 3, 3, 3, 4, 4, 5, 5] as const
const WRAP_UP_TIMES = [UNLIMITED_WRAP_UP, 0, 30, 30, 60, 60, 60, 90, 90, 120, 120, 300] as const
const AREA_CODES = [
  202, 205, 212, 213, 214, 216, 303, 305, 312, 313, 404, 412, 415, 503, 504, 512, 602, 612, 615, 617, 702, 713, 773,
  786, 801, 813, 816, 901, 915, 972,
] as const
// RFC 5737: addresses that nobody has.
const PUBLIC_NETWORKS = ['192.0.2', '198.51.100', '203.0.113'] as const

/**
 * Yields the named agents, then made-up ones up to `count`, one by one, since there may be a million. The same client and the
 * same `now` give the same agents, for every count.
 */
export function* demoAgents(
  client: DemoClient,
  options: { count: number; now: number; reservedIds: ReadonlySet<number> },
): Generator<DemoAgent> {
  const random = seeded(client.id)
  const draw = agentsOf(client, random, options.now)
  for (const named of client.namedAgents) yield draw(named, named.locked ? 'locked' : 'active')
  const { namedInScripts = [] } = client
  const inScripts = namedInScripts.slice(0, Math.max(0, options.count - client.namedAgents.length))
  const drawInScripts = agentsOf(client, seeded(client.id + 2), options.now)
  for (const named of inScripts) yield drawInScripts(named, 'active')

  const nextLoginId = loginIds(
    random,
    new Set([...client.namedAgents, ...namedInScripts].map((named) => named.loginId)),
  )
  let id = client.firstAgentId
  for (let made = client.namedAgents.length + inScripts.length; made < options.count; made++, id++) {
    while (options.reservedIds.has(id)) id++
    const name = drawName(random, client.keptOutOfLastNames)
    yield draw({ id, loginId: nextLoginId(name), ...name }, drawStatus(random))
  }
}

function drawName(random: Random, keptOut: string | undefined): { firstName: string; lastName: string } {
  const place = pick(random, namesByPlace)
  const firstNames = chance(random, OTHER_PLACE_SHARE) ? pick(random, namesByPlace).first : place.first
  const firstName = pick(random, firstNames)
  const lastName = pick(random, place.last)
  const isKeptOut = keptOut !== undefined && lastName.toUpperCase().includes(keptOut)
  return isKeptOut ? drawName(random, keptOut) : { firstName, lastName }
}

function drawStatus(random: Random): Status {
  const drawn = random()
  if (drawn < LOCKED_SHARE) return 'locked'
  return drawn < LOCKED_SHARE + INACTIVE_SHARE ? 'inactive' : 'active'
}

function agentsOf(client: DemoClient, random: Random, now: number) {
  const drawServices = servicesOf(client, random)
  const isOnHoliday = holidaysOf(client)
  return (known: NamedAgent, status: Status): DemoAgent => {
    const phone = known.phone ?? drawPhone(random)
    const homeAgent = known.homeAgent ?? chance(random, HOME_AGENT_SHARE)
    const times = drawTimes(random, now, status)
    const wrapUpTime = known.wrapUpTime ?? pick(random, WRAP_UP_TIMES)
    const signedIn = known.lastLogin ?? times.lastLogin
    const lastLoginIp = signedIn === null ? null : (known.lastLoginIp ?? drawIp(random, homeAgent))
    const services = known.services ?? drawServices()
    return {
      id: known.id,
      loginId: known.loginId,
      firstName: known.firstName,
      lastName: known.lastName,
      phone,
      wrapUpTime,
      homeAgent,
      active: status !== 'inactive',
      passwordLastModified: known.passwordLastModified ?? times.passwordLastModified,
      failedLogins: status === 'locked' ? WRONG_PASSWORDS : 0,
      lockedAt: times.lockedAt,
      lastLogin: known.lastLogin ?? (isOnHoliday(services) ? beforeHoliday(signedIn, now) : signedIn),
      lastLoginIp,
      services,
      skills: known.skills ?? drawSkills(client, random, status),
    }
  }
}

function drawPhone(random: Random): string {
  if (chance(random, EXTENSION_SHARE)) return String(between(random, 1000, 9999))
  return `${pick(random, AREA_CODES)}555${String(between(random, 0, 9999)).padStart(4, '0')}`
}

function drawIp(random: Random, homeAgent: boolean): string {
  const host = between(random, 1, 254)
  if (homeAgent && chance(random, 0.25)) return `${pick(random, PUBLIC_NETWORKS)}.${host}`
  return `10.${between(random, 8, 40)}.${between(random, 0, 255)}.${host}`
}

function drawTimes(random: Random, now: number, status: Status) {
  // The power makes recent sign-ins frequent: half of them within a day or so.
  const sinceLogin = 2 * MINUTE + Math.floor(random() ** 5 * 35 * DAY)
  const sincePassword = between(random, DAY, 90 * DAY)
  // Most are unlocked within the day.
  const sinceLock = 20 * MINUTE + Math.floor(random() ** 2 * 4 * DAY)
  const neverSignedIn = chance(random, NEVER_SIGNED_IN_SHARE)
  const pause = status === 'locked' ? sinceLock : status === 'inactive' ? 20 * DAY : 0
  return {
    passwordLastModified: now - sincePassword,
    lockedAt: status === 'locked' ? now - sinceLock : null,
    lastLogin: neverSignedIn ? null : now - pause - sinceLogin,
  }
}

/** Three to five services of a call center; some agents help out at a second one. */
function servicesOf(client: DemoClient, random: Random): () => number[] {
  const acdServices = client.callCenters.map(({ services }) =>
    services.filter(({ acdFeatureCode }) => isAssignable(acdFeatureCode)).map(({ id }) => id),
  )
  return () => {
    const [home = [], second = []] = pickSome(random, acdServices, 2)
    const helpsOut = chance(random, SECOND_CALL_CENTER_SHARE)
    return [
      ...pickSome(random, home, between(random, 3, helpsOut ? 4 : 5)),
      ...(helpsOut ? pickSome(random, second, between(random, 1, 2)) : []),
    ].sort((one, other) => one - other)
  }
}

const drawSkills = (client: DemoClient, random: Random, status: Status): AssignedSkill[] =>
  client.skills
    .filter(({ share }) => chance(random, share))
    .map(({ id, hasNobodyFirst }) => {
      const proficiency = pick(random, PROFICIENCIES)
      return { id, proficiency: hasNobodyFirst && status !== 'inactive' ? Math.max(2, proficiency) : proficiency }
    })

/** Tells whether an agent works for call centers on holiday alone. */
function holidaysOf(client: DemoClient): (services: readonly number[]) => boolean {
  const closed = new Set(
    client.callCenters.filter(({ isOnHoliday }) => isOnHoliday).flatMap(({ services }) => services.map(({ id }) => id)),
  )
  return (services) => services.length > 0 && services.every((id) => closed.has(id))
}

const HOLIDAY = 6 * DAY

const beforeHoliday = (signedIn: number | null, now: number) =>
  signedIn !== null && signedIn > now - HOLIDAY ? signedIn - HOLIDAY : signedIn
