import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { npm, root, SetUpError, step, tool } from './run.mjs'

/** Installs what package-lock.json names, unless it is there already. */
export async function setUpDependencies() {
  // The build needs the development dependencies even where NODE_ENV says production.
  if (!isInstalled()) await step('Installing dependencies', [...npm, 'ci', '--include=dev'])
  if (!sqliteLoads()) await compileSqlite()
}

/** Compiles it here: its install script would download a prebuilt binary, which no hash in package-lock.json covers. */
async function compileSqlite() {
  const compile = [...npm, 'run', 'build-release', '--prefix', 'node_modules/better-sqlite3']
  try {
    await step('Compiling SQLite', compile, nodeHeaders())
  } catch (error) {
    if (!(error instanceof SetUpError)) throw error
    throw new SetUpError(
      `${error.message} It needs make, Python 3 and a C++ compiler (Debian: apt-get install build-essential python3; ` +
        'macOS: xcode-select --install). Without them, `npm rebuild better-sqlite3 --ignore-scripts=false` downloads ' +
        'a prebuilt binary from GitHub, which no hash verifies.',
    )
  }
}

/** Points node-gyp to the headers that came with this Node. It downloads them if there are none. */
function nodeHeaders() {
  const prefix = dirname(dirname(process.execPath))
  const areThere = existsSync(join(prefix, 'include/node/node.h'))
  return areThere ? { npm_config_nodedir: prefix } : {}
}

/** Compares with npm's own record of the installed packages: npm writes it last, so a broken-off install left none. */
function isInstalled() {
  const installed = readLockfile('node_modules/.package-lock.json')
  if (!installed) return false
  return Object.entries(readLockfile('package-lock.json')).every(
    // Optional ones are those of other systems.
    ([path, wanted]) => path === '' || (installed[path] ? installed[path].version === wanted.version : wanted.optional),
  )
}

function readLockfile(path) {
  return existsSync(join(root, path)) ? JSON.parse(readFileSync(join(root, path), 'utf8')).packages : undefined
}

/** Returns false after an upgrade of Node as well: the compiled module fits one version of it. */
function sqliteLoads() {
  try {
    const Database = createRequire(import.meta.url)('better-sqlite3')
    new Database(':memory:').close()
    return true
  } catch {
    return false
  }
}

const INPUTS = ['contract', 'package-lock.json']

const DASHBOARD = {
  title: 'Building the dashboard',
  sources: [...INPUTS, 'src', 'public', 'api-page', 'index.html', 'vite.config.ts'],
  folder: 'dist',
  config: 'vite.config.ts',
}

const SERVER = {
  title: 'Building the server',
  sources: [...INPUTS, 'server', 'vite.server.config.ts'],
  folder: 'dist-server',
  config: 'vite.server.config.ts',
}

export const setUpDashboard = () => build(DASHBOARD)
export const setUpServer = () => build(SERVER)

/** Builds one half, unless its folder was built from just these sources. */
async function build({ title, sources, folder, config }) {
  const stamp = join(root, folder, '.built-from')
  const hash = hashOf(sources.flatMap(filesIn))
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === hash) return
  await step(title, [...tool('vite/bin/vite.js'), 'build', '--config', config], { NODE_ENV: 'production' })
  writeFileSync(stamp, hash)
}

function filesIn(path) {
  const stats = statSync(join(root, path), { throwIfNoEntry: false })
  if (!stats?.isDirectory()) return stats ? [path] : []
  return readdirSync(join(root, path)).flatMap((name) => filesIn(`${path}/${name}`))
}

function hashOf(files) {
  const hash = createHash('sha256')
  for (const file of files.sort())
    hash
      .update(`${file}\0`)
      .update(readFileSync(join(root, file)))
      .update('\0')
  return hash.digest('hex')
}
