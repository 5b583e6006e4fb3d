import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test as base, type PlaywrightWorkerArgs } from '@playwright/test'
import { createCaller, type Call } from '#contract/client.ts'
import { dashboardOperations } from '#contract/dashboard.ts'
import { configurationOperations, type ConfigurationApi } from '#contract/configuration.ts'
import type { Operations } from '#contract/operation.ts'
import { demoLogin } from '#server/first-start/demo/login.ts'
import { startServer } from './server.ts'

export { expect }

/** In milliseconds: timers this long are for people, who read and wait. */
const LONG = 5000

export const { clientName: CLIENT, password: PASSWORD } = demoLogin()
export type User = 'sysadmin' | 'superuser' | 'ituser' | 'manager' | 'manager-east' | 'teamlead'

export type Api = Call<ConfigurationApi>

interface TestFixtures {
  /** The user of the browser when a test begins. `test.use({ signedInAs: null })` begins signed out. */
  signedInAs: User | null
  /** Whether the page's long timers run: by them a message goes, a call is given up, a list is asked whether it moved. */
  longTimers: boolean
}

interface WorkerFixtures {
  /** Where this worker's own server is, with a fresh database of demo data. */
  server: string
  /** The Configuration API, called as `manager`: to arrange the data of a test, and to read the result. */
  api: Api
}

/** The browser's storage of a signed-in user: a session of their own, made without the page, which has its own tests. */
export async function signedIn(playwright: PlaywrightWorkerArgs['playwright'], server: string, user: User) {
  // Without the test's own session, which signing in would end.
  const browserless = await playwright.request.newContext({
    baseURL: server,
    storageState: { cookies: [], origins: [] },
  })
  const reply = await browserless.post(dashboardOperations.signIn.path, {
    data: demoLogin(user),
  })
  await expect(reply, `${user} can sign in`).toBeOK()
  const state = await browserless.storageState()
  await browserless.dispose()
  return state
}

/** The operations of a table, called as a user of the demo data. */
export async function callerAs<Table extends Operations>(server: string, user: User, table: Table) {
  const login = demoLogin(user)
  const { sessionId } = await createCaller(configurationOperations, { baseUrl: server })('login', { body: login })
  return createCaller(table, { baseUrl: server, headers: { 'LV-Session': sessionId } })
}

export const test = base.extend<TestFixtures, WorkerFixtures>({
  server: [
    // oxlint-disable-next-line no-empty-pattern -- Playwright reads what a fixture depends on from it
    async ({}, provide) => {
      const dataFolder = await mkdtemp(join(tmpdir(), 'agent-console-e2e-'))
      const { address, stop } = await startServer({ DATA_DIR: dataFolder })
      await provide(address)
      await stop()
      await rm(dataFolder, { recursive: true })
    },
    { scope: 'worker' },
  ],

  api: [
    async ({ server }, provide) => provide(await callerAs(server, 'manager', configurationOperations)),
    { scope: 'worker' },
  ],

  baseURL: ({ server }, provide) => provide(server),

  signedInAs: ['manager', { option: true }],

  // On a slow machine they would run out between two steps of a test; those that are about them have them run.
  longTimers: [false, { option: true }],

  // Every test has a session of its own, so that one may end it without disturbing another.
  storageState: async ({ server, playwright, signedInAs }, provide) =>
    provide(signedInAs === null ? undefined : await signedIn(playwright, server, signedInAs)),

  page: async ({ page, longTimers }, provide) => {
    const errors: string[] = []
    if (!longTimers) await page.addInitScript(stopLongTimers, LONG)
    page.on('pageerror', (error) => errors.push(error.message))
    await page.exposeFunction('noteViolation', (violation: string) => errors.push(violation))
    await page.addInitScript(() => {
      document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) =>
        Reflect.get(
          window,
          'noteViolation',
        )(`the content security policy's ${violatedDirective} blocked ${blockedURI}`),
      )
    })
    await provide(page)
    expect(errors, 'errors that no code of the page caught, and violations of its content security policy').toEqual([])
  },
})

/** Runs in the page. */
function stopLongTimers(long: number) {
  const never = 2 ** 31 - 1
  for (const name of ['setTimeout', 'setInterval'] as const) {
    const plain = window[name]
    const patient = (work: TimerHandler, ms = 0, ...values: unknown[]) => plain(work, ms < long ? ms : never, ...values)
    Object.assign(window, { [name]: patient })
  }
}
