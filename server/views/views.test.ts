import { describe, expect, it } from 'vitest'
import { MAX_VIEWS } from '#contract/views.ts'
import { serverForEachTest } from '#server/testing/each-test.ts'
import { CLIENT, OTHER_CLIENT } from '#server/testing/server.ts'

const server = serverForEachTest()

const views = '/dashboard/views'
const locked = { name: 'Spanish, locked', search: 'status=locked&skill=200', columns: ['name'], density: 'compact' }

const save = (body: object, session?: string) =>
  server.send('POST', views, { body, ...(session !== undefined && { session }) })

const names = async (session?: string, query = '') => {
  const { body } = await server.send('GET', views + query, session === undefined ? {} : { session })
  return (body as { view: { name: string }[] }).view.map(({ name }) => name)
}

describe('a view', () => {
  it('is saved, listed by name, changed and deleted', async () => {
    const { status, body } = await save(locked)
    const { id } = body as { id: number }
    expect(status).toBe(201)
    await save({ ...locked, name: 'all' })
    expect((await server.send('GET', views)).body).toMatchObject({ view: [{ name: 'all' }, { id, ...locked }] })
    const changed = { ...locked, columns: [], density: 'comfortable' }
    expect(await server.send('PUT', `${views}/${id}`, { body: changed })).toMatchObject({ status: 204 })
    expect((await server.send('GET', views)).body).toMatchObject({ view: [{}, { id, ...changed }] })
    expect(await server.send('DELETE', `${views}/${id}`)).toMatchObject({ status: 204 })
    expect(await names()).toEqual(['all'])
  })

  it('is its owner’s alone, in one client', async () => {
    const { body } = await save(locked)
    const { id } = body as { id: number }
    const superuser = await server.login('superuser')
    const notThere = { status: 404, body: { code: 203, message: `View not found [ID:${id}]` } }
    expect(await names(superuser)).toEqual([])
    expect(await server.send('PUT', `${views}/${id}`, { body: locked, session: superuser })).toEqual(notThere)
    expect(await server.send('DELETE', `${views}/${id}`, { session: superuser })).toEqual(notThere)
    const sysadmin = await server.login('sysadmin')
    await save({ ...locked, name: 'mine' }, sysadmin)
    expect(await names(sysadmin, `?client=${CLIENT}`)).toEqual(['mine'])
    expect(await names(sysadmin, `?client=${OTHER_CLIENT}`)).toEqual([])
    expect(await names()).toEqual([locked.name])
  })

  it('has a name that no other view of its owner has, in any case', async () => {
    await save(locked)
    const { body } = await save({ ...locked, name: 'other' })
    const taken = { status: 409, body: { code: 202, message: 'View already exists [name:SPANISH, locked]' } }
    expect(await save({ ...locked, name: 'SPANISH, locked' })).toEqual(taken)
    const { id } = body as { id: number }
    expect(await server.send('PUT', `${views}/${id}`, { body: { ...locked, name: 'SPANISH, locked' } })).toEqual(taken)
  })

  it.each([
    ['name', ' '],
    ['name', 'x'.repeat(61)],
    ['search', 'x'.repeat(4001)],
    ['columns', Array.from({ length: 31 }, () => 'name')],
    ['density', 'airy'],
  ])('is refused with %s of %j', async (field, value) => {
    const { status, body } = await save({ ...locked, [field]: value })
    expect({ status, body }).toMatchObject({ status: 400, body: { code: 202 } })
    expect((body as { message: string }).message).toContain(field)
  })

  it('is refused where there are as many as one may have', async () => {
    for (let i = 0; i < MAX_VIEWS; i++) await save({ ...locked, name: `View ${i}` })
    expect(await save(locked)).toMatchObject({ status: 409, body: { message: expect.stringContaining('at most 100') } })
  })
})
