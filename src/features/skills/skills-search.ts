import * as z from 'zod/mini'
import { foldAccents } from '#contract/fold.ts'
import type { SkillLevels } from '#contract/dashboard.ts'
import { leftSearch } from '#src/domain/left-search.ts'

const skillSort = z.enum(['name', 'id', 'active', 'holders'])
export type SkillSort = z.infer<typeof skillSort>

const SORT = new RegExp(`^-?(${skillSort.options.join('|')})$`)

/** The filter and order of the list of skills, as its address has them. Values that make no sense count as absent. */
export const skillsSearch = z.object({
  q: z.catch(z._default(z.string(), ''), ''),
  /** `-holders` is descending. */
  sort: z.catch(z._default(z.string().check(z.regex(SORT)), 'name'), 'name'),
})
export type SkillsSearch = z.output<typeof skillsSearch>

export const DEFAULT_SKILLS_SEARCH = skillsSearch.parse({})

/** Keeps the search of the list of skills, so that a link leads back to it. */
export const { useKeep: useKeepSkills, useLeft: useLeftSkills } = leftSearch<SkillsSearch>('skills')

/** A skill as the list shows it; without its levels while they are not known. */
export interface ListedSkill {
  id: number
  name: string
  description: string
  levels: SkillLevels['agentSkill'][number]['levels'] | undefined
  active: number
  holders: number
}

/** The skills that have every word of the search in their name or description, or begin with it as an id; in the order asked for. */
export function foundSkills(skills: readonly ListedSkill[], { q, sort }: SkillsSearch): ListedSkill[] {
  const words = foldAccents(q).split(/\s+/u).filter(Boolean)
  const found = skills.filter(({ id, name, description }) => {
    const text = foldAccents(`${name} ${description}`)
    return words.every((word) => text.includes(word) || String(id).startsWith(word))
  })
  const by = z.catch(skillSort, 'name').parse(sort.replace('-', ''))
  const compare = (one: ListedSkill, other: ListedSkill) =>
    by === 'name' ? one.name.localeCompare(other.name) : one[by] - other[by] || one.name.localeCompare(other.name)
  return found.sort((one, other) => (sort.startsWith('-') ? compare(other, one) : compare(one, other)))
}
