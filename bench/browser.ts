// Prints how fast the dashboard responds, in a browser against a server with 10,000 agents: frames while scrolling, the time from
// a key in the search to its rows, from a released slider to its save, and from a lost network to the message. Never fails: it
// prints the promises beside the figures, and a slow machine is slow.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium } from '@playwright/test'
import { findChromium } from '#scripts/chromium.mjs'
import { startServerProcess } from '#server/testing/server-process.ts'

const AGENTS = 10_000
const ACCOUNT = { clientName: 'DEMO', userName: 'manager', password: 'demo-pass-1' }

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

const folder = await mkdtemp(join(tmpdir(), 'agent-console-bench-'))
const server = await startServerProcess({ DATA_DIR: folder, DEMO_DATA: 'on', DEMO_AGENTS: String(AGENTS) })
const isRoot = process.getuid?.() === 0
const browser = await chromium.launch({ executablePath: findChromium(), args: isRoot ? ['--no-sandbox'] : [] })
try {
  const context = await browser.newContext({ baseURL: server.url.href, viewport: { width: 1366, height: 768 } })
  await context.request.post('/dashboard/session', { data: ACCOUNT })
  // tsx wraps named functions in this, those that run in the page too.
  await context.addInitScript('globalThis.__name = (named) => named')
  const page = await context.newPage()

  await page.setContent('<body style="height: 200000px">')
  const empty = (await page.evaluate(scroll, 500)).durations
  await page.goto('/agents')
  await page.locator('td a').first().waitFor()
  const { durations, rows, scrolled } = await page.evaluate(scroll, 1500)
  console.log(
    `scrolling ${Math.round(scrolled / 40)} rows: ${framesOf(durations)} (promise: none over 32 ms); ` +
      `at most ${rows} rows in the document (promise: 100)\nscrolling an empty page on this machine: ${framesOf(empty)}`,
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
  console.log(
    `key in the search to rows: ${summary(keys)} with the wait for further keys (promise: p95 100 ms beyond it)`,
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
  console.log(
    `slider let go to moved: ${summary(moved)} (promise: the next frame); to saved: ${summary(saved)} (promise: 100 ms)`,
  )

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
  console.log(`network gone to its banner: ${summary(told)} (promise: 2 s)`)
} finally {
  await browser.close()
  await server.end('SIGTERM')
  await rm(folder, { recursive: true, force: true })
}
