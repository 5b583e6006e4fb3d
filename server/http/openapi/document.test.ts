import { createConfig, lintFromString } from '@redocly/openapi-core'
import spectralCore, { type RulesetDefinition } from '@stoplight/spectral-core'
import { Json } from '@stoplight/spectral-parsers'
import { oas } from '@stoplight/spectral-rulesets'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { format, resolveConfig } from 'prettier'
import { describe, expect, it } from 'vitest'
import { openApiDocument } from '#server/http/openapi/document.ts'

interface Schema {
  $ref?: string
  items?: Schema
  properties?: Record<string, Schema>
  required?: string[]
}

interface Reply {
  content?: { 'application/json': { schema: Schema; examples?: Record<string, { value: unknown }> } }
}

// As the OpenAPI specification has it.
const document = openApiDocument() as {
  paths: Record<string, Record<string, { responses: Record<string, Reply> }>>
  components: { schemas: Record<string, Schema> }
}
const text = JSON.stringify(document, null, 2)

it('stands in the repository as it is served: `npx vitest run --project sqlite document.test.ts -u` writes it', async () => {
  const file = 'docs/openapi.json'
  const formatted = await format(text, { ...(await resolveConfig(file)), filepath: file })
  await expect(formatted).toMatchFileSnapshot(`../../../${file}`)
})

describe('the recommended rules', () => {
  it('of Redocly find only what the specification has', async () => {
    const config = await createConfig({ extends: ['recommended'] })
    const problems = await lintFromString({ source: text, config })
    expect(problems.map(({ ruleId, message }) => [ruleId, message])).toEqual([
      [
        'no-ambiguous-paths',
        // The specification's own paths. The router prefers `skills` to a parameter, and `skills` is no agent's id.
        'Paths should resolve unambiguously. Found two ambiguous paths: `/configuration/agents/{id}/related` and `/configuration/agents/skills/{id}`.',
      ],
    ])
  })

  it('of Spectral find only that it names no contact', async () => {
    const { Document, Spectral } = spectralCore
    const spectral = new Spectral()
    // The packages' types differ in their versions only.
    spectral.setRuleset({ extends: [oas as RulesetDefinition] })
    const problems = await spectral.run(new Document(text, Json))
    // Every installation has an operator of its own: no address is true of all.
    expect(problems.map(({ code }) => code)).toEqual(['info-contact'])
  })
})

it('calls a field of a reply optional only where an example comes without it', () => {
  const optional = new Set<string>()
  const absent = new Set<string>()
  const look = (schema: Schema, value: unknown, name = '') => {
    const reference = schema.$ref?.split('/').at(-1)
    const named = reference === undefined ? undefined : document.components.schemas[reference]
    if (named) return look(named, value, reference)
    if (Array.isArray(value) && schema.items) for (const item of value) look(schema.items, item)
    if (typeof value !== 'object' || value === null) return
    for (const [field, property] of Object.entries(schema.properties ?? {})) {
      if (!schema.required?.includes(field)) optional.add(`${name}.${field}`)
      if (!(field in value)) absent.add(`${name}.${field}`)
      else look(property, Reflect.get(value, field))
    }
  }
  for (const path of Object.values(document.paths))
    for (const { responses } of Object.values(path))
      for (const { content } of Object.values(responses))
        for (const example of Object.values(content?.['application/json'].examples ?? {}))
          look(content?.['application/json'].schema ?? {}, example.value)
  expect([...optional].toSorted()).toEqual([
    'Agent.lastLogin',
    'Agent.lastLoginIp',
    'AgentSummary.lastLogin',
    'AgentSummary.lastLoginIp',
    'LoginReply.daysUntilPasswordExpires',
  ])
  expect([...absent].toSorted()).toEqual([...optional].toSorted())
})

describe('what is no request by the document', () => {
  const ajv = new Ajv2020({ strict: false, validateFormats: false })
  ajv.addSchema(document, 'document')
  const fits = (schema: string, body: unknown) => ajv.validate({ $ref: `document#/components/schemas/${schema}` }, body)

  it('a search without a criterion, or with two', () => {
    expect(fits('AgentSearch', { lastName: 'One' })).toBe(true)
    for (const search of [{}, { lastName: '' }, { loginId: 'A', lastName: 'One' }])
      expect(fits('AgentSearch', search)).toBe(false)
  })

  it('an update of nothing', () => {
    expect(fits('AgentUpdate', { unlock: true })).toBe(true)
    expect(fits('AgentUpdate', {})).toBe(false)
    expect(fits('AgentSkillUpdate', {})).toBe(false)
  })

  it('a new agent who holds a skill twice, has a weak password, or a phone number without a digit', () => {
    const agent = {
      loginId: 'A',
      firstName: 'A',
      lastName: 'B',
      password: 'abcdefg1',
      phone: '1',
      wrapUpTime: -1,
      homeAgent: true,
      active: true,
      assignedAgentSkill: [{ id: 1, proficiency: 5 }],
    }
    expect(fits('NewAgent', agent)).toBe(true)
    const skill = { id: 1, proficiency: 1 }
    for (const part of [
      { assignedAgentSkill: [skill, skill] },
      { assignedAgentSkill: [{ ...skill, proficiency: 6 }] },
      { password: 'abcdefgh' },
      { phone: 'none' },
    ])
      expect(fits('NewAgent', { ...agent, ...part })).toBe(false)
  })
})
