import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useRef, type ReactNode } from 'react'
import { agentQueries } from '#src/api/agents.ts'
import { useLeftList } from '#src/domain/agent-filters/agents-search.ts'
import { AccountStatus } from '#src/domain/AccountStatus.tsx'
import { Breadcrumbs } from '#src/components/Breadcrumbs.tsx'
import { RelativeTime } from '#src/components/RelativeTime.tsx'
import { Skeleton } from '#src/components/Skeleton.tsx'
import { VisuallyHidden } from '#src/components/VisuallyHidden.tsx'
import { initials } from '#src/lib/format.ts'
import styles from './AgentHeader.module.css'
import { UnlockButton } from '#src/domain/agents-table/UnlockButton.tsx'
import { isolate } from '#src/lib/isolate.ts'

interface AgentHeaderProps {
  id: number
  /** The other actions on them. */
  actions: ReactNode
}

/** The agent's name and status. */
export function AgentHeader({ id, actions }: AgentHeaderProps) {
  const { data: agent, isError } = useQuery(agentQueries.detail(id))
  const list = useLeftList()
  const heading = useRef<HTMLHeadingElement>(null)
  const name = agent && `${agent.firstName} ${agent.lastName}`
  return (
    <header>
      <title>{name ? `${isolate(name)} · Agent Console` : 'Agent · Agent Console'}</title>
      <Breadcrumbs
        links={[
          <Link key="agents" to="/agents" search={list} activeOptions={{ exact: true }}>
            Agents
          </Link>,
        ]}
        current={agent?.loginId ?? (isError ? id : <Skeleton width={88} />)}
      />
      <div className={styles.header}>
        <span className={styles.monogram} aria-hidden="true">
          {agent && initials(agent.firstName, agent.lastName)}
        </span>
        <div className={styles.who}>
          <h1 ref={heading} tabIndex={-1}>
            {name ? <bdi>{name}</bdi> : isError ? `Agent ${id}` : <NameSkeleton />}
          </h1>
          {agent ? (
            <ul className={styles.facts}>
              <li>
                <AccountStatus active={agent.active} locked={agent.locked} />
              </li>
              <li>
                <bdi>{agent.loginId}</bdi>
              </li>
              <li>
                {typeof agent.lastLogin === 'number' ? (
                  <>
                    Last login <RelativeTime time={agent.lastLogin} />
                    {agent.lastLoginIp ? ` from ${agent.lastLoginIp}` : ''}
                  </>
                ) : (
                  'Never logged in'
                )}
              </li>
            </ul>
          ) : (
            !isError && (
              <p className={styles.waiting}>
                <Skeleton width={280} />
              </p>
            )
          )}
        </div>
        <div className={styles.actions} data-locked={agent?.locked === true}>
          {agent?.locked && (
            // The button goes with the lock, so the focus goes to the name.
            <UnlockButton id={id} loginId={agent.loginId} onUnlock={() => heading.current?.focus()} />
          )}
          {actions}
        </div>
      </div>
    </header>
  )
}

const NameSkeleton = () => (
  <>
    <VisuallyHidden>Loading the agent</VisuallyHidden>
    <Skeleton width={200} height={18} />
  </>
)
