import { Link } from '@tanstack/react-router'
import styles from './Message.module.css'

export const NotFoundPage = () => (
  <div className={styles.message}>
    <title>Not found · Agent Console</title>
    <h1>There is no such page</h1>
    <p>The address may be mistyped, or what it led to is gone.</p>
    <Link to="/agents">To the agents</Link>
  </div>
)
