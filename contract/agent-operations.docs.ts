import { clientField, pageFields } from '#contract/common.docs.ts'
import type { ConfigurationApi } from '#contract/configuration.ts'
import type { DocsOf, FieldDocs } from '#contract/docs.ts'

const id: FieldDocs = { text: 'The id of the agent.', example: 324515 }

const bob = {
  clientId: 4199,
  loginId: 'BobJohnson1',
  firstName: 'Bob',
  lastName: 'Johnson',
  password: 'A12345678',
  phone: '2023467763',
  wrapUpTime: -1,
  homeAgent: true,
  active: true,
  assignedService: [{ id: 40789 }, { id: 17798 }],
  assignedAgentSkill: [
    { id: 1021, proficiency: 3 },
    { id: 1022, proficiency: 1 },
    { id: 1023, proficiency: 5 },
  ],
}

const agentNotFound = {
  summary: 'No such agent',
  params: { id: 111111 },
  status: 404,
  reply: { code: 203, message: 'Agent not found [ID:111111]' },
}

const noId = {
  summary: 'Not an id',
  params: { id: 'abc' },
  status: 400,
  reply: { code: 202, message: 'Invalid id [id must be a whole number]' },
}

export const agentOperationDocs: DocsOf<
  Pick<
    ConfigurationApi,
    | 'createAgent'
    | 'listAgents'
    | 'findMatchingAgents'
    | 'getAgentListInfo'
    | 'readAgent'
    | 'updateAgent'
    | 'deleteAgent'
    | 'getAgentRelatedObjects'
  >
