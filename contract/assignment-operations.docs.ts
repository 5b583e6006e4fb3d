import type { ConfigurationApi } from '#contract/configuration.ts'
import type { DocsOf, FieldDocs } from '#contract/docs.ts'

const agent: FieldDocs = { text: 'The id of the agent.', example: 312012 }
const skill: FieldDocs = { text: 'The id of the agent skill.', example: 1022 }
const service: FieldDocs = { text: 'The id of the service.', example: 17885 }

const noSuchAgent = { code: 203, message: 'Agent not found [ID:111111]' }

export const assignmentOperationDocs: DocsOf<
  Pick<ConfigurationApi, 'addAgentSkill' | 'removeAgentSkill' | 'addService' | 'removeService'>
> = {
  addAgentSkill: {
    tag: 'Assignments',
    text: 'Gives an agent a skill at a level. If the agent holds the skill already, the new level replaces the old one.',
    params: { agent, id: skill },
    query: {
      proficiency: {
        text: 'The agent’s level at the skill, from 1 (the strongest: receives calls first) to 5.',
        example: 4,
      },
    },
    examples: {
      assigned: {
        summary: 'A skill at level 4',
        params: { agent: 312012, id: 1022 },
        query: { proficiency: 4 },
        status: 204,
      },
      noSuchLevel: {
        summary: 'A level that does not exist',
        params: { agent: 312012, id: 1022 },
        query: { proficiency: 6 },
        status: 400,
        reply: { code: 202, message: 'Invalid proficiency [proficiency must be from 1 to 5]' },
      },
      agentNotFound: {
        summary: 'No such agent',
        params: { agent: 111111, id: 1022 },
        query: { proficiency: 4 },
        status: 404,
        reply: noSuchAgent,
      },
      skillNotFound: {
        summary: 'No such skill',
        params: { agent: 312012, id: 111111 },
        query: { proficiency: 4 },
        status: 404,
        reply: { code: 203, message: 'Agent skill not found [ID:111111]' },
      },
    },
  },
  removeAgentSkill: {
    tag: 'Assignments',
    text: 'Takes a skill from an agent.',
    params: { agent, id: skill },
    examples: {
      removed: { summary: 'A skill that the agent holds', params: { agent: 312012, id: 1023 }, status: 204 },
      noId: {
        summary: 'Not an id',
        params: { agent: 312012, id: 0 },
        status: 400,
        reply: { code: 202, message: 'Invalid id [id must be 1 or more]' },
      },
      notAssigned: {
        summary: 'The agent does not hold the skill',
        params: { agent: 312012, id: 8945 },
        status: 404,
        reply: { code: 203, message: 'Agent skill assignment not found [ID:8945]' },
      },
    },
  },
  addService: {
    tag: 'Assignments',
    text:
      'Gives an agent a service. It must be an ACD service, and one that the caller is permitted. If the agent has it already, ' +
      'nothing changes, and it is no error.',
    params: { agent, id: service },
    examples: {
      assigned: { summary: 'An ACD service', params: { agent: 312012, id: 17885 }, status: 204 },
      wrongServiceType: {
        summary: 'A service that is not an ACD service',
        params: { agent: 312012, id: 38184 },
        status: 400,
        reply: { errorCode: 202, errorMessage: 'Cannot assign service [incorrect service type]' },
      },
      notFound: {
        summary: 'No such service',
        params: { agent: 312012, id: 111111 },
        status: 404,
        reply: { errorCode: 203, errorMessage: 'Service not found [ID:111111]' },
      },
    },
  },
  removeService: {
    tag: 'Assignments',
    text: 'Takes a service from an agent. The caller must be permitted the service.',
    params: { agent, id: service },
    examples: {
      removed: { summary: 'A service that the agent has', params: { agent: 312012, id: 40789 }, status: 204 },
      noId: {
        summary: 'Not an id',
        params: { agent: 312012, id: 'abc' },
        status: 400,
        reply: { code: 202, message: 'Invalid id [id must be a whole number]' },
      },
      notAssigned: {
        summary: 'The agent does not have the service',
        params: { agent: 312012, id: 43131 },
        status: 404,
        reply: { code: 203, message: 'Service assignment not found [ID:43131]' },
      },
    },
  },
}
