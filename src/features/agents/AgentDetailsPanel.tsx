import { useQuery } from '@tanstack/react-query'
import type { Agent } from '#contract/agents.ts'
import { agentQueries } from '#src/api/agents.ts'
import { FactList, FactListSkeleton, type Fact } from '#src/components/FactList.tsx'
import { Loaded } from '#src/components/Loaded.tsx'
import { RelativeTime } from '#src/components/RelativeTime.tsx'
import { Panel } from '#src/components/Panel.tsx'
import { formatPhone } from '#src/lib/format-phone.ts'
import { TemporaryUntil } from '#src/domain/temporary/TemporaryUntil.tsx'
import { inWords } from '#src/domain/agent-words.ts'

const factsOf = (id: number, agent: Agent): Fact[] => [
  ['Login ID', <bdi key="loginId">{agent.loginId}</bdi>],
  ['Phone', formatPhone(agent.phone)],
  [
    'Wrap-up time',
    <>
      {inWords(agent.wrapUpTime)}
      <TemporaryUntil agent={id} field="wrapUpTime" value={agent.wrapUpTime} />
    </>,
  ],
  ['Home agent', inWords(agent.homeAgent)],
  ['Active', inWords(agent.active)],
  ...(typeof agent.passwordLastModified === 'number'
    ? [['Password changed', <RelativeTime key="password" time={agent.passwordLastModified} />] as const]
    : []),
]

export function AgentDetailsPanel({ id }: { id: number }) {
  const agent = useQuery(agentQueries.detail(id))
  return (
    <Panel title="Details">
      <Loaded what="The details" reads={[agent]} data={agent.data} skeleton={<FactListSkeleton count={6} />}>
        {(details) => <FactList facts={factsOf(id, details)} />}
      </Loaded>
    </Panel>
  )
}
