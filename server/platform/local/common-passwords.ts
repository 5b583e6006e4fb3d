import * as z from 'zod/mini'
import { agentUpdate, anyPassword, newAgent } from '#contract/agents.ts'
import { configurationOperations, type ConfigurationApi } from '#contract/configuration.ts'
import { passwordChange } from '#contract/sessions.ts'

const { createAgent, updateAgent, changePassword } = configurationOperations

/** The operations of a server that takes common passwords, as the specification does: for existing clients that set them. */
export const withCommonPasswords: ConfigurationApi = {
  ...configurationOperations,
  createAgent: { ...createAgent, body: z.safeExtend(newAgent, { password: anyPassword }) },
  updateAgent: { ...updateAgent, body: z.safeExtend(agentUpdate, { password: z.optional(anyPassword) }) },
  changePassword: { ...changePassword, body: z.safeExtend(passwordChange, { newPassword: anyPassword }) },
}
