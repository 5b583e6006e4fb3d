import { useQuery } from '@tanstack/react-query'
import { useId } from 'react'
import { LEVELS } from '#contract/agents.ts'
import { agentSkillQueries } from '#src/api/agent-skills.ts'
import { callCenterQueries } from '#src/api/call-centers.ts'
import { serviceQueries } from '#src/api/services.ts'
import { ChoiceCombobox, type Choice } from '#src/components/widgets/ChoiceCombobox.tsx'
import { STATUSES } from './filter-words.ts'
import styles from './FilterPanel.module.css'
import { readSkillFilter, writeSkillFilter, type ChoicesProps, type FilterName } from './filters.ts'
import { LastLoginChoices } from './LastLoginChoices.tsx'

/** The values to choose from for a filter. */
export function FilterChoices({ name, ...props }: ChoicesProps & { name: FilterName }) {
  switch (name) {
    case 'status':
      return <StatusChoices {...props} />
    case 'skill':
      return <SkillChoices {...props} />
    case 'service':
      return <ServiceChoices {...props} />
    case 'callCenter':
      return <CallCenterChoices {...props} />
    case 'lastLogin':
      return <LastLoginChoices {...props} />
    case 'homeAgent':
      return <HomeAgentChoices {...props} />
  }
}

const itemsOf = (value: string | undefined) => (value ? value.split(',') : [])

/** Adds an item to a list, or takes it out; undefined when none is left. */
function toggled(items: readonly string[], item: string): string[] {
  return items.includes(item) ? items.filter((other) => other !== item) : [...items, item]
}

const listOrNone = (items: readonly string[]) => (items.length ? items.join(',') : undefined)

function StatusChoices({ value, onChange }: ChoicesProps) {
  const chosen = itemsOf(value)
  return (
    <fieldset className={styles.choices} aria-label="Status">
      {Object.entries(STATUSES).map(([status, label], index) => (
        <label key={status} className={styles.choice}>
          <input
            type="checkbox"
            checked={chosen.includes(status)}
            autoFocus={index === 0}
            onChange={() => onChange(listOrNone(toggled(chosen, status)))}
          />
          {label}
        </label>
      ))}
    </fieldset>
  )
}

function SkillChoices({ value, onChange }: ChoicesProps) {
  const skills = useQuery(agentSkillQueries.list())
  const { id, levels } = readSkillFilter(value ?? '')
  return (
    <>
      <ChoiceCombobox
        label="Skill"
        options={skills.data?.map((skill) => ({ id: skill.id, name: skill.name }))}
        failure={skills.error?.message}
        chosen={id ? [Number(id)] : []}
        onChange={([skill]) => onChange(skill === undefined ? undefined : writeSkillFilter(String(skill), levels))}
      />
      <fieldset className={styles.choices}>
        <legend>Levels (any if none is ticked)</legend>
        <span className={styles.levels}>
          {LEVELS.map(String).map((level) => (
            <label key={level} className={styles.choice}>
              <input
                type="checkbox"
                aria-label={`Level ${level}`}
                checked={levels.includes(level)}
                disabled={!id}
                onChange={() => onChange(writeSkillFilter(id, toggled(levels, level)))}
              />
              {level}
            </label>
          ))}
        </span>
      </fieldset>
    </>
  )
}

function ServiceChoices(props: ChoicesProps) {
  const services = useQuery(serviceQueries.list())
  const options = services.data?.map(({ serviceId, name }) => ({ id: serviceId, name }))
  return <Alternatives label="Service" options={options} failure={services.error?.message} {...props} />
}

function CallCenterChoices(props: ChoicesProps) {
  const centers = useQuery(callCenterQueries.list())
  const options = centers.data?.map(({ callCenterId, name }) => ({ id: callCenterId, name }))
  return <Alternatives label="Call center" options={options} failure={centers.error?.message} {...props} />
}

interface AlternativesProps extends ChoicesProps {
  label: string
  options: Choice[] | undefined
  failure: string | undefined
}

const Alternatives = ({ value, onChange, ...props }: AlternativesProps) => (
  <ChoiceCombobox
    {...props}
    several
    chosen={itemsOf(value).map(Number)}
    onChange={(ids) => onChange(listOrNone(ids.map(String)))}
  />
)

function HomeAgentChoices({ value, onChange }: ChoicesProps) {
  const name = useId()
  return (
    <fieldset className={styles.choices} aria-label="Home agent">
      {(['yes', 'no'] as const).map((choice, index) => (
        <label key={choice} className={styles.choice}>
          <input
            type="radio"
            name={name}
            checked={value === choice}
            autoFocus={index === 0}
            onChange={() => onChange(choice)}
          />
          {choice === 'yes' ? 'Yes' : 'No'}
        </label>
      ))}
    </fieldset>
  )
}
