import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { text } from 'node:stream/consumers'
import SQLite from 'better-sqlite3'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { demoLogin } from '#server/first-start/demo/login.ts'
import { eventually } from '#server/testing/eventually.ts'
import {
  BUILT,
  environment,
  importing,
  startServerProcess,
  type ServerProcess,
} from '#server/testing/server-process.ts'

let folder: string
let server: ServerProcess | undefined

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'agent-console-'))
})

afterEach(async () => {
  await server?.end('SIGKILL')
  server = undefined
  rmSync(folder, { recursive: true, force: true })
})

function begin(command: string, args: readonly string[], variables: Record<string, string>, preload?: string) {
  const child = spawn(process.execPath, [...importing(preload), BUILT.maintenance, command, ...args], {
    env: environment({ DATA_DIR: path.join(folder, 'data'), ...variables }),
  })
  const ended = Promise.all([text(child.stdout), text(child.stderr), once(child, 'exit')])
  const outcome = ended.then(([said, complained, [exitCode]]) => ({ said, complained, exitCode: exitCode as unknown }))
  return { child, outcome }
}

const run = (command: string, args: readonly string[] = [], variables: Record<string, string> = {}) =>
  begin(command, args, variables).outcome

/** A backup that has begun its file and has the database open, and copies when `meanwhile` is over. */
async function runBackup(file: string, meanwhile: () => Promise<void>) {
  const { child, outcome } = begin('backup', [file], {}, './server/testing/held-backup.ts')
  await eventually(() => expect(readdirSync(folder).join()).toContain('.unfinished-'))
  await meanwhile()
  child.stdin.end()
  return outcome
}

const start = async (dataDir: string, variables: Record<string, string> = {}) =>
  (server = await startServerProcess({ DATA_DIR: dataDir, ...variables }))

async function signIn(address: URL): Promise<Record<string, string>> {
  const reply = await fetch(new URL('/session/login', address), {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(demoLogin()),
  })
  expect(reply.status).toBe(200)
  const { sessionId } = (await reply.json()) as { sessionId: string }
  return { 'lv-session': sessionId, 'content-type': 'application/json' }
}

const AGENT = 324515

/** Sets an agent's wrap-up time to 1, 2, 3 … until told to stop. */
function keepWriting(address: URL, headers: Record<string, string>) {
  let acknowledged = 0
  let stopped = false
  const writing = (async () => {
    for (let wrapUpTime = 1; !stopped; wrapUpTime++) {
      const body = JSON.stringify({ wrapUpTime })
      const reply = await fetch(new URL(`/configuration/agents/${AGENT}`, address), { method: 'PUT', headers, body })
      if (!reply.ok) throw new Error(await reply.text())
      acknowledged = wrapUpTime
    }
  })()
  return {
    acknowledged: () => acknowledged,
    stop: async () => {
      stopped = true
      await writing
    },
  }
}

describe('npm run backup', () => {
  it('copies a moment of a server that is being written to, and restore brings that back', async () => {
    const data = path.join(folder, 'data')
    const { url, end } = await start(data, { DEMO_AGENTS: '5000' })
    const writer = keepWriting(url, await signIn(url))
    const file = path.join(folder, 'backup.sqlite')
    const before = writer.acknowledged()
    const backup = await runBackup(file, () =>
      eventually(() => expect(writer.acknowledged()).toBeGreaterThan(before + 5)),
    )
    const after = writer.acknowledged()
    await writer.stop()
    expect(backup).toMatchObject({ exitCode: 0, complained: '' })
    expect(backup.said).toMatch(/^Backed up .+: [\d,]+ bytes, checked\.\n$/)
    expect(readdirSync(folder).sort()).toEqual(['backup.sqlite', 'data'])
    expect(statSync(file).mode & 0o777).toBe(0o600)

    // Every write is in it with its history, or not at all.
    const copy = new SQLite(file, { readonly: true })
    const wrapUpTime = copy.prepare('select wrap_up_time from agent where id = ?').pluck().get(AGENT)
    const changes = copy.prepare('select after_fields from change where agent_id = ? order by id').pluck().all(AGENT)
    copy.close()
    // With those that were made while it waited: there were some, or this shows nothing.
    expect(wrapUpTime).toBeGreaterThan(before + 5)
    expect(wrapUpTime).toBeLessThanOrEqual(after + 1)
    expect(changes).toEqual(Array.from({ length: Number(wrapUpTime) }, (_, i) => JSON.stringify({ wrapUpTime: i + 1 })))

    expect((await run('restore', [file, '--replace'])).complained).toMatch(/^A server uses .+: stop it first.+\n$/)
    expect(await end('SIGTERM')).toBe(0)
    expect((await run('restore', [file])).complained).toMatch(
      /^There is a database in .+: --replace puts it aside\.\n$/,
    )
    const restored = await run('restore', [file, '--replace'])
    expect(restored).toMatchObject({ exitCode: 0, complained: '' })
    const aside = /^What was there is now (.+)$/m.exec(restored.said)?.[1] ?? ''
    expect(existsSync(aside)).toBe(true)

    const again = await start(data)
    const read = await fetch(new URL(`/configuration/agents/${AGENT}`, again.url), {
      headers: await signIn(again.url),
    })
    expect(await read.json()).toMatchObject({ wrapUpTime })
    const replaced = new SQLite(aside, { readonly: true })
    expect(replaced.prepare('select wrap_up_time from agent where id = ?').pluck().get(AGENT)).toBe(
      writer.acknowledged(),
    )
    replaced.close()
  })

  it.each<[string, string[], Record<string, string>, RegExp]>([
    ['without a file', [], {}, /^Name one file: npm run backup -- FILE\n$/],
    ['with an option that it does not know', ['--force'], {}, /^It was not done: Unknown option '--force'/],
    ['with an option of another command', ['x.sqlite', '--replace'], {}, /^Only restore has the option --replace\.\n$/],
    ['with no database', ['x.sqlite'], {}, /^There is no database in .+\.\n$/],
    ['on PostgreSQL', ['x.sqlite'], { DATABASE_URL: 'postgres://nowhere/x' }, /backed up by pg_dump/],
  ])('is refused %s', async (_why, args, variables, sentence) => {
    const refused = await run('backup', args, variables)
    expect(refused.complained).toMatch(sentence)
    expect(refused).toMatchObject({ exitCode: 1, said: '' })
  })
})

