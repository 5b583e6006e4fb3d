import { defineConfig } from '@playwright/test'
import { findChromium } from './scripts/chromium.mjs'

/**
 * Each context opens a browser window, hidden as it is, and a window makes ready a page for the suggestions below its
 * address bar and one for where it may go next: nearly half of the processor time of a short test.
 */
const UNSEEN = ['WebUIOmniboxPopup', 'WebUIOmniboxAimPopup', 'SpareRendererForSitePerProcess']
/** Chromium heeds the last list alone, so what Playwright turns off, and a test here depends on, is named again. */
const OF_PLAYWRIGHT = [
  'AimEnabled',
  'AvoidUnnecessaryBeforeUnloadCheckSync',
  'DestroyProfileOnBrowserClose',
  'HttpsFirstBalancedModeAutoEnable',
  'HttpsUpgrades',
  'NetworkTimeServiceQuerying',
  'OptimizationHints',
  'PaintHolding',
  'PreconnectToSearch',
]
const FLAGS = [
  `--disable-features=${[...OF_PLAYWRIGHT, ...UNSEEN].join()}`,
  '--disable-gpu',
  // A browser that reaches for nothing but the page under test.
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]
// Chromium's sandbox does not start as root, which is who runs the tests in many containers.
const isRoot = process.getuid?.() === 0

export default defineConfig({
  testDir: 'e2e',
  testMatch: '*.spec.ts',
  globalSetup: './scripts/e2e-setup.mjs',
  fullyParallel: true,
  workers: 2,
  // A test that fails now and then is a bug: of the test, or of its subject.
  retries: 0,
  // A slow machine fails no test; only what never comes does.
  timeout: 180_000,
  expect: { timeout: 30_000 },
  use: {
    browserName: 'chromium',
    launchOptions: { executablePath: findChromium(), args: isRoot ? ['--no-sandbox', ...FLAGS] : FLAGS },
    viewport: { width: 1366, height: 768 },
    locale: 'en-US',
    timezoneId: 'UTC',
    // A trace of every test costs a fifth of the time of all: `npm run test:e2e -- --trace retain-on-failure` makes one.
    trace: 'off',
    screenshot: 'only-on-failure',
  },
})
