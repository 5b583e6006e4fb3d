import type { ConfigurationApi } from '#contract/configuration.ts'
import type { Context } from '#server/operations/context.ts'
import type { Handlers } from '#server/operations/implementation.ts'

/** The handlers of some operations of the Configuration API. */
export type Part<Names extends keyof ConfigurationApi> = Pick<Handlers<ConfigurationApi, Context>, Names>
