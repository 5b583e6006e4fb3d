import { created, dateTime, listInfo, MAX_PAGE_SIZE } from '#contract/common.ts'
import { docsOf, type FieldDocs, type SchemaDocs } from '#contract/docs.ts'
import { errorBodies } from '#contract/errors.ts'

export const clientField: FieldDocs = {
  text: 'The id of the client; without it, the client of the session. An empty one counts as not given.',
  example: 4199,
}

export const pageFields = {
  client: clientField,
  count: {
    text: `How many rows to return. More than ${MAX_PAGE_SIZE} is read as ${MAX_PAGE_SIZE}, and 0 is refused.`,
    example: 4,
  },
  offset: { text: 'How many rows to skip, counted in rows, not in pages. Ignored with `after`.', example: 0 },
  after: {
    text:
      'The key of the last row of the previous page. Send it empty (`after=`) for the first page and follow `next`, which then ' +
      'carries it: nobody is listed twice or left out while rows come and go. Without it, `next` counts ' +
      `rows, and carries \`after\` only from row ${MAX_PAGE_SIZE} on.`,
  },
} satisfies Record<string, FieldDocs>

/** `next`, in every page. */
export const nextField: FieldDocs = {
  text: 'The next page, as a URI relative to the root of the server, without a leading slash. Null on the last page.',
  always: true,
  orNull: true,
  rules: { format: 'uri-reference' },
}

/** The rows of a page. */
export const rowsField = (text: string): FieldDocs => ({ text, always: true, rules: { maxItems: MAX_PAGE_SIZE } })

export const commonSchemas = {
  Timestamp: {
    schema: dateTime,
    text: 'A date and time in milliseconds since midnight on January 1, 1970 (GMT).',
  },
  Created: docsOf(created, { text: 'The object that was created.', fields: { id: { text: 'Its id.' } } }),
  ListInfo: docsOf(listInfo, {
    text: 'The size of a list and when it last changed: it shows whether the list changed, without reading it.',
    fields: {
      size: { text: 'How many rows the list has.', example: 153 },
      lastModified: {
        text: 'When a row was last created, changed or deleted. A sign-in changes no list.',
        always: true,
        example: 1369249675000,
      },
    },
  }),
  ErrorByCode: docsOf(errorBodies.code, {
    text: 'The error body of most methods.',
    fields: {
      code: {
        text: '202: the request is not valid, or the object exists already. 203: there is no such object. Otherwise the HTTP status.',
        example: 203,
      },
      message: {
        text: 'A sentence for people, with the detail in brackets. Several faults of one request are joined by `; `, missing fields first.',
        example: 'Agent not found [ID:111111]',
      },
    },
  }),
  ErrorByErrorCode: docsOf(errorBodies.errorCode, {
    text: 'The error body of Find Matching Agents, Update Agent and Update Agent Add Service: the same content under other names.',
    fields: {
      errorCode: { text: 'As `code` in `ErrorByCode`.', example: 202 },
      errorMessage: {
        text: 'As `message` in `ErrorByCode`.',
        example: 'Cannot assign service [incorrect service type]',
      },
    },
  }),
} satisfies Record<string, SchemaDocs>
