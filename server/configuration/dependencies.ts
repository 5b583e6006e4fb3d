import type { ConfigurationApi } from '#contract/configuration.ts'
import type { Database } from '#server/database/tables.ts'
import type { Context } from '#server/operations/context.ts'
import type { Handlers } from '#server/operations/implementation.ts'

export interface Dependencies {
  db: Database
  /** Milliseconds since 1970-01-01 GMT. */
  clock: () => number
}

/** The handlers of some of the Configuration API's configurationOperations. */
export type Part<Names extends keyof ConfigurationApi> = Pick<Handlers<ConfigurationApi, Context>, Names>
