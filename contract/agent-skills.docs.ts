import { nextField, rowsField } from '#contract/common.docs.ts'
import {
  agentSkill,
  agentSkillHolder,
  agentSkillPage,
  agentSkillSummary,
  agentSkillUpdate,
  newAgentSkill,
} from '#contract/agent-skills.ts'
import { docsOf, type FieldDocs, type SchemaDocs } from '#contract/docs.ts'

const name: FieldDocs = { text: 'The name, unique within the client whatever its case.', example: 'Docs' }
const description: FieldDocs = {
  text: 'The description, in any number of lines. May be empty.',
  example: 'documentation',
}
const skillId: FieldDocs = { text: 'The id of the agent skill.', example: 8945 }

export const agentSkillSchemas = {
  NewAgentSkill: docsOf(newAgentSkill, {
    text: 'An agent skill to create. Unknown keys are ignored.',
    fields: {
      clientId: {
        text: 'The id of the client that the skill is to belong to. It may be named in the query instead.',
        example: 4199,
      },
      name,
      description,
    },
  }),
  AgentSkillUpdate: docsOf(agentSkillUpdate, {
    text: 'The texts to change: at least one key. Unknown keys are ignored and do not count.',
    rules: { minProperties: 1 },
    fields: {
      clientId: {
        text: 'The id of the skill’s client. It cannot be changed: if given, it must be the current one.',
        example: 4199,
      },
      name,
      description,
    },
  }),
  AgentSkillSummary: docsOf(agentSkillSummary, {
    text: 'An agent skill, as the list shows it.',
    fields: { id: skillId, name: { text: 'The name.', example: 'SPANISH' } },
  }),
  AgentSkillPage: docsOf(agentSkillPage, {
    text: 'A page of agent skills.',
    fields: {
      agentSkill: rowsField('The agent skills, by id.'),
      next: { ...nextField, example: 'configuration/agents/skills/?client=4199&offset=2&count=2' },
    },
  }),
  AgentSkillHolder: docsOf(agentSkillHolder, {
    text: 'An agent who holds a skill, and their level at it.',
    fields: {
      id: { text: 'The id of the agent.', example: 178745 },
      proficiency: { text: 'The agent’s level: 1 is the strongest, 5 the weakest.', example: 1 },
    },
  }),
  AgentSkill: docsOf(agentSkill, {
    text: 'An agent skill and all its holders.',
    fields: {
      agent: { text: 'The holders, by id. This list has no pages.', always: true },
      name: { text: 'The name.', example: 'SPANISH' },
      description: { text: 'The description; empty if there is none.', example: 'Spanish Speaking Agents' },
      clientId: { text: 'The id of the client that the skill belongs to.', always: true, example: 4199 },
    },
  }),
} satisfies Record<string, SchemaDocs>
