import { ACD_MODES, isAssignable, type CallCenterPage, type ServiceSummary } from '#contract/services.ts'
import { groupBy } from '#src/lib/group-by.ts'

type CallCenter = CallCenterPage['callCenter'][number]

// A platform may not say to which call center a service belongs.
const NO_CALL_CENTER = 'Other'

export const acdModeOf = ({ acdFeatureCode }: ServiceSummary) =>
  acdFeatureCode === undefined ? undefined : ACD_MODES.get(acdFeatureCode)

/** Returns why a service cannot be given (Update Agent Add Service). One of unknown ACD mode may be: the server decides. */
const refusalOf = ({ acdFeatureCode }: ServiceSummary) =>
  acdFeatureCode === undefined || isAssignable(acdFeatureCode)
    ? undefined
    : `${ACD_MODES.get(acdFeatureCode) ?? 'Not an ACD service'}: can’t be assigned`

/** The services by the name of their call center, both in alphabetical order. */
export function byCallCenter(services: readonly ServiceSummary[], callCenters: readonly CallCenter[]) {
  const names = new Map(callCenters.map(({ callCenterId, name }) => [callCenterId, name]))
  const nameOf = ({ callCenterId }: ServiceSummary) =>
    callCenterId === undefined ? NO_CALL_CENTER : (names.get(callCenterId) ?? `Call center ${callCenterId}`)
  const sorted = [...services].sort((a, b) => a.name.localeCompare(b.name))
  return [...groupBy(sorted, nameOf)].sort(([a], [b]) => a.localeCompare(b))
}

/** The services to pick from. Call centers without a service that the user may give come last: `denied` returns the reason. */
export function serviceOptions(
  services: readonly ServiceSummary[],
  callCenters: readonly CallCenter[],
  denied: (id: number) => string | undefined,
) {
  const groups = byCallCenter(services, callCenters).map(([group, members]) =>
    members.map((service) => ({
      id: service.serviceId,
      name: service.name,
      group,
      detail: acdModeOf(service),
      // The server asks in this order.
      refusal: denied(service.serviceId) ?? refusalOf(service),
    })),
  )
  const isTheirs = (group: readonly { id: number }[]) => group.some(({ id }) => denied(id) === undefined)
  return [...groups.filter(isTheirs), ...groups.filter((group) => !isTheirs(group))].flat()
}

/** Returns the known services with these ids. */
export function namedServices(ids: readonly { id: number }[], services: readonly ServiceSummary[]): ServiceSummary[] {
  const known = new Map(services.map((service) => [service.serviceId, service]))
  return ids.map(({ id }) => known.get(id) ?? { serviceId: id, name: 'Service' })
}
