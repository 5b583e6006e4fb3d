import { Link } from '@tanstack/react-router'
import { Fragment } from 'react'
import type { AgentRow } from '#contract/agent-question.ts'
import styles from './DetailCells.module.css'

/** `SPANISH 1 · GOLD 2 · +3`: where that is too long, names are cut, but no level and no number. */
export function SkillsCell({ agent: { skills } }: { agent: AgentRow }) {
  if (!skills?.total) return '–'
  return (
    <span className={styles.list}>
      {skills.top.map(({ id, name, proficiency }, index) => (
        <Fragment key={id}>
          {index > 0 && ' · '}
          <bdi>{name}</bdi> <span className={styles.level}>{proficiency}</span>
        </Fragment>
      ))}
      <More of={skills} />
    </span>
  )
}

export function ServicesCell({ agent: { services } }: { agent: AgentRow }) {
  if (!services?.total) return '–'
  return (
    <span className={styles.list}>
      {services.top.map(({ id, name }, index) => (
        <Fragment key={id}>
          {index > 0 && ' · '}
          <Link to="/services/$id" params={{ id }} className={styles.link}>
            <bdi>{name}</bdi>
          </Link>
        </Fragment>
      ))}
      <More of={services} />
    </span>
  )
}

export function CallCentersCell({ agent: { callCenters } }: { agent: AgentRow }) {
  if (!callCenters?.length) return '–'
  return callCenters.map(({ id, name }, index) => (
    <Fragment key={id}>
      {index > 0 && ', '}
      <bdi>{name}</bdi>
    </Fragment>
  ))
}

function More({ of: { top, total } }: { of: { top: readonly unknown[]; total: number } }) {
  return total > top.length && ` · +${total - top.length}`
}
