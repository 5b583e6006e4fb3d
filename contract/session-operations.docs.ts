import type { ConfigurationApi } from '#contract/configuration.ts'
import type { DocsOf, FieldDocs } from '#contract/docs.ts'
import { EXAMPLE_SESSION } from '#contract/sessions.docs.ts'

const sessionId: FieldDocs = { text: 'The `sessionId` that Login returned.', example: EXAMPLE_SESSION }
const gone = '00000000-0000-4000-8000-000000000000'
const noSession = { code: 203, message: 'Session not found [it ended, or never was]' }
const noSuchSession = {
  summary: 'It ended, or never was',
  as: null,
  params: { sessionId: gone },
  status: 404,
  reply: noSession,
}
const tooLong = {
  summary: 'More characters than any session id has',
  as: null,
  params: { sessionId: 'x'.repeat(201) },
  status: 400,
  reply: { code: 202, message: 'Invalid sessionId [sessionId must be at most 200 characters]' },
}

const manager = { clientName: 'C4199', userName: 'manager', password: 'a-good-password-1' }
const refused = {
  code: 401,
  message: 'The client, the user name or the password is wrong, or the account is locked.',
}

export const sessionOperationDocs: DocsOf<
  Pick<ConfigurationApi, 'login' | 'validateSession' | 'logout' | 'changePassword'>
> = {
  login: {
    tag: 'Sessions',
    text:
      'Signs in a user or an agent and opens a new session. A session ends two hours after its last use, twelve hours after the ' +
      'sign-in, or when the password changes. Wrong passwords lock an account; the refusal is the same whatever was wrong.',
    limitsRate: 'refused sign-ins',
    examples: {
      user: {
        summary: 'A user',
        as: null,
        body: manager,
        status: 200,
        reply: { sessionId: EXAMPLE_SESSION, userId: 4, clientId: 4199 },
      },
      agent: {
        summary: 'An agent, whose login ID has no case',
        as: null,
        body: { ...manager, userName: 'agent3', agent: true },
        status: 200,
        reply: { sessionId: EXAMPLE_SESSION, userId: 324515, clientId: 4199 },
      },
      passwordMissing: {
        summary: 'The password is missing',
        as: null,
        body: { ...manager, password: undefined },
        status: 400,
        reply: { code: 202, message: 'Missing required field [password]' },
      },
      refused: {
        summary: 'Not let in',
        as: null,
        body: { ...manager, password: 'not-the-password-1' },
        status: 401,
        reply: refused,
      },
    },
  },
  validateSession: {
    tag: 'Sessions',
    text: 'Tells whether a session is still open. Asking counts as a use of it.',
    params: { sessionId },
    examples: {
      lives: { summary: 'It lives', as: null, params: { sessionId: EXAMPLE_SESSION }, status: 204 },
      tooLong,
      gone: noSuchSession,
    },
  },
  logout: {
    tag: 'Sessions',
    text: 'Ends a session.',
    params: { sessionId },
    examples: {
      ended: { summary: 'It ended', as: null, params: { sessionId: EXAMPLE_SESSION }, status: 204 },
      tooLong,
      gone: noSuchSession,
    },
  },
  changePassword: {
    tag: 'Sessions',
    text: 'Sets a new password for the account whose current one is given, and ends its sessions.',
    limitsRate: 'refused sign-ins',
    examples: {
      changed: {
        summary: 'A new password',
        as: null,
        body: { ...manager, newPassword: 'another-good-password-2' },
        status: 204,
      },
      earlierPassword: {
        summary: 'An earlier password',
        as: null,
        body: { ...manager, newPassword: manager.password },
        status: 400,
        reply: {
          code: 202,
          message: 'Invalid newPassword [Password must not be one of the last 4 passwords]',
        },
      },
      refused: {
        summary: 'The old password is wrong',
        as: null,
        body: { ...manager, password: 'not-the-password-1', newPassword: 'another-good-password-2' },
        status: 401,
        reply: refused,
      },
    },
  },
}
