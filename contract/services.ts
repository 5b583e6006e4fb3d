import * as z from 'zod/mini'
import { id, next } from '#contract/common.ts'

/** The ACD Feature Code of a service (its "LiveVox ACD Mode"), and the platform's name for it. */
export const ACD_MODES: ReadonlyMap<number, string> = new Map([
  [0, 'No ACD'],
  [2, 'Agent At Ready Out'],
  [3, 'Manual'],
  [6, 'Agent At Ready In'],
  [7, 'Agent Call Out'],
  [8, 'HCI'],
  [9, 'Strict HCI'],
])

/** Only ACD services can be assigned to an agent (Update Agent Add Service). */
export const isAssignable = (acdFeatureCode: number) => acdFeatureCode !== 0 && ACD_MODES.has(acdFeatureCode)

export const callCenterSummary = z.object({ callCenterId: id, name: z.string() })

export const callCenterPage = z.object({ callCenter: z._default(z.array(callCenterSummary), []), next })
export type CallCenterPage = z.infer<typeof callCenterPage>

/** Our own server adds the call center and the ACD feature code to each row; others may not. */
export const serviceSummary = z.object({
  serviceId: id,
  name: z.string(),
  callCenterId: z.optional(id),
  acdFeatureCode: z.optional(z.int()),
})
export type ServiceSummary = z.infer<typeof serviceSummary>

export const servicePage = z.object({ service: z._default(z.array(serviceSummary), []), next })

export const service = z.object({
  name: z.string(),
  callCenterId: id,
  acdFeatureCode: z.int(),
  callDirection: z.optional(z.string()),
})

export const clientSettings = z.object({
  displayName: z.string(),
  clientCode: z.string(),
  acdAgentSkillEnabled: z.boolean(),
})
