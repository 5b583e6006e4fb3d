import {
  agent,
  agentPage,
  agentSearch,
  agentSummary,
  agentUpdate,
  assignedAgentSkill,
  assignedService,
  newAgent,
  proficiency,
  relatedCallCenter,
  relatedObjects,
} from '#contract/agents.ts'
import { nextField, rowsField } from '#contract/common.docs.ts'
import { docsOf, type FieldDocs, type SchemaDocs } from '#contract/docs.ts'
import { WRONG_PASSWORDS } from '#contract/sessions.ts'

const firstName: FieldDocs = { text: 'First name.', example: 'Bob' }
const lastName: FieldDocs = { text: 'Last name.', example: 'Johnson' }
const phone: FieldDocs = { text: 'Phone number, with at least one digit.', example: '2023467763' }
const wrapUpTime: FieldDocs = {
  text: 'Seconds after a call until the agent is put back to “Not Ready”. -1 is unlimited: the agent stays in wrap-up until they select a term code.',
  example: -1,
}
const homeAgent: FieldDocs = { text: 'Whether the agent works from home.', example: true }
const active: FieldDocs = {
  text: 'Whether the agent can sign in.',
  example: true,
}
const lastLogin: FieldDocs = {
  text: 'When the agent last signed in. Absent if they never did.',
  example: 1495234211000,
}
const lastLoginIp: FieldDocs = {
  text: 'The IP address of the agent’s last sign-in. Absent if they never did.',
  example: '189.146.225.138',
}

/** The rules for the password of an agent, wherever one is set. */
export const newPasswordField: FieldDocs = {
  text:
    'At least 8 characters with a digit, none of the last 4 passwords of this account (the current one is the first of them), and ' +
    'none of the commonest passwords of published leaks, compared exactly (an operator can switch off the last rule for agents).',
  example: 'A12345678',
  rules: { format: 'password', writeOnly: true },
}

const loginId: FieldDocs = {
  text: 'The name that the agent signs in with. Stored in upper case, unique within the client.',
  example: 'BOBJOHNSON1',
}
const shown: FieldDocs = { text: 'The name that the agent signs in with, in upper case.', example: 'AGENT3' }
const ofUpdate = {
  loginId: 'The agent’s login ID. It cannot be changed: if given, it must be the current one.',
  clientId: 'The id of the agent’s client. It cannot be changed: if given, it must be the current one.',
}
const criterion = (text: string, example: string): FieldDocs => ({ text, example, rules: { minLength: 1 } })
const oneOf = (...keys: string[]) => keys.map((key) => ({ required: [key], properties: { [key]: true } }))

export const agentSchemas = {
  Proficiency: {
    schema: proficiency,
    text: 'How good an agent is at a skill. **1 is the strongest**: level 1 receives calls first, then 2, and 5 last.',
  },
  AssignedService: docsOf(assignedService, {
    text: 'A service that an agent has.',
    fields: { id: { text: 'The id of the service.', example: 17798 } },
  }),
  AssignedAgentSkill: docsOf(assignedAgentSkill, {
    text: 'A skill that an agent holds, and their level at it.',
    fields: {
      id: { text: 'The id of the agent skill.', example: 1021 },
      proficiency: { text: 'The agent’s level: 1 is the strongest, 5 the weakest.', example: 3 },
    },
  }),
  NewAgent: docsOf(newAgent, {
    text:
      'An agent to create. Texts are stored without the spaces around them, in Unicode NFC; a line break or an invisible ' +
      'character is refused. Unknown keys are ignored.',
    fields: {
      clientId: {
        text: 'The id of the client that the agent is to belong to; without it, the client of the session.',
        example: 4199,
      },
      loginId: { ...loginId, text: `${loginId.text} At most 100 characters, in upper case too.` },
      firstName,
      lastName,
      password: newPasswordField,
      phone,
      wrapUpTime,
      homeAgent,
      active,
      assignedService: {
        text: 'The services that the agent is to have: ACD services only, and only those that the caller is permitted. One that is named twice counts once.',
      },
      assignedAgentSkill: {
        text: 'The skills that the agent is to hold, each at most once.',
        rules: { uniqueItems: true },
      },
    },
  }),
  AgentUpdate: docsOf(agentUpdate, {
    text:
      'The settings to change: at least one key. Services and skills have methods of their own. Keys that only Read Agent and ' +
      'Create Agent have are ignored, like unknown ones, and do not count.',
    rules: { minProperties: 1 },
    fields: {
      loginId: { text: ofUpdate.loginId, example: 'BOBJOHNSON1' },
      clientId: { text: ofUpdate.clientId, example: 4199 },
      firstName,
      lastName,
      password: {
        ...newPasswordField,
        text: `${newPasswordField.text} The current password is no change and is accepted.`,
      },
      phone,
      wrapUpTime,
      homeAgent,
      active: { ...active, text: 'Whether the agent can sign in. Deactivating an agent ends their sessions.' },
      unlock: { text: 'True unlocks an agent who was locked; false changes nothing.', example: true },
    },
  }),
  AgentSearch: docsOf(agentSearch, {
    text: 'The criterion: exactly one of the three. A blank one counts as not given.',
    rules: { oneOf: oneOf('loginId', 'lastName', 'phoneNumber') },
    fields: {
      loginId: criterion('Any part of a login ID, in any case.', 'agent'),
      lastName: criterion(
        'Any part of a last name, in any case: `jam` finds Jamison, James and Rajam. Accents count.',
        'One',
      ),
      phoneNumber: criterion('A whole phone number. Only its digits are compared.', '(678) 373-4060'),
    },
  }),
  AgentSummary: docsOf(agentSummary, {
    text: 'An agent, as the lists show them.',
    fields: {
      id: { text: 'The id of the agent.', example: 521091 },
      loginId: shown,
      firstName,
      lastName,
      phone: { ...phone, text: 'Phone number.' },
      active,
      lastLogin,
      lastLoginIp,
    },
  }),
  AgentPage: docsOf(agentPage, {
    text: 'A page of agents.',
    fields: {
      agent: rowsField('The agents, by login ID. Empty where none matches.'),
      next: { ...nextField, example: 'configuration/agents/?client=49551&offset=6&count=4' },
    },
  }),
  Agent: docsOf(agent, {
    text: 'An agent, with everything that is set for them.',
    fields: {
      assignedService: { text: 'The agent’s services, by id.', always: true },
      assignedAgentSkill: { text: 'The agent’s skills and their levels, by id.', always: true },
      loginId: shown,
      firstName,
      lastName,
      phone: { ...phone, text: 'Phone number.' },
      wrapUpTime,
      homeAgent,
      active,
      locked: {
        text: `Whether the agent is locked out: after ${WRONG_PASSWORDS} wrong passwords, until Update Agent unlocks them.`,
        example: false,
      },
      passwordLastModified: { text: 'When the password was set.', always: true, example: 1495233693000 },
      lastLogin,
      lastLoginIp,
    },
  }),
  RelatedCallCenter: docsOf(relatedCallCenter, {
    text: 'A call center that one of an agent’s services belongs to.',
    fields: { id: { text: 'The id of the call center.', example: 695 } },
  }),
  RelatedObjects: docsOf(relatedObjects, {
    text: 'The call centers and services of an agent.',
    fields: {
      callCenter: { text: 'The call centers of the services, each once, in the order of the services.', always: true },
      service: { text: 'The agent’s services, by id.', always: true },
    },
  }),
} satisfies Record<string, SchemaDocs>