> = {
  createAgent: {
    tag: 'Agents',
    text: 'Creates an agent, with the services and skills that the body names: all of it, or nothing.',
    query: {
      client: { ...clientField, text: 'The same as `clientId` in the body. Naming two different ones is refused.' },
    },
    examples: {
      created: { summary: 'An agent with services and skills', body: bob, status: 201, reply: { id: 311918 } },
      passwordMissing: {
        summary: 'A password is missing',
        body: { ...bob, password: '' },
        status: 400,
        reply: { code: 202, message: 'Missing required field [password]' },
      },
      severalFaults: {
        summary: 'Several faults: all are named, missing fields first',
        body: { ...bob, lastName: undefined, phone: 'none', wrapUpTime: -2 },
        status: 400,
        reply: {
          code: 202,
          message:
            'Missing required field [lastName]; Invalid phone [phone must contain a digit]; Invalid wrapUpTime [wrapUpTime must be -1 (unlimited) or more]',
        },
      },
      commonPassword: {
        summary: 'One of the commonest passwords',
        body: { ...bob, password: 'Password1' },
        status: 400,
        reply: { code: 202, message: 'Invalid password [Password is too common: choose one that is harder to guess]' },
      },
      wrongServiceType: {
        summary: 'A service that is not an ACD service',
        body: { ...bob, assignedService: [{ id: 43185 }, { id: 38184 }] },
        status: 400,
        reply: { code: 202, message: 'Cannot assign service [incorrect service type]' },
      },
      unknownSkill: {
        summary: 'A skill that does not exist',
        body: { ...bob, assignedAgentSkill: [{ id: 111111, proficiency: 1 }] },
        status: 400,
        reply: { code: 202, message: 'Agent skill not found [ID:111111]' },
      },
      loginIdTaken: {
        summary: 'A login ID that another agent of the client has',
        body: { ...bob, loginId: 'agent3' },
        status: 409,
        reply: { code: 202, message: 'Agent already exists [loginId:AGENT3]' },
      },
    },
  },
  listAgents: {
    tag: 'Agents',
    text: 'Lists the agents of a client, by login ID, a page at a time.',
    query: pageFields,
    examples: {
      page: {
        summary: 'A page in the middle',
        query: { count: 2, client: 49551, offset: 2 },
        status: 200,
        reply: {
          agent: [
            {
              id: 521091,
              loginId: 'AGENT!',
              firstName: 'agent',
              lastName: 'bond',
              phone: '5553504512',
              active: true,
              lastLogin: 1470340861000,
              lastLoginIp: '187.237.14.230',
            },
            {
              id: 523329,
              loginId: 'AGENT-ONE',
              firstName: 'AGENT',
              lastName: 'ONE',
              phone: '6503517454',
              active: true,
            },
          ],
          next: 'configuration/agents/?client=49551&offset=4&count=2',
        },
      },
      lastPage: {
        summary: 'The last page: `after` names the row before it',
        query: { count: 1, client: 49551, offset: 4, after: 'AGENT-ONE' },
        status: 200,
        reply: {
          agent: [
            {
              id: 523330,
              loginId: 'AGENT-TWO',
              firstName: 'AGENT',
              lastName: 'TWO',
              phone: '6503517455',
              active: false,
            },
          ],
          next: null,
        },
      },
      countMissing: {
        summary: '`count` is missing',
        query: { offset: 0 },
        status: 400,
        reply: { code: 202, message: 'Missing required field [count]' },
      },
    },
  },
  findMatchingAgents: {
    tag: 'Agents',
    text: 'Finds agents by a part of the login ID or of the last name, or by the whole phone number. If none matches, the list is empty.',
    query: pageFields,
    examples: {
      found: {
        summary: 'By a part of the last name',
        query: { client: 1005018, offset: 0, count: 4 },
        body: { lastName: 'one' },
        status: 200,
        reply: {
          agent: [
            {
              id: 1018655,
              loginId: 'AGENTONE',
              firstName: 'Agent',
              lastName: 'One',
              phone: '6783734060',
              active: true,
              lastLogin: 1547671690000,
              lastLoginIp: '200.76.215.11',
            },
          ],
          next: null,
        },
      },
      nobody: {
        summary: 'Nobody has this phone number',
        query: { client: 1005018, offset: 0, count: 4 },
        body: { phoneNumber: '555-0199' },
        status: 200,
        reply: { agent: [], next: null },
      },
      twoCriteria: {
        summary: 'Two criteria at once',
        query: { count: 10, client: 4199, offset: 0 },
        body: { loginId: 'BobJones23', lastName: 'Jones' },
        status: 400,
        reply: {
          errorCode: 202,
          errorMessage: 'Invalid input [exactly one of phone, loginId or lastName is required]',
        },
      },
    },
  },
  getAgentListInfo: {
    tag: 'Agents',
    text: 'Returns the number of agents of a client, and when the list last changed.',
    query: { client: clientField },
    examples: {
      info: {
        summary: 'The agents of a client',
        query: { client: 4199 },
        status: 200,
        reply: { size: 153, lastModified: 1369249675000 },
      },
      noClient: {
        summary: 'Not the id of a client',
        query: { client: 'MAIN' },
        status: 400,
        reply: { code: 202, message: 'Invalid client [client must be a whole number]' },
      },
    },
  },
  readAgent: {
    tag: 'Agents',
    text: 'Returns everything that is set for an agent.',
    versions: 'tells',
    params: { id },
    examples: {
      agent: {
        summary: 'An agent with services and skills',
        params: { id: 324515 },
        status: 200,
        reply: {
          assignedService: [{ id: 17798 }, { id: 17885 }],
          assignedAgentSkill: [
            { id: 1021, proficiency: 2 },
            { id: 1022, proficiency: 1 },
          ],
          loginId: 'AGENT3',
          firstName: 'AGENT',
          lastName: 'THREE',
          phone: '5553231212',
          wrapUpTime: -1,
          homeAgent: true,
          active: true,
          locked: false,
          passwordLastModified: 1495233693000,
          lastLogin: 1495234211000,
          lastLoginIp: '189.146.225.138',
        },
      },
      locked: {
        summary: 'An agent who is locked out and never signed in',
        params: { id: 312433 },
        status: 200,
        reply: {
          assignedService: [],
          assignedAgentSkill: [],
          loginId: 'LOCKEDOUT',
          firstName: 'Ann',
          lastName: 'Example',
          phone: '5550100',
          wrapUpTime: -1,
          homeAgent: true,
          active: false,
          locked: true,
          passwordLastModified: 1495233693000,
        },
      },
      noId,
      notFound: agentNotFound,
    },
  },
  updateAgent: {
    tag: 'Agents',
    text:
      'Changes the settings of an agent that the body names, and leaves the others as they are. A new password or `active: false` ends the agent’s ' +
      'sessions.',
    versions: 'heeds',
    limitsRate: 'passwords that were used before',
    params: { id },
    examples: {
      phoneAndActive: {
        summary: 'Another phone number, and active',
        params: { id: 312433 },
        body: { phone: '2023467763', active: true },
        status: 204,
      },
      unlock: { summary: 'Unlock', params: { id: 312433 }, body: { unlock: true }, status: 204 },
      shortPassword: {
        summary: 'A password that is too short',
        params: { id: 312433 },
        body: { password: '1234567' },
        status: 400,
        reply: { errorCode: 202, errorMessage: 'Invalid password [Password must be at least 8 characters long]' },
      },
      nothing: {
        summary: 'Nothing to change',
        params: { id: 312433 },
        body: {},
        status: 400,
        reply: { errorCode: 202, errorMessage: 'Invalid input [at least one field to update is required]' },
      },
      anotherLoginId: {
        summary: 'Another login ID',
        params: { id: 312433 },
        body: { loginId: 'RENAMED', firstName: 'Ann' },
        status: 400,
        reply: { errorCode: 202, errorMessage: 'Invalid loginId [loginId cannot be changed: it is LOCKEDOUT]' },
      },
      notFound: {
        summary: 'No such agent',
        params: { id: 111111 },
        body: { active: true },
        status: 404,
        reply: { errorCode: 203, errorMessage: 'Agent not found [ID:111111]' },
      },
    },
  },
  deleteAgent: {
    tag: 'Agents',
    text: 'Deletes an agent, with their services, skills and sessions.',
    versions: 'heeds',
    params: { id },
    examples: {
      deleted: { summary: 'An agent', params: { id: 311907 }, status: 204 },
      noId,
      notFound: agentNotFound,
    },
  },
  getAgentRelatedObjects: {
    tag: 'Agents',
    text: 'Lists the services of an agent and the call centers that these belong to.',
    params: { id },
    examples: {
      related: {
        summary: 'Four services in four call centers',
        params: { id: 99057 },
        status: 200,
        reply: {
          callCenter: [{ id: 695 }, { id: 429 }, { id: 2829 }, { id: 428 }],
          service: [{ id: 17798 }, { id: 17885 }, { id: 40789 }, { id: 43131 }],
        },
      },
      noId,
      notFound: agentNotFound,
    },
  },
}
