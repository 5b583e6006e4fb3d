import type { ConfigurationApi } from '#contract/configuration.ts'
import type { Context } from '#server/operations/context.ts'
import type { Implementation } from '#server/operations/implementation.ts'
import type { Preview } from '#server/platform/preview.ts'

/** The Configuration API. Code above this port does not know which system answers. */
export interface Platform {
  operations: Implementation<ConfigurationApi, Context>
  preview: Preview
}
