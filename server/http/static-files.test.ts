import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { brotliCompressSync, brotliDecompressSync } from 'node:zlib'
import type { FastifyInstance } from 'fastify'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { buildApp } from '#server/app.ts'
import { openDatabase } from '#server/database/open.ts'
import { IN_MEMORY } from '#server/database/sqlite.ts'
import type { Database } from '#server/database/tables.ts'

let app: FastifyInstance
let database: Database
let dashboardFolder: string

beforeEach(async () => {
  dashboardFolder = mkdtempSync(path.join(tmpdir(), 'agent-console-'))
  mkdirSync(path.join(dashboardFolder, 'assets'))
  writeFileSync(path.join(dashboardFolder, 'index.html'), '<!doctype html>')
  writeFileSync(path.join(dashboardFolder, 'assets/page-1a2b.js'), 'export {}')
  writeFileSync(path.join(dashboardFolder, 'assets/page-1a2b.js.br'), brotliCompressSync('export {}'))
  database = await openDatabase({ dataDir: IN_MEMORY })
  app = await buildApp({ database, dashboardFolder })
})

afterEach(async () => {
  await app.close()
  await database.destroy()
  rmSync(dashboardFolder, { recursive: true })
})

const get = (url: string, headers: Record<string, string> = {}) => app.inject({ url, headers })
const page = { accept: 'text/html' }

describe('the built dashboard', () => {
  it.each(['/', '/agents', '/agents/5?tab=locked', '/sign-in'])('is one document at %s, never kept', async (url) => {
    const reply = await get(url, page)
    expect(reply.body).toBe('<!doctype html>')
    expect(reply.headers).toMatchObject({ 'cache-control': 'no-store', 'content-type': 'text/html; charset=utf-8' })
    expect(reply.headers['permissions-policy']).toMatch(/^camera=\(\), .*microphone=\(\)/)
    expect((await app.inject({ method: 'HEAD', url, headers: page })).statusCode).toBe(200)
  })

  it('comes at an address that is too long for the API, which refuses it', async () => {
    const question = `?q=${'x'.repeat(9000)}`
    expect((await get(`/agents${question}`, page)).body).toBe('<!doctype html>')
    for (const [url, headers] of [
      [`/agents${question}`, { accept: 'application/json' }],
      [`/dashboard/agents${question}`, page],
    ] as const)
      expect((await get(url, headers)).statusCode).toBe(414)
  })

  it('carries nonces of its own in each reply, which the content security policy names', async () => {
    writeFileSync(path.join(dashboardFolder, 'index.html'), '<meta nonce="CSP_NONCE"><script nonce="CSP_SCRIPT_NONCE">')
    const served = await buildApp({ database, dashboardFolder })
    const replies = [await served.inject({ url: '/', headers: page }), await served.inject({ url: '/', headers: page })]
    await served.close()
    const nonces = replies.map(({ body }) => /<meta nonce="([0-9a-f]{32})"><script nonce="([0-9a-f]{32})">/.exec(body))
    expect(new Set(nonces.flatMap((found) => found?.slice(1))).size).toBe(4)
    expect(replies[0]?.headers['content-security-policy']).toMatch(/^default-src 'none';.*frame-ancestors 'none'/)
    for (const [i, { headers }] of replies.entries()) {
      expect(headers['content-security-policy']).toContain(`style-src 'self' 'nonce-${nonces[i]?.[1]}'`)
      expect(headers['content-security-policy']).toContain(`script-src 'self' 'nonce-${nonces[i]?.[2]}'`)
    }
  })

  it('is sent compressed, with its nonces, to who takes it so', async () => {
    const document = `<meta nonce="CSP_NONCE">${'<link rel="modulepreload" href="/assets/a-file">'.repeat(50)}`
    writeFileSync(path.join(dashboardFolder, 'index.html'), document)
    const served = await buildApp({ database, dashboardFolder })
    const headers = { ...page, 'accept-encoding': 'gzip, br' }
    const reply = await served.inject({ url: '/', headers })
    const head = await served.inject({ method: 'HEAD', url: '/', headers })
    await served.close()
    for (const each of [reply, head]) expect(each.headers['content-encoding']).toBe('br')
    expect(reply.rawPayload.length * 4).toBeLessThan(document.length)
    const [, nonce] = /^<meta nonce="([0-9a-f]{32})">/.exec(brotliDecompressSync(reply.rawPayload).toString()) ?? []
    expect(reply.headers['content-security-policy']).toContain(`style-src 'self' 'nonce-${nonce}'`)
  })

  it('has assets that are kept for good and sent as they were compressed', async () => {
    const reply = await get('/assets/page-1a2b.js', { 'accept-encoding': 'br' })
    expect(reply.headers).toMatchObject({
      'cache-control': 'public, max-age=31536000, immutable',
      'content-encoding': 'br',
    })
    expect(reply.rawPayload).toEqual(brotliCompressSync('export {}'))
    expect(reply.headers).toMatchObject({ 'x-content-type-options': 'nosniff' })
    expect(reply.headers).not.toHaveProperty('content-security-policy')
  })

  it('lets no error be kept in place of a file', async () => {
    rmSync(path.join(dashboardFolder, 'assets/page-1a2b.js'))
    const reply = await get('/assets/page-1a2b.js')
    expect(reply.statusCode).toBe(404)
    expect(reply.headers).toMatchObject({
      'cache-control': 'no-store',
      'content-security-policy': expect.stringContaining("default-src 'none'") as string,
    })
  })

  it('has no page where the API, a file of the build or nothing was asked for', async () => {
    for (const url of ['/configuration/nothing', '/assets/gone-3c4d.js', '/session/nothing', '/dashboard/nothing'])
      expect(await get(url, page)).toMatchObject({ statusCode: 404 })
    for (const url of ['/%63onfiguration/nothing', '//configuration/nothing', '/agents%2Ebak', '/%2egit/config'])
      expect(await get(url, page)).toMatchObject({ statusCode: 404 })
    for (const url of ['/agents.bak', '/agents~', '/.git/config', '/backup.sql', '/.env'])
      expect(await get(url, page)).toMatchObject({ statusCode: 404 })
    expect((await get('/agents', { accept: 'application/json' })).json()).toEqual({
      code: 404,
      message: 'No such path [GET /agents]',
    })
  })
})

describe('the page of the API', () => {
  it('has a policy of its own: what the library draws with, and nothing from elsewhere', async () => {
    writeFileSync(path.join(dashboardFolder, 'docs.html'), '<!doctype html><title>API</title>')
    const served = await buildApp({ database, dashboardFolder })
    const reply = await served.inject({ url: '/docs', headers: page })
    const asFile = await served.inject({ url: '/docs.html', headers: page })
    const posted = await served.inject({ method: 'POST', url: '/docs' })
    await served.close()
    expect(reply.body).toBe('<!doctype html><title>API</title>')
    expect(reply.headers).toMatchObject({
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy':
        "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self' data:; " +
        "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    })
    expect(asFile.statusCode).toBe(404)
    expect([posted.statusCode, posted.headers['allow']]).toEqual([405, 'GET, HEAD, OPTIONS'])
  })

  it('is a page of the dashboard where none was built', async () => {
    expect((await get('/docs', page)).body).toBe('<!doctype html>')
  })
})

it('compresses long replies for who takes them so', async () => {
  const plain = await get('/openapi.json')
  const reply = await get('/openapi.json', { 'accept-encoding': 'gzip, br' })
  expect(reply.headers['content-encoding']).toBe('br')
  expect(reply.rawPayload.length * 4).toBeLessThan(plain.rawPayload.length)
})
