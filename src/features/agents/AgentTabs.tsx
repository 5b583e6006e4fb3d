import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { KeyboardEvent } from 'react'
import { agentQueries } from '#src/api/agents.ts'
import type { Tab } from '#src/domain/agent-filters/agents-search.ts'
import styles from './AgentTabs.module.css'
import { countWords } from './use-count.ts'

/** The panel that the tabs control. */
export const TAB_PANEL = 'agents-of-tab'
export const tabId = (tab: Tab) => `agents-tab-${tab}`

/** The arrow keys, Home and End go from tab to tab, and the tab they come to opens. */
function moveOn(event: KeyboardEvent<HTMLElement>) {
  const tabs = [...event.currentTarget.querySelectorAll<HTMLElement>('[role="tab"]')]
  const at = tabs.findIndex((tab) => tab === document.activeElement)
  const to = { ArrowRight: at + 1, ArrowLeft: at - 1 + tabs.length, Home: 0, End: tabs.length - 1, ' ': at }[event.key]
  if (at < 0 || to === undefined) return
  event.preventDefault()
  const tab = tabs[to % tabs.length]
  tab?.focus()
  tab?.click()
}

export function AgentTabs({ open }: { open: Tab }) {
  const all = useQuery(agentQueries.count({}))
  const locked = useQuery(agentQueries.count({ status: 'locked' }))
  const tabs = [
    ['all', 'All', all.data],
    ['locked', 'Locked', locked.data],
  ] as const
  return (
    // The keys are those of the tabs inside, which alone have the focus.
    <div className={styles.tabs} role="tablist" aria-label="Which agents" tabIndex={-1} onKeyDown={moveOn}>
      {tabs.map(([tab, label, count]) => (
        <Link
          key={tab}
          from="/agents"
          to="/agents"
          search={(current) => ({ ...current, tab })}
          id={tabId(tab)}
          role="tab"
          aria-selected={tab === open}
          aria-controls={TAB_PANEL}
          tabIndex={tab === open ? 0 : -1}
        >
          {label}
          {/* Without the figure the tab is still the tab, so a failure shows none. */}
          <span className={styles.count}> {count && countWords(count)}</span>
        </Link>
      ))}
    </div>
  )
}
