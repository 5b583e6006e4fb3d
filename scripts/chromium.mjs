import { accessSync, constants } from 'node:fs'
import { createRequire } from 'node:module'
import { delimiter, join } from 'node:path'
import { attempt, SetUpError, step, tool } from './run.mjs'

// Not `chromium-browser`: on Ubuntu that is a placeholder for a package of another kind.
const NAMES = ['chromium', 'google-chrome', 'google-chrome-stable']

/** An installed Chromium or Chrome: the one that CHROMIUM names, else the first on the PATH. */
export function findChromium() {
  return process.env.CHROMIUM || NAMES.map(onPath).find(Boolean)
}

/** Sees to it that the end-to-end tests have a browser. */
export async function setUpBrowser() {
  if (hasBrowser()) return
  if (process.env.CHROMIUM) throw new SetUpError(`CHROMIUM names ${process.env.CHROMIUM}, which cannot be run.`)
  const isRoot = process.getuid?.() === 0
  // A way that does not work out is no end yet.
  if (isRoot && onPath('apt-get')) await attempt(installDistributionPackage)
  if (!hasBrowser()) await attempt(downloadPlaywrightBuild)
  if (!hasBrowser())
    throw new SetUpError('The tests need a browser: install Chromium or Chrome, or set CHROMIUM to the path of one.')
}

function hasBrowser() {
  const playwright = createRequire(import.meta.url)('@playwright/test')
  return isExecutable(findChromium() ?? playwright.chromium.executablePath())
}

async function installDistributionPackage() {
  const env = { DEBIAN_FRONTEND: 'noninteractive' }
  await step("Refreshing the distribution's list of packages", ['apt-get', 'update'], env)
  await step("Installing the distribution's Chromium", ['apt-get', 'install', '-y', 'chromium'], env)
}

async function downloadPlaywrightBuild() {
  await step("Downloading Playwright's Chromium", [...tool('@playwright/test/cli.js'), 'install', 'chromium'])
}

function onPath(name) {
  const folders = (process.env.PATH ?? '').split(delimiter)
  return folders.map((folder) => join(folder, name)).find(isExecutable)
}

function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}
