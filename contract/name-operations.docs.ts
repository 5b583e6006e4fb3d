import { pageFields } from '#contract/common.docs.ts'
import type { ConfigurationApi } from '#contract/configuration.ts'
import type { DocsOf } from '#contract/docs.ts'

export const nameOperationDocs: DocsOf<
  Pick<ConfigurationApi, 'listCallCenters' | 'listServices' | 'readService' | 'readClientSettings'>
> = {
  listCallCenters: {
    tag: 'Names',
    text: 'Lists the call centers of a client, by id, a page at a time.',
    query: pageFields,
    examples: {
      page: {
        summary: 'The first page',
        query: { client: 4199, count: 2, offset: 0 },
        status: 200,
        reply: {
          callCenter: [
            { callCenterId: 428, name: 'Call center 428' },
            { callCenterId: 429, name: 'Call center 429' },
          ],
          next: 'configuration/callCenters/?client=4199&offset=2&count=2',
        },
      },
      offsetMissing: {
        summary: '`offset` is missing',
        query: { count: 2 },
        status: 400,
        reply: { code: 202, message: 'Missing required field [offset]' },
      },
    },
  },
  listServices: {
    tag: 'Names',
    text: 'Lists the services of a client, or of one of its call centers, by id, a page at a time.',
    query: {
      ...pageFields,
      callCenter: { text: 'The id of a call center: lists its services alone.', example: 428 },
    },
    examples: {
      page: {
        summary: 'The services of a call center',
        query: { callCenter: 428, count: 2, offset: 1 },
        status: 200,
        reply: {
          service: [
            { serviceId: 43131, name: 'Service 43131', callCenterId: 428, acdFeatureCode: 6 },
            { serviceId: 43185, name: 'Service 43185', callCenterId: 428, acdFeatureCode: 0 },
          ],
          next: null,
        },
      },
      offsetMissing: {
        summary: '`offset` is missing',
        query: { count: 2 },
        status: 400,
        reply: { code: 202, message: 'Missing required field [offset]' },
      },
    },
  },
  readService: {
    tag: 'Names',
    text: 'Returns the name of a service and what it is.',
    params: { id: { text: 'The id of the service.', example: 17885 } },
    examples: {
      service: {
        summary: 'A service',
        params: { id: 17885 },
        status: 200,
        reply: { name: 'Service 17885', callCenterId: 429, acdFeatureCode: 6, callDirection: 'Inbound' },
      },
      noId: {
        summary: 'Not an id',
        params: { id: 'abc' },
        status: 400,
        reply: { code: 202, message: 'Invalid id [id must be a whole number]' },
      },
      notFound: {
        summary: 'No such service',
        params: { id: 111111 },
        status: 404,
        reply: { code: 203, message: 'Service not found [ID:111111]' },
      },
    },
  },
  readClientSettings: {
    tag: 'Names',
    text: 'Returns the name and the code of a client, and whether it routes calls by agent skills.',
    params: { id: { text: 'The id of the client.', example: 4199 } },
    examples: {
      client: {
        summary: 'A client',
        params: { id: 4199 },
        status: 200,
        reply: { displayName: 'Client 4199', clientCode: 'C4199', acdAgentSkillEnabled: true },
      },
      noId: {
        summary: 'Not an id',
        params: { id: 'MAIN' },
        status: 400,
        reply: { code: 202, message: 'Invalid id [id must be a whole number]' },
      },
      notFound: {
        summary: 'No such client, or one that the caller is not permitted',
        params: { id: 111111 },
        status: 404,
        reply: { code: 203, message: 'Client not found [ID:111111]' },
      },
    },
  },
}
