import type { configurationOperations } from '#contract/configuration.ts'
import type { dashboardOperations } from '#contract/dashboard.ts'
import type { Arguments, Operations } from '#contract/operation.ts'

type WriteOf<Table extends Operations> = {
  [Name in keyof Table & string]: Table[Name] extends { method: 'GET' } | { reads: true } ? never : Name
}[keyof Table & string]

type KeyOf<Values> = Values extends unknown ? keyof Values & string : never

/** The fields that a refusal of a table's writes can be about. */
type FieldOf<Table extends Operations> = {
  [Name in WriteOf<Table>]: Arguments<Table[Name]> extends infer Parts
    ? | (Parts extends { body: infer Body } ? KeyOf<Body> : never)
      | (Parts extends { query: infer Query } ? KeyOf<Query> : never)
    : never
}[WriteOf<Table>]

/** A feature's words for the server's refusals. A write without words, or a field of one, does not compile. */
export interface RefusalWords<Table extends Operations> {
  /** The words for an undone write, where the server's own are not for people. */
  notDone: Record<WriteOf<Table>, string>
  /** As its form labels it, in the middle of a sentence. */
  fields: Record<FieldOf<Table>, string>
}

/** The same for any table. */
export interface AnyWords {
  notDone: Readonly<Record<string, string>>
  fields: Readonly<Record<string, string>>
}

/** Where no words say which write it was. */
export const NOT_DONE = 'The server refused this.'

/** For agents, their skills and services, and the session. */
export const coreWords: RefusalWords<typeof configurationOperations & typeof dashboardOperations> = {
  notDone: {
    createAgent: 'The agent wasn’t created.',
    updateAgent: 'The agent wasn’t changed.',
    deleteAgent: 'The agent wasn’t deleted.',
    addAgentSkill: 'The skill wasn’t set.',
    removeAgentSkill: 'The skill wasn’t removed.',
    addService: 'The service wasn’t added.',
    removeService: 'The service wasn’t removed.',
    createAgentSkill: 'The skill wasn’t created.',
    updateAgentSkill: 'The skill wasn’t changed.',
    deleteAgentSkill: 'The skill wasn’t deleted.',
    login: 'You aren’t signed in.',
    logout: 'You are still signed in.',
    changePassword: 'The password wasn’t changed.',
    signIn: 'You aren’t signed in.',
    signOut: 'You are still signed in.',
    noteExport: 'The download wasn’t recorded.',
    undoChange: 'The change wasn’t undone.',
  },
  fields: {
    active: 'active',
    agent: 'agent',
    assignedAgentSkill: 'skills',
    assignedService: 'services',
    client: 'client',
    clientId: 'client',
    clientName: 'client',
    description: 'description',
    firstName: 'first name',
    homeAgent: 'home agent',
    lastName: 'last name',
    list: 'list',
    loginId: 'login ID',
    name: 'name',
    newPassword: 'new password',
    password: 'password',
    phone: 'phone',
    proficiency: 'level',
    question: 'filters',
    rows: 'number of rows',
    unlock: 'lock',
    userName: 'user name',
    wrapUpTime: 'wrap-up time',
  },
}
