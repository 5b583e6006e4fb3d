import type { NamedAgent } from '#server/first-start/demo/client.ts'

export const namedAgentsOfDemo: readonly NamedAgent[] = [
  { id: 312500, loginId: 'DEMOAGENT', firstName: 'Dana', lastName: 'Agarwal' },

  // Get Agent Related Objects.
  {
    id: 99057,
    loginId: 'NOKORO1',
    firstName: 'Nneka',
    lastName: 'Okoro',
    services: [17798, 17885, 40789, 43131],
  },

  // Delete Agent.
  { id: 311907, loginId: 'PHALVORSEN2', firstName: 'Petter', lastName: 'Halvorsen' },

  // Update Agent Add and Remove: skill 1022 and service 17885 come and go.
  {
    id: 312012,
    loginId: 'CMONTOYA7',
    firstName: 'Clara',
    lastName: 'Montoya',
    services: [17798, 17812, 17886],
    skills: [
      { id: 1021, proficiency: 2 },
      { id: 8945, proficiency: 1 },
      { id: 12366, proficiency: 3 },
    ],
  },

  // Update Agent: a new phone, and unlock.
  { id: 312433, loginId: 'RJIMENEZ5', firstName: 'Rocío', lastName: 'Jiménez', locked: true },

  // Read Agent, word for word.
  {
    id: 324515,
    loginId: 'AGENT3',
    firstName: 'AGENT',
    lastName: 'THREE',
    phone: '5553231212',
    wrapUpTime: -1,
    homeAgent: true,
    passwordLastModified: 1495233693000,
    lastLogin: 1495234211000,
    lastLoginIp: '189.146.225.138',
    services: [49551, 49552, 49553, 49555, 49561, 72491],
    skills: [
      { id: 12366, proficiency: 2 },
      { id: 12367, proficiency: 1 },
      { id: 12370, proficiency: 1 },
    ],
  },

  // Read Agent Skill.
  {
    id: 178745,
    loginId: 'VCARDENAS3',
    firstName: 'Verónica',
    lastName: 'Cárdenas',
    skills: [{ id: 8945, proficiency: 1 }],
  },
  {
    id: 179884,
    loginId: 'GFORSYTHE1',
    firstName: 'Gordon',
    lastName: 'Forsythe',
    skills: [{ id: 8945, proficiency: 5 }],
  },
  { id: 191007, loginId: 'LBARRERA9', firstName: 'Luz', lastName: 'Barrera', skills: [{ id: 8945, proficiency: 1 }] },
  { id: 142908, loginId: 'MZUNIGA4', firstName: 'Manuel', lastName: 'Zúñiga', skills: [{ id: 8945, proficiency: 1 }] },

  // List Agents: login IDs and names as people really enter them.
  { id: 521091, loginId: 'AGENT!', firstName: 'agent', lastName: 'bond', phone: '5553504512' },
  { id: 521092, loginId: 'AGENT#.?', firstName: 'agent', lastName: 'bourne', phone: '5553504512' },
  { id: 513804, loginId: 'AGENT-ANINDITA', firstName: 'Anindita', lastName: 'Chatterjee', phone: '6503517454' },
  {
    id: 523329,
    loginId: 'AGENT-ONE',
    firstName: 'AGENT',
    lastName: 'ONE',
    phone: '6503517454',
    services: [],
    skills: [],
  },
]

export const namedAgentsOfNorth: readonly NamedAgent[] = [
  // Find Matching Agents, word for word.
  {
    id: 1018655,
    loginId: 'AGENTONE',
    firstName: 'Agent',
    lastName: 'One',
    phone: '6783734060',
    lastLogin: 1547671690000,
    lastLoginIp: '200.76.215.11',
  },
]
