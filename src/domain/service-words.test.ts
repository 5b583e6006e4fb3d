import { expect, it } from 'vitest'
import { serviceOptions } from './service-words.ts'

const callCenters = [
  { callCenterId: 1, name: 'Aachen' },
  { callCenterId: 2, name: 'Bogotá' },
]
const services = [
  { serviceId: 11, name: 'Alpha', callCenterId: 1, acdFeatureCode: 6 },
  { serviceId: 12, name: 'Beta', callCenterId: 1, acdFeatureCode: 0 },
  { serviceId: 21, name: 'Gamma', callCenterId: 2, acdFeatureCode: 0 },
  { serviceId: 22, name: 'Delta', callCenterId: 2, acdFeatureCode: 6 },
]

it('offers all services by call center, those without ACD refused', () => {
  const options = serviceOptions(services, callCenters, () => undefined)
  expect(options.map(({ id }) => id)).toEqual([11, 12, 22, 21])
  expect(options.filter(({ refusal }) => refusal !== undefined).map(({ id }) => id)).toEqual([12, 21])
})

it('puts last the call centers of which nothing is the user’s to give, with that as the reason before any other', () => {
  const options = serviceOptions(services, callCenters, (id) => (id === 22 ? undefined : `not ${id}`))
  expect(options.map(({ id, refusal }) => [id, refusal])).toEqual([
    [22, undefined],
    [21, 'not 21'],
    [11, 'not 11'],
    [12, 'not 12'],
  ])
})
