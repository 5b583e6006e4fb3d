import { mutationOptions, useMutation, useQueryClient, type QueryClient } from '@tanstack/react-query'
import type { Agent } from '#contract/agents.ts'
import { ApiError } from '#contract/client.ts'
import { agentSkillQueries } from './agent-skills.ts'
import { agentQueries, showLevelInLists } from './agents.ts'
import { call, callWithChanges } from './call.ts'
import { undoChange } from './history.ts'
import { startWrite } from './start-write.ts'

// Writes about one agent and one skill or service are sent one after another: the last one made is the last one done.
export const scopeOf = (agentId: number, kind: 'skill' | 'service', id: number) => ({
  id: `agent/${agentId}/${kind}/${id}`,
})

export const writesOf = (agentId: number) => ['agents', 'assign', agentId]

/** Changes the agent on screen at once. Cancels a read that left before the write, which would bring back the old state. */
export async function show(queryClient: QueryClient, agentId: number, change: (agent: Agent) => Agent) {
  const { queryKey } = agentQueries.detail(agentId)
  await queryClient.cancelQueries({ queryKey })
  queryClient.setQueryData(queryKey, (agent) => agent && change(agent))
}

/**
 * Shows an agent's level at a skill wherever it is on screen; undefined means without the skill. Resolves with the former state.
 */
async function showLevel(queryClient: QueryClient, agentId: number, skillId: number, level: number | undefined) {
  const agent = queryClient.getQueryData(agentQueries.detail(agentId).queryKey)
  const before = agent?.assignedAgentSkill.find(({ id }) => id === skillId)?.proficiency
  await Promise.all([
    show(queryClient, agentId, (current) =>
      level === undefined ? withoutSkill(current, skillId) : withSkill(current, skillId, level),
    ),
    queryClient.cancelQueries({ queryKey: agentQueries.lists() }),
  ])
  return { before, showListsAgain: showLevelInLists(queryClient, agentId, skillId, level) }
}

type Shown = Awaited<ReturnType<typeof showLevel>>

/** Undoes on screen the change of a refused write. */
async function showAgain(queryClient: QueryClient, agentId: number, skillId: number, shown: Shown | undefined) {
  if (!shown) return
  shown.showListsAgain()
  const { before } = shown
  await show(queryClient, agentId, (current) =>
    before === undefined ? withoutSkill(current, skillId) : withSkill(current, skillId, before),
  )
}

/** Refetches the agent after the last of several writes: earlier, it would undo on screen the writes still on their way. */
export function refresh(queryClient: QueryClient, agentId: number) {
  if (queryClient.isMutating({ mutationKey: writesOf(agentId) }) > 1) return undefined
  return Promise.all([
    queryClient.invalidateQueries({ queryKey: agentQueries.detail(agentId).queryKey }),
    queryClient.invalidateQueries({ queryKey: agentQueries.related(agentId).queryKey }),
  ])
}

/**
 * Refetches the agent and the skill. A list that shows the new level already refetches when it is next opened, so that no row
 * moves away while its neighbor is being set; if the level is unknown, it refetches at once.
 */
function refreshSkill(queryClient: QueryClient, agentId: number, skillId: number, known: boolean) {
  return Promise.all([
    refresh(queryClient, agentId),
    queryClient.invalidateQueries({ queryKey: agentQueries.lists(), refetchType: known ? 'none' : 'active' }),
    queryClient.invalidateQueries({ queryKey: agentQueries.counts() }),
    queryClient.invalidateQueries({ queryKey: agentSkillQueries.detail(skillId).queryKey, refetchType: 'none' }),
    queryClient.invalidateQueries({ queryKey: agentSkillQueries.counts().queryKey }),
  ])
}

const withSkill = (agent: Agent, id: number, proficiency: number): Agent => {
  const isAssigned = agent.assignedAgentSkill.some((skill) => skill.id === id)
  return {
    ...agent,
    assignedAgentSkill: isAssigned
      ? agent.assignedAgentSkill.map((skill) => (skill.id === id ? { id, proficiency } : skill))
      : [...agent.assignedAgentSkill, { id, proficiency }],
  }
}

const withoutSkill = (agent: Agent, id: number): Agent => ({
  ...agent,
  assignedAgentSkill: agent.assignedAgentSkill.filter((skill) => skill.id !== id),
})

/**
 * Gives the skill at a level, or sets the level of a skill that the agent has: the API has one method for both. Resolves with the
 * id of the change; undefined where nothing changed.
 */
