import { Link } from '@tanstack/react-router'
import styles from './ChangeList.module.css'

/** The agent of a change, before its words. */
export const AgentLink = ({ agent: { id, name } }: { agent: { id: number; name: string } }) => (
  <>
    <Link to="/agents/$id" params={{ id }} className={styles.agent}>
      <bdi>{name}</bdi>
    </Link>{' '}
  </>
)
