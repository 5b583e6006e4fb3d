import { configurationOperations, type ConfigurationApi } from '#contract/configuration.ts'
import { userOperations, type UserApi } from '#contract/users.ts'
import { agentLists } from '#server/configuration/agent-lists.ts'
import { agentSkills } from '#server/configuration/agent-skills.ts'
import { agents } from '#server/configuration/agents.ts'
import { assignments } from '#server/configuration/assignments.ts'
import type { Context, Identity } from '#server/operations/context.ts'
import type { Dependencies } from '#server/configuration/dependencies.ts'
import { implement, type Implementation } from '#server/operations/implementation.ts'
import { names } from '#server/configuration/names.ts'
import { ownAccount, type OwnAccount } from '#server/configuration/own-account.ts'
import { endSession, findSession } from '#server/configuration/session-store.ts'
import { questions, type Questions } from '#server/configuration/questions.ts'
import { sessions } from '#server/configuration/sessions.ts'
import { users } from '#server/configuration/users.ts'

/** The Configuration API on our own database: everything that the rest of the server may ask of it. */
export interface Configuration {
  operations: Implementation<ConfigurationApi, Context>
  /** Whose session it is; undefined when there is none, or when it ended. */
  identify: (sessionId: string) => Promise<Identity | undefined>
  /** Ends a session, if it is still there. */
  endSession: (sessionId: string) => Promise<void>
  questions: Questions
  /** Who may sign in beside the agents, and do what. */
  users: Implementation<UserApi, Context>
  ownAccount: OwnAccount
}

export function createConfiguration(dependencies: Dependencies): Configuration {
  return {
    operations: implement(configurationOperations, {
      ...agentLists(dependencies),
      ...agents(dependencies),
      ...agentSkills(dependencies),
      ...assignments(dependencies),
      ...names(dependencies),
      ...sessions(dependencies),
    }),
    identify: (sessionId) => findSession(dependencies.db, sessionId, dependencies.clock()),
    endSession: async (sessionId) => void (await endSession(dependencies.db, sessionId)),
    questions: questions(dependencies),
    users: implement(userOperations, users(dependencies)),
    ownAccount: ownAccount(dependencies),
  }
}
