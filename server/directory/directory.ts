import type {
  AgentCount,
  AgentRowPage,
  CheckedCountQuery,
  CheckedQuestion,
  CheckedRowsQuery,
} from '#contract/agent-question.ts'
import type { KnownClients, ServiceAgents, SkillLevels } from '#contract/dashboard.ts'
import type { Identity } from '#server/operations/context.ts'

/** Reads that the Configuration API does not offer. Each throws as the API's own lists do. */
export interface Directory {
  /** A page of the matching agents, with the columns of a list. */
  findAgents: (identity: Identity, query: CheckedRowsQuery) => Promise<AgentRowPage>
  /** How many agents match. */
  countAgents: (identity: Identity, query: CheckedCountQuery) => Promise<AgentCount>
  /**
   * The matching agents without the columns of a list, for work on all of them, page by page. `after`: the `next` of the page
   * before.
   */
  selectAgents: (
    identity: Identity,
    question: CheckedQuestion,
    page: { after: string | undefined; count: number },
  ) => Promise<{ agents: { id: number; loginId: string }[]; next: string | undefined }>
  /** The agents of a client with these login IDs, in any case. */
  agentsNamed: (client: number, loginIds: readonly string[]) => Promise<{ id: number; loginId: string }[]>
  /** The names of some agents of a client; those who are gone have none. */
  namesOf: (client: number, ids: readonly number[]) => Promise<Map<number, { firstName: string; lastName: string }>>
  /** The skills of a client, and how many agents are at each of their levels. */
  skillLevels: (identity: Identity, client: number | undefined) => Promise<SkillLevels>
  /** The services of a client, and how many agents each has. */
  serviceAgents: (identity: Identity, client: number | undefined) => Promise<ServiceAgents>
  /** The clients in which the caller may act, by name. */
  clients: (identity: Identity) => Promise<KnownClients>
  /** The client that a request names, or else the caller's own. Throws 403 if the caller may not act there, 404 if there is none. */
  clientOf: (identity: Identity, named: number | undefined) => Promise<number>
  /** The client that an agent, a skill or a service belongs to. */
  clientOfAgent: (identity: Identity, id: number) => Promise<number>
  clientOfSkill: (identity: Identity, id: number) => Promise<number>
  clientOfService: (identity: Identity, id: number) => Promise<number>
}
