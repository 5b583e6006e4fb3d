import { useQuery } from '@tanstack/react-query'
import { useRef } from 'react'
import { agentSkillQueries } from '#src/api/agent-skills.ts'
import { EmptyState } from '#src/components/EmptyState.tsx'
import { FailedState } from '#src/components/FailedState.tsx'
import { ListSearch } from '#src/components/ListSearch.tsx'
import { SkeletonRows } from '#src/components/SkeletonRows.tsx'
import { SortHead } from '#src/components/SortHead.tsx'
import { VisuallyHidden } from '#src/components/VisuallyHidden.tsx'
import { isolate } from '#src/lib/isolate.ts'
import { SkillRow } from './SkillRow.tsx'
import styles from './Skills.module.css'
import { foundSkills, type ListedSkill, type SkillSort, type SkillsSearch } from './skills-search.ts'

const HEADS: readonly { id: string; header: string; sort?: SkillSort }[] = [
  { id: 'name', header: 'Name', sort: 'name' },
  { id: 'description', header: 'Description' },
  { id: 'id', header: 'ID', sort: 'id' },
  { id: 'levels', header: 'Agents at levels 1 to 5' },
  { id: 'active', header: 'Active', sort: 'active' },
  { id: 'holders', header: 'All', sort: 'holders' },
]

interface SkillsPanelProps {
  search: SkillsSearch
  onChange: (change: Partial<SkillsSearch>) => void
}

/** All skills of the client, and how many agents are at each of their levels. */
export function SkillsPanel({ search, onChange }: SkillsPanelProps) {
  const { data: skills, error, isFetching, refetch } = useQuery(agentSkillQueries.list())
  const counts = useQuery(agentSkillQueries.counts())
  const table = useRef<HTMLTableElement>(null)
  if (error && !skills)
    return <FailedState title="The skills couldn’t be loaded" reads={[{ error, isFetching, refetch }]} />
  if (skills?.length === 0)
    return (
      <EmptyState title="No skills yet">
        <p>Skills send calls to the agents who are best at them. Create the first one with “New skill”.</p>
      </EmptyState>
    )
  const found = skills && foundSkills(listed(skills, counts.data), search)
  return (
    <>
      {counts.isError && !counts.data && (
        <FailedState title="The number of agents with each skill couldn’t be loaded" reads={[counts]} />
      )}
      <ListSearch
        label="Search skills"
        placeholder="Name, description or ID"
        q={search.q}
        found={found && search.q.trim() !== '' && `${found.length} of ${skills.length}`}
        onChange={(q) => onChange({ q })}
      />
      {/* A deleted skill takes the focus with it, so the focus goes to the table. */}
      <table ref={table} tabIndex={-1} className={styles.table} aria-label="Skills" aria-busy={!skills}>
        <thead>
          <tr>
            {HEADS.map((column) => (
              <SortHead
                key={column.id}
                column={column}
                sort={search.sort}
                onSort={(by: SkillSort) => onChange({ sort: search.sort === by ? `-${by}` : by })}
              />
            ))}
            <th scope="col">
              <VisuallyHidden>Actions</VisuallyHidden>
            </th>
          </tr>
        </thead>
        <tbody>
          {found ? (
            found.map((skill) => (
              <SkillRow
                key={skill.id}
                skill={skill}
                isUnknown={counts.isError}
                onDelete={() => table.current?.focus()}
              />
            ))
          ) : (
            <SkeletonRows cells={[176, 32, '100%', 32, 32]} actions={112} />
          )}
        </tbody>
      </table>
      {found?.length === 0 && (
        <EmptyState title={`No skills match “${isolate(search.q.trim())}”`}>
          <p>Try fewer letters.</p>
        </EmptyState>
      )}
    </>
  )
}

type Levels = ReadonlyMap<number, { description: string; levels: NonNullable<ListedSkill['levels']> }>

const listed = (skills: readonly { id: number; name: string }[], counts: Levels | undefined): ListedSkill[] =>
  skills.map(({ id, name }) => {
    const known = counts?.get(id)
    // Made since they were counted: nobody holds it.
    const levels = counts && (known?.levels ?? [])
    const sum = (which: 'active' | 'holders') => (levels ?? []).reduce((total, level) => total + level[which], 0)
    return { id, name, description: known?.description ?? '', levels, active: sum('active'), holders: sum('holders') }
  })
