import { clientField, pageFields } from '#contract/common.docs.ts'
import type { ConfigurationApi } from '#contract/configuration.ts'
import type { DocsOf, FieldDocs } from '#contract/docs.ts'

const id: FieldDocs = { text: 'The id of the agent skill.', example: 8945 }

const noId = {
  summary: 'Not an id',
  params: { id: 'abc' },
  status: 400,
  reply: { code: 202, message: 'Invalid id [id must be a whole number]' },
}
const notFound = {
  summary: 'No such skill',
  params: { id: 111111 },
  status: 404,
  reply: { code: 203, message: 'Agent skill not found [ID:111111]' },
}

export const agentSkillOperationDocs: DocsOf<
  Pick<
    ConfigurationApi,
    | 'createAgentSkill'
    | 'listAgentSkills'
    | 'getAgentSkillListInfo'
    | 'readAgentSkill'
    | 'updateAgentSkill'
    | 'deleteAgentSkill'
  >
> = {
  createAgentSkill: {
    tag: 'Agent skills',
    text: 'Creates an agent skill, which nobody holds yet.',
    query: {
      client: {
        ...clientField,
        text: 'The id of the client that the skill is to belong to; without it, the client of the session.',
      },
    },
    examples: {
      created: {
        summary: 'A skill',
        query: { client: 4199 },
        body: { name: 'Docs', description: 'documentation' },
        status: 201,
        reply: { id: 74281 },
      },
      nameMissing: {
        summary: 'The name is missing',
        query: { client: 4199 },
        body: { description: 'documentation' },
        status: 400,
        reply: { code: 202, message: 'Missing required field [name]' },
      },
      nameTaken: {
        summary: 'A name that another skill of the client has, in another case',
        query: { client: 4199 },
        body: { name: 'Gold' },
        status: 409,
        reply: { code: 202, message: 'Agent skill already exists [name:Gold]' },
      },
    },
  },
  listAgentSkills: {
    tag: 'Agent skills',
    text: 'Lists the agent skills of a client, by id, a page at a time.',
    query: pageFields,
    examples: {
      page: {
        summary: 'The first page',
        query: { count: 2, client: 4199, offset: 0 },
        status: 200,
        reply: {
          agentSkill: [
            { id: 1021, name: 'SILVER' },
            { id: 1022, name: 'GOLD' },
          ],
          next: 'configuration/agents/skills/?client=4199&offset=2&count=2',
        },
      },
      countOfNothing: {
        summary: 'A page of no rows',
        query: { count: 0, offset: 0 },
        status: 400,
        reply: { code: 202, message: 'Invalid count [count must be 1 or more]' },
      },
    },
  },
  getAgentSkillListInfo: {
    tag: 'Agent skills',
    text: 'Returns the number of agent skills of a client, and when the list last changed: a skill, its name, or its holders.',
    query: { client: clientField },
    examples: {
      info: {
        summary: 'The skills of a client',
        query: { client: 4199 },
        status: 200,
        reply: { size: 5, lastModified: 1369249675000 },
      },
      noClient: {
        summary: 'Not the id of a client',
        query: { client: 'MAIN' },
        status: 400,
        reply: { code: 202, message: 'Invalid client [client must be a whole number]' },
      },
    },
  },
  readAgentSkill: {
    tag: 'Agent skills',
    text: 'Returns an agent skill and all its holders in one reply: this list has no pages.',
    versions: 'tells',
    params: { id },
    examples: {
      skill: {
        summary: 'A skill with two holders',
        params: { id: 8945 },
        status: 200,
        reply: {
          agent: [
            { id: 178745, proficiency: 1 },
            { id: 179884, proficiency: 5 },
          ],
          name: 'SPANISH',
          description: 'Spanish Speaking Agents',
          clientId: 4199,
        },
      },
      noId,
      notFound,
    },
  },
  updateAgentSkill: {
    tag: 'Agent skills',
    text: 'Changes the name or the description of an agent skill. Its holders stay.',
    versions: 'heeds',
    params: { id },
    examples: {
      updated: {
        summary: 'Another name and description',
        params: { id: 74280 },
        body: { name: 'Docs', description: 'documentation' },
        status: 204,
      },
      nothing: {
        summary: 'Nothing to change',
        params: { id: 74280 },
        body: {},
        status: 400,
        reply: { code: 202, message: 'Invalid input [at least one of name or description is required]' },
      },
      notFound: { ...notFound, body: { name: 'Docs' } },
      nameTaken: {
        summary: 'A name that another skill of the client has',
        params: { id: 74280 },
        body: { name: 'GOLD' },
        status: 409,
        reply: { code: 202, message: 'Agent skill already exists [name:GOLD]' },
      },
    },
  },
  deleteAgentSkill: {
    tag: 'Agent skills',
    text: 'Deletes an agent skill and removes it from all its holders. The holders and their levels cannot be restored.',
    versions: 'heeds',
    params: { id },
    examples: { deleted: { summary: 'A skill', params: { id: 74280 }, status: 204 }, noId, notFound },
  },
}
