import { agentOperationDocs } from '#contract/agent-operations.docs.ts'
import { agentSkillOperationDocs } from '#contract/agent-skill-operations.docs.ts'
import { agentSkillSchemas } from '#contract/agent-skills.docs.ts'
import { agentSchemas } from '#contract/agents.docs.ts'
import { assignmentOperationDocs } from '#contract/assignment-operations.docs.ts'
import { commonSchemas } from '#contract/common.docs.ts'
import type { ConfigurationApi } from '#contract/configuration.ts'
import type { DocsOf, SchemaDocs } from '#contract/docs.ts'
import { nameOperationDocs } from '#contract/name-operations.docs.ts'
import { serviceSchemas } from '#contract/services.docs.ts'
import { sessionOperationDocs } from '#contract/session-operations.docs.ts'
import { sessionSchemas } from '#contract/sessions.docs.ts'

/** The description of the API as a whole. */
export const apiDocs = {
  title: 'Configuration API',
  version: '1.0.0',
  summary: 'Agents of a contact center, their skills and their services.',
  text: `Agent Console answers the platform's Configuration API, so that its existing clients can talk to it.

**Signing in.** Login opens a session. Every other request sends its id in the header \`LV-Session\`.
The header \`LV-Access\`, which the platform wants at Login, is accepted and ignored.

**Levels.** An agent has a level at each skill they hold. 1 is the strongest and receives calls first; 5 is the weakest.

**Dates** are milliseconds since midnight on January 1, 1970 (GMT).

**Pages.** Every list takes \`count\` and \`offset\` and returns \`next\`. A page has 1000 rows at most.
Send \`after=\` on the first page to walk a list that others change meanwhile.

**Existing clients** may send numbers and booleans as strings (\`"id": "17885"\`), null for missing values, a version after
the category (\`/configuration/v6.0/agents\`), doubled and trailing slashes, and a path in any case. PUT and DELETE without a body may
name any content type. Unknown keys and parameters are ignored. An empty optional parameter counts as not given, except \`after\`.

**Errors** have a status, a code and a sentence. Status 429 and 503 say in \`Retry-After\` how many seconds to wait, where waiting helps.

**Methods.** Every path answers OPTIONS (204), and HEAD where it has a GET; any other method is refused with 405 and the header
\`Allow\`. Replies are JSON in UTF-8, whatever the request accepts; bodies are JSON in UTF-8, not compressed.`,
} as const

/** The schemas that the document names. */
export const schemaDocs: Readonly<Record<string, SchemaDocs>> = {
  ...commonSchemas,
  ...sessionSchemas,
  ...agentSchemas,
  ...agentSkillSchemas,
  ...serviceSchemas,
}

export const configurationDocs: DocsOf<ConfigurationApi> = {
  ...sessionOperationDocs,
  ...agentOperationDocs,
  ...assignmentOperationDocs,
  ...agentSkillOperationDocs,
  ...nameOperationDocs,
}
