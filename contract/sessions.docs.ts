import { newPasswordField } from '#contract/agents.docs.ts'
import { docsOf, type FieldDocs, type SchemaDocs } from '#contract/docs.ts'
import { login, loginReply, passwordChange } from '#contract/sessions.ts'

/** The session of the examples. */
export const EXAMPLE_SESSION = '6f9d1c1e-5b0e-4c0d-9b3e-0a6a52b1f7d4'

const credentials = {
  clientName: {
    text: 'The code of the client (`clientCode` of its settings), not its display name.',
    example: 'C4199',
  },
  userName: {
    text: 'The name of a user, whose case counts; or the login ID of an agent, in any case.',
    example: 'manager',
  },
  password: { text: 'The password.', example: 'a-good-password-1', rules: { format: 'password', writeOnly: true } },
  agent: { text: 'True for the account of an agent, anything else for that of a user.', example: false },
} satisfies Record<string, FieldDocs>

export const sessionSchemas = {
  Login: docsOf(login, { text: 'The account that signs in.', fields: credentials }),
  LoginReply: docsOf(loginReply, {
    text: 'A session.',
    fields: {
      sessionId: {
        text: 'The id, which every other request sends in the header `LV-Session`. Keep it secret: it carries all the rights of its user.',
        example: EXAMPLE_SESSION,
        rules: { format: 'uuid' },
      },
      userId: { text: 'The id of the user, or of the agent.', example: 4 },
      clientId: { text: 'The id of the client.', example: 4199 },
      daysUntilPasswordExpires: {
        text: 'How many days the password is good for. Absent here, where passwords do not expire.',
      },
    },
  }),
  PasswordChange: docsOf(passwordChange, {
    text: 'An account and its new password.',
    fields: {
      ...credentials,
      password: { ...credentials.password, text: 'The current password.' },
      newPassword: { ...newPasswordField, example: 'another-good-password-2' },
    },
  }),
} satisfies Record<string, SchemaDocs>
