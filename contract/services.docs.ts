import { nextField, rowsField } from '#contract/common.docs.ts'
import { docsOf, type FieldDocs, type SchemaDocs } from '#contract/docs.ts'
import {
  ACD_MODES,
  callCenterPage,
  callCenterSummary,
  clientSettings,
  isAssignable,
  service,
  servicePage,
  serviceSummary,
} from '#contract/services.ts'

const modes = [...ACD_MODES].map(([code, name]) => `${code} ${name}`).join(', ')
const notAssignable = [...ACD_MODES].flatMap(([code, name]) => (isAssignable(code) ? [] : [`${code} (${name})`]))

const callCenterId: FieldDocs = { text: 'The id of its call center.', example: 429 }
const acdFeatureCode: FieldDocs = {
  text: `The service’s LiveVox ACD Mode: ${modes}. A service with ${notAssignable.join(' or ')} cannot be assigned to an agent.`,
  example: 6,
}

export const serviceSchemas = {
  CallCenterSummary: docsOf(callCenterSummary, {
    text: 'A call center, as the list shows it.',
    fields: {
      callCenterId: { text: 'The id of the call center.', example: 428 },
      name: { text: 'The name.', example: 'Call center 428' },
    },
  }),
  CallCenterPage: docsOf(callCenterPage, {
    text: 'A page of call centers.',
    fields: {
      callCenter: rowsField('The call centers, by id.'),
      next: { ...nextField, example: 'configuration/callCenters/?client=4199&offset=2&count=2' },
    },
  }),
  ServiceSummary: docsOf(serviceSummary, {
    text: 'A service, as the list shows it.',
    fields: {
      serviceId: { text: 'The id of the service.', example: 17885 },
      name: { text: 'The name.', example: 'Service 17885' },
      callCenterId: { ...callCenterId, always: true },
      acdFeatureCode: { ...acdFeatureCode, always: true },
    },
  }),
  ServicePage: docsOf(servicePage, {
    text: 'A page of services.',
    fields: {
      service: rowsField('The services, by id.'),
      next: { ...nextField, example: 'configuration/services/?client=4199&callCenter=428&offset=2&count=2' },
    },
  }),
  Service: docsOf(service, {
    text: 'A service.',
    fields: {
      name: { text: 'The name.', example: 'Service 17885' },
      callCenterId,
      acdFeatureCode,
      callDirection: { text: 'The direction of its calls.', always: true, example: 'Inbound' },
    },
  }),
  ClientSettings: docsOf(clientSettings, {
    text: 'The settings of a client.',
    fields: {
      displayName: { text: 'The name that people see.', example: 'Client 4199' },
      clientCode: { text: 'The code that its users and agents sign in with, as `clientName`.', example: 'C4199' },
      acdAgentSkillEnabled: { text: 'Whether calls are routed by agent skills.', example: true },
    },
  }),
} satisfies Record<string, SchemaDocs>
