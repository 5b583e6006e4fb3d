import { readdirSync, readFileSync } from 'node:fs'
import { isBuiltin } from 'node:module'
import { describe, expect, it } from 'vitest'

interface Locked {
  integrity?: string
  resolved?: string
  hasInstallScript?: boolean
}

const read = (file: string): unknown => JSON.parse(readFileSync(file, 'utf8'))

// The format is npm's.
const { packages } = read('package-lock.json') as { packages: Record<string, Locked> }
// The entry without a path is the project itself.
const locked = Object.entries(packages).filter(([path]) => path !== '')
const pathsOf = (which: (each: Locked) => boolean) => locked.filter(([, each]) => which(each)).map(([path]) => path)

describe('package-lock.json', () => {
  it('has the hash of every package', () => {
    expect(locked.length).toBeGreaterThan(100)
    expect(pathsOf(({ integrity = '' }) => !/^sha512-[\w+/]{86}==$/.test(integrity))).toEqual([])
  })

  it('names no registry, so that each machine uses its own', () => {
    expect(pathsOf(({ resolved }) => resolved !== undefined)).toEqual([])
  })

  it('adds no package that wants to run a script when it is installed', () => {
    // scripts/setup.mjs compiles better-sqlite3; the others need no script. That of @scarf/scarf reports installations.
    const known = ['node_modules/@scarf/scarf', 'node_modules/better-sqlite3', 'node_modules/esbuild']
    expect(pathsOf(({ hasInstallScript = false }) => hasInstallScript)).toEqual(known)
  })
})

it('Installing runs no scripts', () => {
  expect(readFileSync('.npmrc', 'utf8')).toMatch(/^ignore-scripts=true$/m)
})

describe('the built server', () => {
  it('imports every production dependency, and nothing else', () => {
    const { dependencies } = read('package.json') as { dependencies: Record<string, string> }
    const sources = readdirSync('dist-server').filter((name) => name.endsWith('.js'))
    const imported = sources.flatMap((name) => importsOf(readFileSync(`dist-server/${name}`, 'utf8')))
    expect([...new Set(imported)].sort()).toEqual(Object.keys(dependencies).sort())
  })
})

/** Returns the names of the packages that a built module imports. */
const importsOf = (source: string) =>
  [...source.matchAll(/\b(?:from|import)\s*\(?\s*["']([^"'\n]+)["']/g)]
    .map(([, specifier = '']) => specifier)
    .filter((specifier) => !specifier.startsWith('.') && !isBuiltin(specifier))
    .flatMap((specifier) => /^(?:@[^/]+\/)?[^/]+/.exec(specifier) ?? [])
