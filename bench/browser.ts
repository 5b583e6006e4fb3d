// Measures how fast the dashboard responds, in a browser against a server with 20,000 agents who all have one skill and one service:
// opening that skill and that service, frames while scrolling, the time from a key in the search to its rows, from a released slider
// to its save, and from a lost network to the message. Writes docs/browser.md. Never fails: it puts the promises beside the figures,
// and a slow machine is slow.
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium, type Page } from '@playwright/test'
import { format, resolveConfig } from 'prettier'
import { CARE, giveToAll, SPANISH } from '#bench/held-by-all.ts'
import { findChromium } from '#scripts/chromium.mjs'
import { hashPassword } from '#server/accounts/passwords.ts'
import { openDatabase } from '#server/database/open.ts'
import { demoLogin } from '#server/first-start/demo/login.ts'
import { loadDemoData } from '#server/first-start/load-demo-data.ts'
import { startServerProcess } from '#server/testing/server-process.ts'

const AGENTS = 20_000
const OPENED = 10
const ACCOUNT = demoLogin()

const sorted = (list: readonly number[]) => [...list].sort((a, b) => a - b)
const at = (list: readonly number[], share: number) =>
  sorted(list)[Math.min(list.length - 1, Math.floor(list.length * share))] ?? Number.NaN
const summary = (list: readonly number[]) =>
  `median ${at(list, 0.5).toFixed(0)} ms, p95 ${at(list, 0.95).toFixed(0)} ms`
const framesOf = (durations: readonly number[]) =>
  `${summary(durations)}, longest ${Math.max(...durations).toFixed(0)} ms, ` +
  `${((100 * durations.filter((ms) => ms > 32).length) / durations.length).toFixed(1)} % of frames over 32 ms`

/** Runs in the page: scrolls for so many frames, a row and a half in each, and says how long each took. */
async function scroll(frames: number) {
  const frame = () => new Promise<number>((resolve) => requestAnimationFrame(resolve))
  const durations: number[] = []
  let rows = 0
  let last = await frame()
  for (let i = 0; i < frames; i++) {
    window.scrollBy(0, 60)
    const now = await frame()
    durations.push(now - last)
    last = now
    rows = Math.max(rows, document.querySelectorAll('tbody tr').length)
  }
  return { durations, rows, scrolled: window.scrollY }
}

/** Runs in the page: from the next key until the rows that it asks for are there and drawn. */
function untilRows() {
  return new Promise<number>((resolve) => {
    let start = 0
    document.addEventListener('keydown', () => (start = performance.now()), { once: true, capture: true })
    let wasBusy = false
    const observer = new MutationObserver(() => {
      const isBusy = document.querySelector('main table')?.getAttribute('aria-busy') === 'true'
      if (wasBusy && !isBusy) {
        observer.disconnect()
        requestAnimationFrame(() => resolve(performance.now() - start))
      }
      wasBusy ||= isBusy
    })
    observer.observe(document.body, { subtree: true, childList: true, attributes: true })
  })
}

/** Runs in the page: from the next key on a slider until the frame that shows it moved, and until the server has answered. */
function untilSaved() {
  return new Promise<{ moved: number; saved: number }>((resolve) => {
    let start = 0
    let moved = Number.NaN
    document.addEventListener(
      'keydown',
      () => {
        start = performance.now()
        requestAnimationFrame(() => (moved = performance.now() - start))
      },
      { once: true, capture: true },
    )
    new PerformanceObserver((list, observer) => {
      const isWrite = ({ name, startTime }: PerformanceEntry) => name.includes('proficiency=') && startTime >= start
      const write = list.getEntries().find(isWrite)
      if (!(write instanceof PerformanceResourceTiming)) return
      observer.disconnect()
      resolve({ moved, saved: write.responseEnd - start })
    }).observe({ type: 'resource' })
  })
}

/** Runs in the page: from the next click until the first agents of the page that it leads to are drawn. */
function untilAgents() {
  return new Promise<number>((resolve) => {
    let start = 0
    document.addEventListener('click', () => (start = performance.now()), { once: true, capture: true })
    const observer = new MutationObserver(() => {
      if (!document.querySelector('main table[aria-label="Agents"] tbody td a')) return
      observer.disconnect()
      requestAnimationFrame(() => resolve(performance.now() - start))
    })
    observer.observe(document.body, { subtree: true, childList: true })
  })
}

interface Measured {
  what: string
  figures: string
  promise: string
}
const measured: Measured[] = []
const note = (what: string, figures: string, promise: string) => {
  measured.push({ what, figures, promise })
  console.log(`${what}: ${figures} (promise: ${promise})`)
}

const FRAMES = 'at most 1 % over 32 ms, none over 100 ms, at most 100 rows in the document'

/** The skill with the fewest holders stands beside the one that all have. */
async function leastHeld(page: Page): Promise<string> {
  await page.goto('/skills?sort=holders', { waitUntil: 'networkidle' })
  return (await page.locator('main tbody a').first().getAttribute('href')) ?? ''
}

