import { configurationOperations } from '#contract/configuration.ts'
import type { Dependencies } from '#server/database/dependencies.ts'
import { implement } from '#server/operations/implementation.ts'
import { agentLists } from '#server/platform/local/agents/agent-lists.ts'
import { createPreview } from '#server/platform/local/preview.ts'
import { agents } from '#server/platform/local/agents/agents.ts'
import { assignments } from '#server/platform/local/assignments/change.ts'
import { referenceLists } from '#server/platform/local/reference-lists.ts'
import { withCommonPasswords } from '#server/platform/local/common-passwords.ts'
import { sessions } from '#server/platform/local/sessions.ts'
import { skills } from '#server/platform/local/skills/skills.ts'
import type { Platform } from '#server/platform/platform.ts'

interface LocalPlatformOptions extends Dependencies {
  acceptsCommonPasswords: boolean
}

/** Answers the Configuration API from our own database. */
export const createLocalPlatform = ({ acceptsCommonPasswords, ...dependencies }: LocalPlatformOptions): Platform => ({
  operations: implement(acceptsCommonPasswords ? withCommonPasswords : configurationOperations, {
    ...agentLists(dependencies),
    ...agents(dependencies),
    ...skills(dependencies),
    ...assignments(dependencies),
    ...referenceLists(dependencies),
    ...sessions(dependencies),
  }),
  preview: createPreview(dependencies),
})
