import { useQuery } from '@tanstack/react-query'
import { useId } from 'react'
import type { DemoAccount } from '#contract/dashboard.ts'
import { sessionQueries, type Credentials } from '#src/api/session.ts'
import styles from './SignInForm.module.css'

const credentialsOf = ({ clientName, userName, password }: DemoAccount): Credentials => ({
  clientName,
  userName,
  password,
})

/** The accounts of the demo data. Shows nothing without demo data. */
export function DemoAccounts({ onPick }: { onPick: (account: Credentials) => void }) {
  const titleId = useId()
  const { data: accounts = [] } = useQuery(sessionQueries.demoAccounts())
  if (!accounts.length) return null
  return (
    <section className={styles.accounts} aria-labelledby={titleId}>
      <h2 id={titleId}>Demo accounts</h2>
      <ul className={styles.list}>
        {accounts.map((account) => (
          <li key={`${account.clientName}/${account.userName}`}>
            <button type="button" className={styles.account} onClick={() => onPick(credentialsOf(account))}>
              <bdi className={styles.user}>{account.userName}</bdi>
              <span className={styles.role}>
                {account.role} · {account.clientName}
              </span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  )
}