async function open(page: Page, list: string, address: string) {
  const times: number[] = []
  for (let i = 0; i < OPENED; i++) {
    await page.goto(list, { waitUntil: 'networkidle' })
    const link = page.locator(`main a[href="${address}"]`)
    await link.waitFor()
    const shown = page.evaluate(untilAgents)
    await link.click()
    times.push(await shown)
  }
  return times
}

/** Scrolls through the agents of the open page. */
async function scrollAgents(page: Page, what: string) {
  await page.locator('main table[aria-busy="false"] td a').first().waitFor()
  const { durations, rows, scrolled } = await page.evaluate(scroll, 1500)
  note(`scrolling ${scrolled.toLocaleString('en')} pixels of ${what}`, `${framesOf(durations)}; ${rows} rows`, FRAMES)
}

const folder = await mkdtemp(join(tmpdir(), 'agent-console-bench-'))
const db = await openDatabase({ dataDir: folder }, (empty) =>
  loadDemoData(empty, { agents: AGENTS, now: Date.now(), hashPassword }),
)
await giveToAll(db)
await db.destroy()
const server = await startServerProcess({ DATA_DIR: folder, DEMO_DATA: 'on' })
const isRoot = process.getuid?.() === 0
const browser = await chromium.launch({ executablePath: findChromium(), args: isRoot ? ['--no-sandbox'] : [] })
try {
  const context = await browser.newContext({ baseURL: server.url.href, viewport: { width: 1366, height: 768 } })
  await context.request.post('/dashboard/session', { data: ACCOUNT })
  // tsx wraps named functions in this, also those that run in the page.
  await context.addInitScript('globalThis.__name = (named) => named')
  const page = await context.newPage()

  const skill = { list: '/skills', address: `/skills/${SPANISH}` }
  const service = { list: '/services', address: `/services/${CARE}` }
  for (const [what, { list, address }] of [
    [`a skill with ${AGENTS.toLocaleString('en')} holders`, skill],
    [`a service with ${AGENTS.toLocaleString('en')} agents`, service],
  ] as const) {
    note(`opening ${what}`, summary(await open(page, list, address)), '300 ms')
    await scrollAgents(page, what)
  }
  note('opening the skill with the fewest', summary(await open(page, '/skills', await leastHeld(page))), '300 ms')
  await page.goto('/agents')
  await scrollAgents(page, `all ${AGENTS.toLocaleString('en')} agents`)
  await page.goto('/agents?q=nobody-is-called-so')
  await page.getByText('No agents match').waitFor()
  await page.evaluate(() => (document.body.style.height = '200000px'))
  note(
    'scrolling an empty list',
    framesOf((await page.evaluate(scroll, 500)).durations),
    'none: what the machine can do',
  )

  await page.goto('/agents')
  const search = page.getByRole('searchbox', { name: 'Search agents' })
  const keys: number[] = []
  for (const letter of 'AEIOSTRNLMDH') {
    await search.fill('')
    await page.locator('main table[aria-busy="false"] td a').first().waitFor()
    const shown = page.evaluate(untilRows)
    await search.press(letter)
    keys.push(await shown)
  }
  note(
    'a key in the search to its rows',
    `${summary(keys)}, with the wait for further keys`,
    'p95 100 ms beyond that wait',
  )

  await page.goto('/agents/324515')
  const slider = page.getByRole('slider').first()
  const moved: number[] = []
  const saved: number[] = []
  for (let i = 0; i < 20; i++) {
    await slider.focus()
    const done = page.evaluate(untilSaved)
    await slider.press((await slider.inputValue()) === '5' ? '4' : '5')
    const took = await done
    moved.push(took.moved)
    saved.push(took.saved)
  }
  note('a slider let go to moved', summary(moved), 'the next frame')
  note('a slider let go to saved', summary(saved), '100 ms')

  const banner = page.getByText('No connection to the server')
  const told: number[] = []
  for (let i = 0; i < 5; i++) {
    const gone = performance.now()
    await context.setOffline(true)
    await banner.waitFor()
    told.push(performance.now() - gone)
    await context.setOffline(false)
    await banner.waitFor({ state: 'hidden' })
  }
  note('the network gone to its banner', summary(told), '2 s')

  const text = `# In the browser

Written by \`npm run bench:browser\`: times in a browser on the machine of the server, with ${AGENTS.toLocaleString('en')} agents who all have one skill
and one service. Scrolling moves a row and a half in each frame, the list reading on meanwhile; the empty list beside it shows what
the machine can do. Times and frames are those of one machine on one day.

| what | measured | promised |
| --- | --- | --- |
${measured.map(({ what, figures, promise }) => `| ${what} | ${figures} | ${promise} |`).join('\n')}
`
  const file = 'docs/browser.md'
  await writeFile(file, await format(text, { ...(await resolveConfig(file)), filepath: file }))
} finally {
  await browser.close()
  await server.end('SIGTERM')
  await rm(folder, { recursive: true, force: true })
}
