import type { AgentsSearch } from './agents-search.ts'

export const FILTERS = ['status', 'skill', 'service', 'callCenter', 'lastLogin', 'homeAgent'] as const
export type FilterName = (typeof FILTERS)[number]

export const FILTER_LABELS: Record<FilterName, string> = {
  status: 'Status',
  skill: 'Skill',
  service: 'Service',
  callCenter: 'Call center',
  lastLogin: 'Last login',
  homeAgent: 'Home agent',
}

/** A filter in force. `index` tells apart those that may stand several times. */
export interface Filter {
  name: FilterName
  index: number
  value: string
}

const SEVERAL = ['skill', 'service', 'callCenter'] as const
type Several = (typeof SEVERAL)[number]

const mayBeSeveral = (name: FilterName): name is Several => SEVERAL.some((each) => each === name)

export const filtersOf = (search: AgentsSearch): Filter[] =>
  FILTERS.flatMap((name) => {
    const values = search[name]
    return (typeof values === 'string' ? [values] : (values ?? [])).map((value, index) => ({ name, index, value }))
  })

/** Returns the place of the next filter of a name: behind those in force, or instead of the only one there can be. */
export const nextIndex = (search: AgentsSearch, name: FilterName): number =>
  mayBeSeveral(name) ? (search[name]?.length ?? 0) : 0

/** Sets the value of a filter; undefined removes it. Returns the changed part of the search. */
export function withFilter(
  search: AgentsSearch,
  { name, index }: Pick<Filter, 'name' | 'index'>,
  value: string | undefined,
): Partial<AgentsSearch> {
  if (!mayBeSeveral(name)) return { [name]: value }
  const values = [...(search[name] ?? [])]
  values.splice(index, 1, ...(value === undefined ? [] : [value]))
  return { [name]: values.length ? values : undefined }
}

export const WITHOUT_FILTERS: Partial<AgentsSearch> = Object.fromEntries(FILTERS.map((name) => [name, undefined]))

/** `8945:1,2` */
export function readSkillFilter(value: string): { id: string; levels: string[] } {
  const [id = '', levels] = value.split(':')
  return { id, levels: levels ? levels.split(',') : [] }
}

export const writeSkillFilter = (id: string, levels: readonly string[]): string =>
  levels.length ? `${id}:${levels.toSorted().join(',')}` : id

/** `never`, `over-30`, `within-7` */
export function readLastLogin(value: string): { kind: 'never' | 'over' | 'within'; days: number } | undefined {
  if (value === 'never') return { kind: 'never', days: 0 }
  const [, kind, days] = /^(over|within)-([1-9]\d{0,3})$/.exec(value) ?? []
  if (kind !== 'over' && kind !== 'within') return undefined
  return { kind, days: Number(days) }
}

/** The choices of a filter. */
export interface ChoicesProps {
  /** As the address has it; undefined where nothing is chosen yet. */
  value: string | undefined
  onChange: (value: string | undefined) => void
}