describe('npm run user', () => {
  it('unlocks a user, sets a password from standard input and lists users, while the server runs', async () => {
    const { url } = await start(path.join(folder, 'data'))
    const session = await signIn(url)
    const attempt = async (password: string) => {
      const reply = await fetch(new URL('/session/login', url), {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ ...demoLogin('sysadmin'), password }),
      })
      return reply.status
    }
    for (let i = 0; i < 5; i++) expect(await attempt('wrong-one-1')).toBe(401)
    expect((await run('user', ['list', 'demo'])).said).toMatch(/^DEMO +sysadmin +Sysadmin +locked until 20\d\d-.+Z$/m)
    expect(await run('user', ['unlock', 'sysadmin', 'demo'])).toEqual({
      said: 'sysadmin can sign in at once.\n',
      complained: '',
      exitCode: 0,
    })
    expect(await attempt(demoLogin().password)).toBe(200)

    const set = begin('user', ['password', 'manager', 'DEMO'], {})
    set.child.stdin.end('from-standard-input-1\n')
    expect(await set.outcome).toEqual({
      said: 'manager has a new password, can sign in at once, and is signed out everywhere.\n',
      complained: '',
      exitCode: 0,
    })
    const read = await fetch(new URL(`/configuration/agents/${AGENT}`, url), { headers: session })
    expect(read.status).toBe(401)
    await expect(signIn(url)).rejects.toThrow(/401|sign in/)
  })

  it.each<[string, string[], RegExp]>([
    ['without a word of what to do', [], /^Say what to do:\n {2}npm run user -- list/],
    ['with a password among its arguments', ['password', 'sysadmin', 'DEMO', 'seen-by-all-1'], /^Say what to do:/],
    ['without a client', ['unlock', 'sysadmin'], /^Say what to do:/],
    ['with no database', ['list'], /^There is no database in .+\.\n$/],
  ])('is refused %s', async (_why, args, sentence) => {
    const refused = await run('user', args)
    expect(refused.complained).toMatch(sentence)
    expect(refused).toMatchObject({ exitCode: 1, said: '' })
    expect(existsSync(path.join(folder, 'data'))).toBe(false)
  })
})

describe.each(['copy-to-postgres', 'migrate'])('npm run %s', (command) => {
  it.each<[string, string[], RegExp]>([
    ['without a database', [], /^Set DATABASE_URL to /],
    ['with an argument', ['x.sqlite'], /^\S+ takes no arguments: .+\.\n$/],
  ])('is refused %s', async (_why, args, sentence) => {
    const refused = await run(command, args)
    expect(refused.complained).toMatch(sentence)
    expect(refused).toMatchObject({ exitCode: 1, said: '' })
  })
})

describe('npm run copy-to-postgres', () => {
  it('is refused where there is nothing to copy from', async () => {
    const refused = await run('copy-to-postgres', [], { DATABASE_URL: 'postgres://127.0.0.1:1/none' })
    expect(refused.complained).toMatch(/^There is no database in .+\.\n$/)
    expect(refused.exitCode).toBe(1)
  })
})
