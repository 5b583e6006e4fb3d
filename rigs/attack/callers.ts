import { demoLogin } from '#server/first-start/demo/login.ts'

let callers = 0

/** An address that nobody has, for each request another. */
const fromSomewhere = () => `198.18.${Math.floor(callers / 250) % 250}.${1 + (callers++ % 250)}`

const post = (url: URL, body: object) =>
  fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-forwarded-for': fromSomewhere() },
    body: JSON.stringify(body),
  })

/** Resolves to a session of a user of the demo data. */
export async function signIn(server: URL, userName = 'sysadmin'): Promise<string> {
  const reply = await post(new URL('/session/login', server), demoLogin(userName))
  if (!reply.ok) throw new Error(`${userName} cannot sign in: ${reply.status}`)
  // The reply of Log In.
  return ((await reply.json()) as { sessionId: string }).sessionId
}

const ROUNDS = 30

/** How long each refused sign-in takes, in turns, so that a busy moment meets all alike: their medians, in milliseconds. */
export async function timeRefusals(server: URL): Promise<{ unknown: number; locked: number; wrong: number }> {
  const url = new URL('/session/login', server)
  const as = (userName: string) => ({ ...demoLogin(userName), password: 'wrong-one-1' })
  for (let i = 0; i < 5; i++) await post(url, as('ituser'))
  const cases = { unknown: as('nobody'), locked: as('ituser'), wrong: as('teamlead') }
  const times = { unknown: [] as number[], locked: [] as number[], wrong: [] as number[] }
  // A user is locked by the fifth wrong password, so that a right one comes after every third.
  for (let round = 0; round < ROUNDS; round++) {
    if (round % 3 === 0) await signIn(server, 'teamlead')
    for (const name of ['unknown', 'locked', 'wrong'] as const) {
      const began = performance.now()
      await (await post(url, cases[name])).text()
      times[name].push(performance.now() - began)
    }
  }
  return { unknown: median(times.unknown), locked: median(times.locked), wrong: median(times.wrong) }
}

const median = (all: number[]) => all.sort((a, b) => a - b)[all.length >> 1] ?? Number.NaN
