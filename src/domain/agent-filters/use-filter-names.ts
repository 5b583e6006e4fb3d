import { useQuery } from '@tanstack/react-query'
import { agentSkillQueries } from '#src/api/agent-skills.ts'
import { callCenterQueries } from '#src/api/call-centers.ts'
import { serviceQueries } from '#src/api/services.ts'
import type { Names } from './filter-words.ts'
import type { Filter, FilterName } from './filters.ts'

/** Returns the names of the objects that filters name by id, and reads only the lists that it needs. */
export function useFilterNames(filters: readonly Filter[]): Names {
  const has = (wanted: FilterName) => filters.some(({ name }) => name === wanted)
  const skills = useQuery({ ...agentSkillQueries.list(), enabled: has('skill') }).data
  const services = useQuery({ ...serviceQueries.list(), enabled: has('service') }).data
  const callCenters = useQuery({ ...callCenterQueries.list(), enabled: has('callCenter') }).data
  return {
    skill: skills && new Map(skills.map(({ id, name }) => [id, name])),
    service: services && new Map(services.map(({ serviceId, name }) => [serviceId, name])),
    callCenter: callCenters && new Map(callCenters.map(({ callCenterId, name }) => [callCenterId, name])),
  }
}
