import { createConfig, lintFromString } from '@redocly/openapi-core'
import spectralCore, { type RulesetDefinition } from '@stoplight/spectral-core'
import { Json } from '@stoplight/spectral-parsers'
import { oas } from '@stoplight/spectral-rulesets'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { format, resolveConfig } from 'prettier'
import { describe, expect, it } from 'vitest'
import { openApiDocument } from '#server/http/openapi/document.ts'

const document = openApiDocument()
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
