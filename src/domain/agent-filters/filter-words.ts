import { proficiency } from '#contract/agents.ts'
import { FILTER_LABELS, readLastLogin, readSkillFilter, type Filter, type FilterName } from './filters.ts'

/** The names of the objects that filters name by id; undefined while unknown. */
export type Names = Partial<Record<FilterName, ReadonlyMap<number, string> | undefined>>

/** Returns a chip's words after its label. An unknown value reads “not found”. */
export function filterWords({ name, value }: Filter, names: Names): string {
  switch (name) {
    case 'status':
      return listed(value.split(','), (status) => STATUSES[status] ?? notFound(status))
    case 'skill': {
      const { id, levels } = readSkillFilter(value)
      return [nameOf(id, names.skill), ...(levels.length ? [listed(levels, levelWords)] : [])].join(' ')
    }
    case 'service':
    case 'callCenter':
      return listed(value.split(','), (id) => nameOf(id, names[name]))
    case 'lastLogin': {
      const since = readLastLogin(value)
      if (!since) return notFound(value)
      if (since.kind === 'never') return 'Never'
      return `${since.kind === 'over' ? 'More than' : 'Within'} ${since.days} ${since.days === 1 ? 'day' : 'days'}`
    }
    case 'homeAgent':
      return value === 'yes' ? 'Yes' : value === 'no' ? 'No' : notFound(value)
  }
}

export const STATUSES: Readonly<Record<string, string>> = { active: 'Active', inactive: 'Inactive', locked: 'Locked' }

export const labelOf = ({ name }: Filter): string => FILTER_LABELS[name]

const listed = (values: readonly string[], wordsOf: (value: string) => string) =>
  [...new Set(values)].map(wordsOf).join(', ')

const levelWords = (level: string) => (proficiency.safeParse(Number(level)).success ? level : notFound(level))

const notFound = (value: string) => `${value} not found`

/** While the names are on their way, the id stands for one. */
const nameOf = (id: string, names: ReadonlyMap<number, string> | undefined): string =>
  names ? (names.get(Number(id)) ?? notFound(id)) : id
