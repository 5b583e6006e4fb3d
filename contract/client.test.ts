import { describe, expect, it } from 'vitest'
import { createCaller } from '#contract/client.ts'
import { operations } from '#contract/operations.ts'

const created = () => Promise.resolve(new Response(JSON.stringify({ id: 1 }), { status: 201 }))
const failed = () => Promise.resolve(new Response('{}', { status: 503 }))
const lost = () => Promise.reject(new TypeError('network'))

/** A caller whose requests are answered in turn, and the keys that they carried. */
function callerOf(answers: (() => Promise<Response>)[]) {
  const keys: (string | undefined)[] = []
  const call = createCaller(operations, {
    fetch(_url, init) {
      keys.push(new Headers(init.headers).get('idempotency-key') ?? undefined)
      return (answers.shift() ?? lost)()
    },
  })
  const create = (name: string) => call('createAgentSkill', { query: {}, body: { name } }).catch(() => undefined)
  return { call, create, keys }
}

describe('a create', () => {
  it('is sent again under its first key after its reply was lost', async () => {
    const { create, keys } = callerOf([lost, failed, created, created])
    for (const name of ['A', 'A', 'A', 'A']) await create(name)
    const [first, second, third, fourth] = keys
    expect(first).toMatch(/^[0-9a-f]{32}$/)
    expect(second).toBe(first)
    expect(third).toBe(first)
    // That one was answered: who asks again means another.
    expect(fourth).not.toBe(first)
  })

  it('takes another key when anything in it is another', async () => {
    const { create, keys } = callerOf([lost, created])
    await create('A')
    await create('B')
    expect(keys[1]).not.toBe(keys[0])
  })

  it('is alone in carrying one', async () => {
    const { call, keys } = callerOf([lost])
    await call('readAgent', { params: { id: 1 } }).catch(() => undefined)
    expect(keys).toEqual([undefined])
  })
})
