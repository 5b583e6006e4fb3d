import { Link } from '@tanstack/react-router'
import styles from './Message.module.css'

export const NotFoundPage = () => (
  <div className={styles.message}>
    <title>Page not found · Agent Console</title>
    <h1>Page not found</h1>
    <p>Check the address, or go to one of these pages.</p>
    <p className={styles.ways}>
      <Link to="/agents">Agents</Link>
      <Link to="/skills">Skills</Link>
      <Link to="/services">Services</Link>
      <Link to="/history">History</Link>
    </p>
  </div>
)
