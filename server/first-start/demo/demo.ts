import { bulkChangesOfDemo } from '#server/first-start/demo/bulk-changes.ts'
import type { DemoClient, DemoService } from '#server/first-start/demo/client.ts'
import { namedAgentsOfDemo } from '#server/first-start/demo/named-agents.ts'
import { namedInScripts } from '#server/first-start/demo/named-in-scripts.ts'

const service = (
  id: number,
  name: string,
  acdFeatureCode: number,
  callDirection: DemoService['callDirection'],
): DemoService => ({ id, name, acdFeatureCode, callDirection })

const skill = (id: number, name: string, share: number, description: string) => ({ id, name, share, description })

/** Has every id that the specification's examples expect to find. */
export const demo: DemoClient = {
  id: 4199,
  code: 'DEMO',
  displayName: 'Demo Contact Center',
  users: [
    { userName: 'sysadmin', role: 'Sysadmin', administersAgents: false },
    { userName: 'superuser', role: 'Superuser', administersAgents: false },
    { userName: 'ituser', role: 'IT User', administersAgents: false },
    { userName: 'manager', role: 'Manager', administersAgents: true },
    { userName: 'teamlead', role: 'Manager', administersAgents: false },
    { userName: 'manager-east', role: 'Manager', administersAgents: true, callCenter: 695 },
  ],
  callCenters: [
    {
      id: 695,
      name: 'Chicago',
      services: [
        service(17798, 'Card Activation', 6, 'Inbound'),
        service(17801, 'Card Services Priority', 6, 'Inbound'),
        service(17810, 'Fraud Alerts', 7, 'Blended'),
        service(17812, 'Lost and Stolen', 6, 'Inbound'),
        service(17820, 'Balance Transfer Offers', 2, 'Outbound'),
        service(17826, 'Chargeback Desk', 3, 'Blended'),
        service(43185, 'Payment Reminder IVR', 0, 'Outbound'),
      ],
    },
    {
      id: 429,
      name: 'Manila',
      services: [
        service(17885, 'Customer Care General', 6, 'Inbound'),
        service(17886, 'Customer Care Billing', 6, 'Inbound'),
        service(17890, 'Tech Support Tier 1', 6, 'Inbound'),
        service(17891, 'Tech Support Tier 2', 7, 'Blended'),
        service(17897, 'Order Status', 6, 'Inbound'),
        service(17902, 'Returns and Exchanges', 6, 'Inbound'),
        service(38184, 'After Hours Voicemail', 0, 'Inbound'),
      ],
    },
    {
      id: 2829,
      name: 'Dallas',
      services: [
        service(40789, 'Collections Early Stage', 8, 'Outbound'),
        service(40790, 'Collections Mid Stage', 9, 'Outbound'),
        service(40795, 'Collections Late Stage', 9, 'Outbound'),
        service(40801, 'Payment Arrangements', 7, 'Blended'),
        service(40812, 'Skip Tracing', 3, 'Outbound'),
        service(40820, 'Hardship Line', 6, 'Inbound'),
        service(40831, 'Satisfaction Survey', 0, 'Outbound'),
      ],
    },
    {
      id: 428,
      name: 'Bogotá',
      isOnHoliday: true,
      services: [
        service(43131, 'Atención al Cliente', 6, 'Inbound'),
        service(43132, 'Soporte Técnico', 6, 'Inbound'),
        service(43140, 'Cobranza Temprana', 2, 'Outbound'),
        service(43147, 'Ventas', 6, 'Inbound'),
        service(43152, 'Renovaciones', 8, 'Outbound'),
        service(43160, 'Encuesta Automática', 0, 'Outbound'),
      ],
    },
    {
      id: 3107,
      name: 'Tampa',
      services: [
        service(49551, 'Premium Support', 6, 'Inbound'),
        service(49552, 'Winback Outbound', 2, 'Outbound'),
        service(49553, 'Retention Desk', 7, 'Blended'),
        service(49555, 'Loyalty Program', 6, 'Inbound'),
        service(49561, 'Sales Inbound', 6, 'Inbound'),
        service(49570, 'Upgrade Offers', 8, 'Outbound'),
        service(49574, 'Appointment Reminders', 0, 'Outbound'),
      ],
    },
    {
      id: 3264,
      name: 'Kraków',
      services: [
        service(72491, 'Premium Support Europe', 6, 'Inbound'),
        service(72492, 'Business Accounts', 7, 'Blended'),
        service(72495, 'Mortgage Servicing', 6, 'Inbound'),
        service(72503, 'Insurance Claims', 3, 'Blended'),
        service(72510, 'Policy Renewals', 9, 'Outbound'),
        service(72518, 'Branch Locator', 0, 'Inbound'),
      ],
    },
  ],
  skills: [
    skill(1021, 'SILVER', 0.43, 'Customers of the Silver plan'),
    skill(1022, 'GOLD', 0.26, 'Customers of the Gold plan'),
    skill(1023, 'PLATINUM', 0.12, 'Customers of the Platinum plan, answered first'),
    skill(8945, 'SPANISH', 0.28, 'Spanish Speaking Agents'),
    skill(8946, 'FRENCH', 0.09, 'French Speaking Agents'),
    skill(8947, 'PORTUGUESE', 0.07, 'Portuguese Speaking Agents'),
    skill(8948, 'TAGALOG', 0.12, 'Tagalog Speaking Agents'),
    skill(8951, 'MANDARIN', 0.04, 'Mandarin Speaking Agents'),
    skill(8953, 'POLISH', 0.03, 'Polish Speaking Agents'),
    {
      ...skill(8960, 'RELAY', 0.02, 'Calls through a relay operator, for callers who are deaf or hard of hearing'),
      hasNobodyFirst: true,
    },
    skill(12366, 'BILLING', 0.35, 'Invoices, due dates and payment methods'),
    skill(12367, 'RETENTION', 0.2, 'Callers who ask to cancel'),
    skill(12370, 'TECH TIER 1', 0.32, 'First line of technical support'),
    skill(12371, 'TECH TIER 2', 0.13, 'What the first line could not solve'),
    skill(12374, 'FRAUD', 0.09, 'Suspected fraud and stolen cards; background check required'),
    skill(12380, 'COLLECTIONS', 0.25, 'Trained in debt collection rules'),
    skill(12381, 'HARDSHIP', 0.06, 'Payment plans for customers in financial difficulty'),
    skill(15204, 'SALES', 0.24, 'New customers and new contracts'),
    skill(15207, 'UPGRADES', 0.14, 'Plan changes of existing customers'),
    skill(15212, 'CARD ACTIVATION', 0.18, 'New and replaced cards'),
    skill(15230, 'COMPLAINTS', 0.08, 'Formal complaints, answered within the legal term'),
    skill(15231, 'ESCALATIONS', 0.05, 'Callers who ask for a supervisor'),
    skill(74280, 'WINBACK', 0.06, 'Former customers who may return'),
    skill(74281, 'HOLIDAY OVERFLOW', 0.1, 'Helps out in November and December'),
  ],
  namedAgents: namedAgentsOfDemo,
  namedInScripts,
  firstAgentId: 320_000,
  bulkChanges: bulkChangesOfDemo,
}
