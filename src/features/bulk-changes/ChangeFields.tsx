import { useQuery } from '@tanstack/react-query'
import { useId, useState } from 'react'
import { LEVELS, type AgentSummary } from '#contract/agents.ts'
import type { PlannedChange } from '#contract/planned-changes.ts'
import { agentSkillQueries } from '#src/api/agent-skills.ts'
import { agentQueries } from '#src/api/agents.ts'
import { findAgents } from '#src/api/find-agents.ts'
import { serviceQueries } from '#src/api/services.ts'
import { ChoiceCombobox } from '#src/components/widgets/ChoiceCombobox.tsx'
import { WrapUpTimeInput } from '#src/domain/wrap-up/WrapUpTimeInput.tsx'
import styles from './BulkChanges.module.css'
import type { DraftChange } from './draft-changes.ts'

interface ChangeFieldsProps {
  change: DraftChange
  /** Its error, shown at its field. */
  problem: string | undefined
  onChange: (change: DraftChange) => void
}

/** The fields of one change: its skill, service or agent, and the new value. */
export function ChangeFields({ change, problem, onChange }: ChangeFieldsProps) {
  const { kind } = change
  return (
    <div className={styles.fields}>
      {NEEDS_SKILL.has(kind) && (
        <SkillField
          chosen={change.agentSkill}
          problem={problem}
          onChange={(agentSkill) => onChange({ ...change, agentSkill })}
        />
      )}
      {NEEDS_SERVICE.has(kind) && (
        <ServiceField
          chosen={change.service}
          problem={problem}
          onChange={(service) => onChange({ ...change, service })}
        />
      )}
      {NEEDS_LEVEL.has(kind) && (
        <LevelField level={change.level} onChange={(level) => onChange({ ...change, level })} />
      )}
      {kind === 'copy-skills' && (
        <>
          <AgentField chosen={change.agent} problem={problem} onChange={(agent) => onChange({ ...change, agent })} />
          <label className={styles.choice}>
            <input
              type="checkbox"
              checked={change.exactly}
              onChange={(event) => onChange({ ...change, exactly: event.target.checked })}
            />
            Exactly
            <span className={styles.hint}>Also sets other levels and removes skills that agent doesn’t have.</span>
          </label>
        </>
      )}
      {kind === 'set-wrap-up-time' && (
        <WrapUpTimeInput
          field={{ value: change.wrapUp, onChange: (wrapUp) => onChange({ ...change, wrapUp }) }}
          error={problem}
        />
      )}
    </div>
  )
}

const NEEDS_SKILL = new Set<PlannedChange['kind']>(['give-skill', 'set-level', 'stronger', 'weaker', 'remove-skill'])
const NEEDS_LEVEL = new Set<PlannedChange['kind']>(['give-skill', 'set-level'])
const NEEDS_SERVICE = new Set<PlannedChange['kind']>(['add-service', 'remove-service'])

interface ObjectFieldProps {
  chosen: number | undefined
  problem: string | undefined
  onChange: (id: number | undefined) => void
}

const idsOf = (id: number | undefined) => (id === undefined ? [] : [id])

function SkillField({ chosen, problem, onChange }: ObjectFieldProps) {
  const { data, error } = useQuery(agentSkillQueries.list())
  return (
    <ChoiceCombobox
      label="Skill"
      options={data}
      failure={error?.message}
      chosen={idsOf(chosen)}
      error={problem}
      autoFocus={false}
      onChange={([id]) => onChange(id)}
    />
  )
}

function ServiceField({ chosen, problem, onChange }: ObjectFieldProps) {
  const { data, error } = useQuery(serviceQueries.list())
  return (
    <ChoiceCombobox
      label="Service"
      options={data?.map(({ serviceId, name }) => ({ id: serviceId, name }))}
      failure={error?.message}
      chosen={idsOf(chosen)}
      error={problem}
      autoFocus={false}
      onChange={([id]) => onChange(id)}
    />
  )
}

function AgentField({ chosen, problem, onChange }: ObjectFieldProps) {
  const [text, setText] = useState('')
  const { data, error } = useQuery(findAgents(text.trim()))
  const isFound = data?.agents.some(({ id }) => id === chosen)
  // In a form opened again, the chosen agent was not searched for.
  const known = useQuery({ ...agentQueries.detail(chosen ?? 0), enabled: chosen !== undefined && !isFound }).data
  const options = [
    ...(data?.agents ?? []),
    ...(known && chosen !== undefined && !isFound ? [{ ...known, id: chosen }] : []),
  ].map(nameAgent)
  return (
    <ChoiceCombobox
      label="Agent"
      options={options}
      failure={error?.message}
      chosen={idsOf(chosen)}
      error={problem}
      autoFocus={false}
      onSearch={setText}
      onChange={([id]) => onChange(id)}
    />
  )
}

const nameAgent = ({
  id,
  loginId,
  firstName,
  lastName,
}: Pick<AgentSummary, 'id' | 'loginId' | 'firstName' | 'lastName'>) => ({
  id,
  name: `${loginId} ${firstName} ${lastName}`,
})

function LevelField({ level, onChange }: { level: number; onChange: (level: number) => void }) {
  const name = useId()
  return (
    <fieldset className={styles.levels} role="radiogroup" aria-label="Level">
      <span aria-hidden="true">Level</span>
      {LEVELS.map((each) => (
        <label key={each} className={styles.choice}>
          <input
            type="radio"
            name={name}
            aria-label={String(each)}
            checked={level === each}
            onChange={() => onChange(each)}
          />
          {each}
        </label>
      ))}
      <span className={styles.hint}>1 is first in line</span>
    </fieldset>
  )
}
