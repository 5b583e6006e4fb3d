import type { DemoClient } from '#server/first-start/demo/client.ts'
import { namedAgentsOfNorth } from '#server/first-start/demo/named-agents.ts'

export const north: DemoClient = {
  id: 1005018,
  code: 'NORTH',
  displayName: 'North Contact Center',
  users: [{ userName: 'north-manager', role: 'Manager', administersAgents: true }],
  callCenters: [
    {
      id: 5101,
      name: 'Halifax',
      services: [
        { id: 81001, name: 'Ferry Reservations', acdFeatureCode: 6, callDirection: 'Inbound' },
        { id: 81002, name: 'Ferry Disruptions', acdFeatureCode: 7, callDirection: 'Blended' },
        { id: 81003, name: 'Group Travel', acdFeatureCode: 3, callDirection: 'Blended' },
        { id: 81004, name: 'Departure Notices', acdFeatureCode: 0, callDirection: 'Outbound' },
      ],
    },
    {
      id: 5102,
      name: 'Calgary',
      services: [
        { id: 81011, name: 'Utility Accounts', acdFeatureCode: 6, callDirection: 'Inbound' },
        { id: 81012, name: 'Outage Reports', acdFeatureCode: 6, callDirection: 'Inbound' },
        { id: 81013, name: 'Meter Appointments', acdFeatureCode: 2, callDirection: 'Outbound' },
        { id: 81014, name: 'Arrears', acdFeatureCode: 9, callDirection: 'Outbound' },
      ],
    },
  ],
  skills: [
    { id: 20411, name: 'FRENCH', share: 0.4, description: 'Service in French' },
    { id: 20412, name: 'RESERVATIONS', share: 0.45, description: 'Trained on the booking system' },
    { id: 20413, name: 'OUTAGES', share: 0.3, description: 'Power and gas outages' },
    { id: 20414, name: 'ARREARS', share: 0.2, description: 'Late payments' },
    { id: 20415, name: 'GROUPS', share: 0.1, description: 'Parties of ten and more' },
    { id: 20416, name: 'VIP', share: 0.05, description: 'Key accounts' },
  ],
  namedAgents: namedAgentsOfNorth,
  firstAgentId: 210_000,
  // Find Matching Agents, first example: the last name "One" finds one agent here.
  keptOutOfLastNames: 'ONE',
}
