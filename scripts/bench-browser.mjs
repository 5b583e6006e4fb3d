// Prints how fast the dashboard answers the hand, in a browser of its own against a server of its own with 10,000 agents:
// frames while scrolling, a key in the search until its rows are there, a slider let go until it is saved, the network gone
// until the page says so. Fails nothing: the promises are printed beside the figures, and a slow machine is slow.
import { spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { chromium } from '@playwright/test'
import { findChromium } from './chromium.mjs'
import { root, run, tool } from './run.mjs'

const AGENTS = 10_000
const ACCOUNT = { clientName: 'DEMO', userName: 'manager', password: 'demo-pass-1' }

const sorted = (list) => [...list].sort((a, b) => a - b)
const at = (list, share) => sorted(list)[Math.min(list.length - 1, Math.floor(list.length * share))] ?? NaN
const summary = (list) => `median ${at(list, 0.5).toFixed(0)} ms, p95 ${at(list, 0.95).toFixed(0)} ms`
const framesOf = (durations) =>
  `${summary(durations)}, longest ${Math.max(...durations).toFixed(0)} ms, ` +
  `${((100 * durations.filter((ms) => ms > 32).length) / durations.length).toFixed(1)} % of frames over 32 ms`

async function startServer(folder) {
  const child = spawn(process.execPath, ['--import', 'tsx', 'server/main.ts'], {
    cwd: root,
    env: {
      ...process.env,
      DATABASE_URL: '',
      PORT: '0',
      DATA_DIR: folder,
      DEMO_DATA: 'on',
      DEMO_AGENTS: String(AGENTS),
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  for await (const line of createInterface(child.stdout)) {
    const address = /ready at (http:\S+)$/.exec(line)?.[1]
    if (address) return { address, stop: () => child.kill('SIGTERM') }
  }
  throw new Error('The server ended before it was ready.')
}

/** Runs in the page: scrolls for so many frames, a row and a half in each, and says how long each took. */
async function scroll(frames) {
  const frame = () => new Promise((resolve) => requestAnimationFrame(resolve))
  const durations = []
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
  return new Promise((resolve) => {
    let start
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
    observer.observe(document.querySelector('main'), { subtree: true, childList: true, attributes: true })
  })
}

/** Runs in the page: from the next key on a slider until the frame that shows it moved, and until the server has answered. */
function untilSaved() {
  return new Promise((resolve) => {
    let start
    let moved
    document.addEventListener(
      'keydown',
      () => {
        start = performance.now()
        requestAnimationFrame(() => (moved = performance.now() - start))
      },
      { once: true, capture: true },
    )
    new PerformanceObserver((list, observer) => {
      const write = list.getEntries().find(({ name, startTime }) => name.includes('proficiency=') && startTime >= start)
      if (!write) return
      observer.disconnect()
      resolve({ moved, saved: write.responseEnd - start })
    }).observe({ type: 'resource' })
  })
}

const folder = await mkdtemp(join(tmpdir(), 'agent-console-bench-'))
if ((await run([...tool('vite/bin/vite.js'), 'build', '--logLevel', 'error'])) !== 0) process.exit(1)
const server = await startServer(folder)
const isRoot = process.getuid?.() === 0
const browser = await chromium.launch({ executablePath: findChromium(), args: isRoot ? ['--no-sandbox'] : [] })
try {
  const context = await browser.newContext({ baseURL: server.address, viewport: { width: 1366, height: 768 } })
  await context.request.post('/dashboard/session', { data: ACCOUNT })
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
  const keys = []
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
  const moved = []
  const saved = []
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
  const told = []
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
  server.stop()
  await rm(folder, { recursive: true, force: true })
}
