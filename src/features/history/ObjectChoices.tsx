import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useId, useState } from 'react'
import { agentSkillQueries } from '#src/api/agent-skills.ts'
import { findAgents } from '#src/api/find-agents.ts'
import { serviceQueries } from '#src/api/services.ts'
import { SearchField } from '#src/components/SearchField.tsx'
import { SelectInput } from '#src/components/SelectInput.tsx'
import { notifyRefused } from '#src/components/toast.ts'
import styles from './HistoryFilters.module.css'

interface ChoiceProps {
  onChoose: (id: number) => void
}

/** An agent, found by anything that finds them, and chosen by their login ID. */
export function AgentChoice({ onChoose }: ChoiceProps) {
  const id = useId()
  const queryClient = useQueryClient()
  const [text, setText] = useState('')
  const wanted = text.trim()
  const found = useQuery({ ...findAgents(wanted), enabled: wanted !== '' }).data?.agents ?? []
  const choose = async () => {
    if (!wanted) return
    const { agents } = await queryClient.fetchQuery(findAgents(wanted))
    const exact = agents.find(({ loginId }) => loginId.toLowerCase() === wanted.toLowerCase())
    const chosen = exact ?? (agents.length === 1 ? agents[0] : undefined)
    if (chosen) onChoose(chosen.id)
  }
  return (
    <div className={styles.field}>
      <label htmlFor={id}>Agent</label>
      <SearchField
        id={id}
        aria-keyshortcuts="/"
        list={`${id}found`}
        value={text}
        placeholder="Login ID or name"
        maxLength={100}
        onClear={() => setText('')}
        onChange={({ target: { value } }) => {
          setText(value)
          const picked = found.find(({ loginId }) => loginId === value)
          if (picked) onChoose(picked.id)
        }}
        onKeyDown={(event) => {
          if (event.key === 'Enter') choose().catch(notifyRefused)
        }}
      />
      <datalist id={`${id}found`}>
        {found.map(({ id: agent, loginId, firstName, lastName }) => (
          <option key={agent} value={loginId}>{`${firstName} ${lastName}`}</option>
        ))}
      </datalist>
    </div>
  )
}

export function SkillChoice({ onChoose }: ChoiceProps) {
  const { data = [] } = useQuery(agentSkillQueries.list())
  return <Choice label="Skill" all="All skills" options={data} onChoose={onChoose} />
}

export function ServiceChoice({ onChoose }: ChoiceProps) {
  const { data = [] } = useQuery(serviceQueries.list())
  const options = data.map(({ serviceId: id, name }) => ({ id, name: `${id} ${name}` }))
  return <Choice label="Service" all="All services" options={options} onChoose={onChoose} />
}

interface SelectProps extends ChoiceProps {
  label: string
  all: string
  options: readonly { id: number; name: string }[]
}

function Choice({ label, all, options, onChoose }: SelectProps) {
  const field = useId()
  return (
    <div className={styles.field}>
      <label htmlFor={field}>{label}</label>
      <SelectInput id={field} value="" onChange={({ target: { value } }) => value && onChoose(Number(value))}>
        <option value="">{all}</option>
        {options.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </SelectInput>
    </div>
  )
}
