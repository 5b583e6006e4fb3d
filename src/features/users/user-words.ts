import { capitalize, formatCount } from '#src/lib/format.ts'
import type { PermittedServices, UserChoices } from './user-schemas.ts'

type Choice = UserChoices[keyof UserChoices]

const MOST_NAMES = 5

export function servicesInWords(permitted: PermittedServices): string {
  if (permitted === 'all') return 'All'
  if (permitted.length === 0) return 'None'
  return permitted.length === 1 ? '1 service' : `${formatCount(permitted.length)} services`
}

/** Of services how many, and which are others than when the form was opened: nobody chooses between two numbers. */
export function choiceInWords(choice: Choice, opened: Choice, nameOf: (service: number) => string): string {
  if (typeof choice === 'boolean') return choice ? 'Yes' : 'No'
  if (!Array.isArray(choice)) return capitalize(choice)
  const changes = Array.isArray(opened)
    ? [listed('added ', except(choice, opened), nameOf), listed('removed ', except(opened, choice), nameOf)]
    : [listed('', choice, nameOf)]
  return [servicesInWords(choice), changes.filter(Boolean).join('; ')].filter(Boolean).join(': ')
}

const except = (ids: readonly number[], others: readonly number[]) => ids.filter((id) => !others.includes(id))

function listed(change: string, ids: readonly number[], nameOf: (service: number) => string): string {
  if (!ids.length) return ''
  const more = ids.length - MOST_NAMES
  return `${change}${ids.slice(0, MOST_NAMES).map(nameOf).join(', ')}${more > 0 ? ` and ${formatCount(more)} more` : ''}`
}