const setProficiency = (queryClient: QueryClient, agentId: number, skillId: number) =>
  mutationOptions({
    mutationKey: writesOf(agentId),
    scope: scopeOf(agentId, 'skill', skillId),
    mutationFn: async (proficiency: number) => {
      const params = { agent: agentId, id: skillId }
      return (await callWithChanges('addAgentSkill', { params, query: { proficiency } })).changes[0]
    },
    onMutate: (proficiency) => showLevel(queryClient, agentId, skillId, proficiency),
    onError: (_error, _proficiency, shown) => showAgain(queryClient, agentId, skillId, shown),
    onSettled: (_reply, error) => refreshSkill(queryClient, agentId, skillId, !error),
  })

export const useSetProficiency = (agentId: number, skillId: number) =>
  useMutation(setProficiency(useQueryClient(), agentId, skillId))

export function useRemoveSkill(agentId: number, skillId: number) {
  const queryClient = useQueryClient()
  return useMutation({
    mutationKey: writesOf(agentId),
    scope: scopeOf(agentId, 'skill', skillId),
    mutationFn: async () =>
      (await callWithChanges('removeAgentSkill', { params: { agent: agentId, id: skillId } })).changes[0],
    onMutate: () => showLevel(queryClient, agentId, skillId, undefined),
    onError: (_error, _nothing, shown) => showAgain(queryClient, agentId, skillId, shown),
    onSettled: (_reply, error) => refreshSkill(queryClient, agentId, skillId, !error),
  })
}

/** This user's change of an agent's skill, and the level before it; undefined means without the skill. */
interface LevelChange {
  change: number
  from: number | undefined
}

/**
 * Takes back this user's change of the agent's skill; refused when anybody changed it since. Resolves with the agent's level,
 * read back.
 */
const undoLevel = (queryClient: QueryClient, agentId: number, skillId: number) =>
  mutationOptions({
    mutationKey: writesOf(agentId),
    scope: scopeOf(agentId, 'skill', skillId),
    mutationFn: async ({ change }: LevelChange) => {
      await undoChange(change)
      const { assignedAgentSkill } = await call('readAgent', { params: { id: agentId } })
      return assignedAgentSkill.find(({ id }) => id === skillId)?.proficiency
    },
    onMutate: ({ from }) => showLevel(queryClient, agentId, skillId, from),
    onError: (_error, _change, shown) => showAgain(queryClient, agentId, skillId, shown),
    onSettled: () => refreshSkill(queryClient, agentId, skillId, false),
  })

export const useUndoLevel = (agentId: number, skillId: number) =>
  useMutation(undoLevel(useQueryClient(), agentId, skillId))

/** Gives an agent one skill after another: the skills are known only then. */
export function useAddSkills(agentId: number) {
  const queryClient = useQueryClient()
  return {
    add: (skillId: number, level: number) =>
      startWrite(queryClient, setProficiency(queryClient, agentId, skillId), level),
    takeBack: (skillId: number, change: number) =>
      startWrite(queryClient, undoLevel(queryClient, agentId, skillId), { change, from: undefined }),
  }
}

export interface Given {
  added: number[]
  failed: { id: number; reason: string }[]
}

export interface EachAgent {
  agents: readonly number[]
  onProgress: (done: number) => void
  isStopped: () => boolean
}

/**
 * Gives something to several agents, one after another. Resolves with the agents who have it now, and the refused ones with their
 * reasons. Stops where every further answer would be the same, and gives the rest that reason. Asks `isStopped` before each
 * agent.
 */
export async function giveToEach(
  { agents, onProgress, isStopped }: EachAgent,
  give: (agent: number) => Promise<unknown>,
): Promise<Given> {
  const given: Given = { added: [], failed: [] }
  let hopeless: string | undefined
  for (const [done, agent] of agents.entries()) {
    if (isStopped()) break
    onProgress(done)
    try {
      if (hopeless === undefined) await give(agent)
      if (hopeless === undefined) given.added.push(agent)
      else given.failed.push({ id: agent, reason: hopeless })
    } catch (error) {
      if (!(error instanceof ApiError) || error.kind === 'unauthenticated') throw error
      if (error.kind === 'unreachable' || error.kind === 'unanswered' || error.kind === 'forbidden')
        hopeless = error.message
      given.failed.push({ id: agent, reason: error.message })
    }
  }
  return given
}

export function useGiveSkill(skillId: number, proficiency: number) {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: (each: EachAgent) =>
      giveToEach(each, (agent) => call('addAgentSkill', { params: { agent, id: skillId }, query: { proficiency } })),
    onSettled: () =>
      Promise.all([
        queryClient.invalidateQueries({ queryKey: agentQueries.all() }),
        queryClient.invalidateQueries({ queryKey: agentSkillQueries.all() }),
      ]),
  })
}
