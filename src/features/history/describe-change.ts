import type { Change, ChangeKind } from '#contract/history.ts'
import { WRONG_PASSWORDS } from '#contract/sessions.ts'
import { formatPhone } from '#src/lib/format-phone.ts'
import { inWords } from '#src/domain/agent-words.ts'
import { isolate } from '#src/lib/isolate.ts'

/** For the filter by kind, in the order in which it offers them. */
export const KIND_LABELS: Record<ChangeKind, string> = {
  'proficiency-changed': 'Level changed',
  'agent-skill-added': 'Skill added',
  'agent-skill-removed': 'Skill removed',
  'service-added': 'Service added',
  'service-removed': 'Service removed',
  'agent-created': 'Agent created',
  'agent-updated': 'Agent details changed',
  'agent-deleted': 'Agent deleted',
  'agent-locked': 'Agent locked',
  'agent-unlocked': 'Agent unlocked',
  'agent-password-set': 'Password set',
  'skill-created': 'Skill created',
  'skill-updated': 'Skill changed',
  'skill-deleted': 'Skill deleted',
  'user-created': 'User created',
  'user-updated': 'User changed',
  'user-locked': 'User locked',
  'user-unlocked': 'User unlocked',
  'user-password-set': 'User’s password set',
  'user-service-added': 'Service permission given',
  'user-service-removed': 'Service permission removed',
}

/** The API's names of fields, as people say them. */
const FIELD_LABELS: Readonly<Record<string, string>> = {
  loginId: 'login ID',
  firstName: 'first name',
  lastName: 'last name',
  wrapUpTime: 'wrap-up time',
  homeAgent: 'home agent',
  proficiency: 'level',
  userName: 'user name',
  administersAgents: 'Administer Agents',
  allServices: 'all services',
}

type Fields = NonNullable<Change['before']>

const YES = inWords(true)

function valueInWords(field: string, value: Fields[string]): string {
  if (field === 'wrapUpTime' || typeof value === 'boolean') return inWords(value)
  if (field === 'phone' && typeof value === 'string') return formatPhone(value)
  return String(value)
}

interface FieldChange {
  field: string
  before: string | undefined
  after: string | undefined
}

/** Every field that the change touched, before and after, in words. */
export function fieldsOf({ before = {}, after = {} }: Change): FieldChange[] {
  const inWords = (fields: Fields, name: string) => {
    const value = fields[name]
    return value === undefined ? undefined : valueInWords(name, value)
  }
  return [...new Set([...Object.keys(before), ...Object.keys(after)])].map((name) => ({
    field: FIELD_LABELS[name] ?? name,
    before: inWords(before, name),
    after: inWords(after, name),
  }))
}

/** How a name or a value stands in a sentence: isolated for people, as it is in a file. */
type Named = (text: string) => string

function fieldInWords({ field, before, after }: FieldChange, named: Named = isolate): string {
  if (before === undefined || after === undefined) {
    const value = before ?? after ?? ''
    return value === '' ? `no ${field}` : `${field} ${named(value)}`
  }
  if (field === 'active') return after === YES ? 'activated' : 'deactivated'
  return `${field} ${before === '' ? 'none' : named(before)} → ${after === '' ? 'none' : named(after)}`
}

type Service = NonNullable<Change['service']>

export const serviceInWords = ({ id, name }: Service, named: Named = isolate) => `Service ${id} ${named(name)}`

const INVERSE_KINDS: Partial<Record<ChangeKind, ChangeKind>> = {
  'agent-skill-added': 'agent-skill-removed',
  'agent-skill-removed': 'agent-skill-added',
  'service-added': 'service-removed',
  'service-removed': 'service-added',
}

/** Describes the undone change: `AGENT1: SPANISH 1 → 3`. */
export function describeUndo({ before, after, ...change }: Change): string {
  const { kind, agent, user } = change
  const inverse: Change = {
    ...change,
    kind: INVERSE_KINDS[kind] ?? kind,
    ...(after && { before: after }),
    ...(before && { after: before }),
  }
  const subject = agent ?? user
  return `${subject ? `${isolate(subject.name)}: ` : ''}${describeChange(inverse)}`
}

/** Describes a change without its object: `SPANISH 3 → 1`, `Service 17885 Card Activation added`, `phone 1 → 2`. */
export function describeChange(change: Change, named: Named = isolate): string {
  const { kind, agentSkill, service, before, after } = change
  const skill = agentSkill ? named(agentSkill.name) : 'Skill'
  const serviceName = service ? serviceInWords(service, named) : 'Service'
  switch (kind) {
    case 'proficiency-changed':
      return `${skill} ${before?.['proficiency']} → ${after?.['proficiency']}`
    case 'agent-skill-added':
      return `${skill} added at ${after?.['proficiency']}`
    case 'agent-skill-removed':
      return `${skill} removed, was ${before?.['proficiency']}`
    case 'service-added':
      return `${serviceName} added`
    case 'service-removed':
      return `${serviceName} removed`
    case 'agent-created':
      return 'Agent created'
    case 'agent-deleted':
      return 'Agent deleted'
    case 'agent-locked':
    case 'user-locked':
      return `Locked after ${WRONG_PASSWORDS} wrong passwords`
    case 'agent-unlocked':
    case 'user-unlocked':
      return 'Unlocked'
    case 'agent-password-set':
    case 'user-password-set':
      return 'Password set'
    case 'skill-created':
      return `Skill ${skill} created`
    case 'skill-deleted':
      return `Skill ${skill} deleted`
    case 'skill-updated':
      return `Skill ${skill}: ${fieldsInWords(change, named)}`
    case 'user-created':
      return 'User created'
    case 'user-service-added':
      return `${serviceName}: permission given`
    case 'user-service-removed':
      return `${serviceName}: permission removed`
    case 'agent-updated':
    case 'user-updated':
      return fieldsInWords(change, named)
  }
}

const fieldsInWords = (change: Change, named: Named) =>
  fieldsOf(change)
    .map((field) => fieldInWords(field, named))
    .join(', ')

const TELLS_ITS_FIELDS: readonly ChangeKind[] = [
  'agent-created',
  'agent-deleted',
  'skill-created',
  'skill-deleted',
  'user-created',
]

/** Describes the values that an object was created with, or had when it was deleted. */
export const changeDetails = (change: Change): string[] =>
  TELLS_ITS_FIELDS.includes(change.kind) ? fieldsOf(change).map((field) => fieldInWords(field)) : []
