import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { USER_ADMINISTRATORS } from '#contract/access.ts'
import { personIn } from '#contract/history.ts'
import { agentSkillQueries } from '#src/api/agent-skills.ts'
import { agentQueries } from '#src/api/agents.ts'
import { historyQueries } from '#src/api/history.ts'
import { serviceQueries } from '#src/api/services.ts'
import { useMay } from '#src/api/session.ts'
import { userQueries } from '#src/api/users.ts'
import { Button } from '#src/components/Button.tsx'
import { CloseIcon } from '#src/components/icons/CloseIcon.tsx'
import { isolate } from '#src/lib/isolate.ts'
import styles from './HistoryFilters.module.css'

interface FilterProps {
  id: number
  onRemove: () => void
}

/** The id stands for a name that is not known yet, and for one that nothing has. */
const unknownName = (id: number, searched: unknown) => (searched === undefined ? id : `${id} not found`)

export function AgentFilter({ id, onRemove }: FilterProps) {
  const { data: agent, isError } = useQuery(agentQueries.detail(id))
  // A deleted agent is called as the last change of them says.
  const { data: last } = useInfiniteQuery({ ...historyQueries.deeds({ agent: id }, 1), enabled: isError })
  const name = agent?.loginId ?? last?.pages[0]?.change[0]?.agent?.name
  return <Chip kind="Agent" name={name ?? unknownName(id, last)} onRemove={onRemove} />
}

export function SkillFilter({ id, onRemove }: FilterProps) {
  const { data: skills } = useQuery(agentSkillQueries.list())
  const skill = skills?.find((row) => row.id === id)
  const isGone = skills !== undefined && skill === undefined
  const { data: last } = useInfiniteQuery({ ...historyQueries.deeds({ agentSkill: id }, 1), enabled: isGone })
  const name = skill?.name ?? last?.pages[0]?.change[0]?.agentSkill?.name
  return <Chip kind="Skill" name={name ?? unknownName(id, last)} onRemove={onRemove} />
}

export function ServiceFilter({ id, onRemove }: FilterProps) {
  const { data: services } = useQuery(serviceQueries.list())
  const service = services?.find(({ serviceId }) => serviceId === id)
  return (
    <Chip kind="Service" name={service ? `${id} ${service.name}` : unknownName(id, services)} onRemove={onRemove} />
  )
}

/** A user is called as the list of users says; for those who may not read it, as their last change does. */
export function UserFilter({ id, onRemove }: FilterProps) {
  const { data: users } = useQuery({ ...userQueries.list(), enabled: useMay(USER_ADMINISTRATORS) })
  const user = users?.find((row) => row.id === id)
  const { data: last } = useInfiniteQuery(historyQueries.deeds({ user: id }, 1))
  return <Chip kind="User" name={user?.userName ?? last?.pages[0]?.change[0]?.user?.name ?? id} onRemove={onRemove} />
}

/** Shows a person, given by kind and id, under the name of their last change. */
export function PersonChip({ by, onRemove }: { by: string; onRemove: () => void }) {
  const { data: last } = useInfiniteQuery(historyQueries.deeds({ by }, 1))
  const isSystem = personIn(by)?.kind === 'system'
  return (
    <Chip kind="Person" name={isSystem ? 'the system' : (last?.pages[0]?.change[0]?.by ?? by)} onRemove={onRemove} />
  )
}

export function Chip({ kind, name, onRemove }: { kind: string; name: string | number; onRemove: () => void }) {
  return (
    <span className={styles.chip}>
      {kind} <bdi>{name}</bdi>
      <Button data-goes variant="icon" aria-label={`Remove filter ${kind} ${isolate(String(name))}`} onClick={onRemove}>
        <CloseIcon />
      </Button>
    </span>
  )
}
