import { useQuery } from '@tanstack/react-query'
import { useId, useState } from 'react'
import type { PlannedChange } from '#contract/planned-changes.ts'
import { agentSkillQueries } from '#src/api/agent-skills.ts'
import { findAgents } from '#src/api/find-agents.ts'
import { serviceQueries } from '#src/api/services.ts'
import { ChoiceCombobox } from '#src/components/widgets/ChoiceCombobox.tsx'
import styles from './BulkChanges.module.css'
import type { DraftChange } from './draft-changes.ts'

interface ChangeFieldsProps {
  change: DraftChange
  problem: string | undefined
  onChange: (change: DraftChange) => void
}

/** The fields of one change: which skill, service or agent, and what becomes of it. */
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
              checked={change.exactly ?? false}
              onChange={(event) => onChange({ ...change, exactly: event.target.checked })}
            />
            Exactly
            <span className={styles.hint}>Also sets other levels and removes skills that agent doesn’t have.</span>
          </label>
        </>
      )}
      {kind === 'set-wrap-up-time' && (
        <WrapUpField
          seconds={change.wrapUpTime}
          problem={problem}
          onChange={(wrapUpTime) => onChange({ ...change, wrapUpTime })}
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
      onChange={([id]) => onChange(id)}
    />
  )
}

function AgentField({ chosen, problem, onChange }: ObjectFieldProps) {
  const [text, setText] = useState('')
  const { data, error } = useQuery(findAgents(text.trim()))
  const options = data?.agents.map(({ id, loginId, firstName, lastName }) => ({
    id,
    name: `${loginId} ${firstName} ${lastName}`,
  }))
  return (
    <ChoiceCombobox
      label="Agent"
      options={options}
      failure={error?.message}
      chosen={idsOf(chosen)}
      error={problem}
      onSearch={setText}
      onChange={([id]) => onChange(id)}
    />
  )
}

const LEVELS = [1, 2, 3, 4, 5]

function LevelField({ level, onChange }: { level: number | undefined; onChange: (level: number) => void }) {
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

interface WrapUpFieldProps {
  seconds: number | undefined
  problem: string | undefined
  onChange: (seconds: number | undefined) => void
}

function WrapUpField({ seconds, problem, onChange }: WrapUpFieldProps) {
  const id = useId()
  return (
    <div className={styles.field}>
      <label htmlFor={id}>Wrap-up time in seconds</label>
      <input
        id={id}
        inputMode="numeric"
        defaultValue={seconds ?? ''}
        autoComplete="off"
        aria-invalid={problem !== undefined}
        aria-describedby={`${id}hint`}
        onChange={(event) => onChange(/^-?\d{1,6}$/.test(event.target.value) ? Number(event.target.value) : undefined)}
      />
      <p id={`${id}hint`} className={problem === undefined ? styles.hint : styles.problem}>
        {problem ?? '-1 is unlimited.'}
      </p>
    </div>
  )
}
