import { apiDocs, configurationDocs, schemaDocs } from '#contract/configuration.docs.ts'
import { configurationOperations } from '#contract/configuration.ts'
import { TAGS } from '#contract/docs.ts'
import type { Operation } from '#contract/operation.ts'
import { Components } from '#server/http/openapi/components.ts'
import { describeOperation, type AnyOperationDocs } from '#server/http/openapi/operations.ts'

/** Returns the OpenAPI 3.1 document of the Configuration API. */
export function openApiDocument(): object {
  const components = new Components(schemaDocs)
  const operations: Readonly<Record<string, Operation>> = configurationOperations
  const docs: Readonly<Record<string, AnyOperationDocs>> = configurationDocs
  const paths: Record<string, Record<string, object>> = {}
  for (const [operationId, operationDocs] of Object.entries(docs)) {
    const operation = operations[operationId]
    if (!operation) continue
    paths[operation.path] = {
      ...paths[operation.path],
      [operation.method.toLowerCase()]: describeOperation(operationId, operation, operationDocs, components),
    }
  }
  return {
    openapi: '3.1.0',
    info: {
      title: apiDocs.title,
      version: apiDocs.version,
      summary: apiDocs.summary,
      description: apiDocs.text,
      license: { name: 'MIT', identifier: 'MIT' },
    },
    servers: [{ url: '/', description: 'The server that this document comes from.' }],
    tags: Object.entries(TAGS).map(([name, description]) => ({ name, description })),
    paths,
    components: components.all(),
  }
}
