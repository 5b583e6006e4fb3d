import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'

const FOLDERS = ['api-page', 'bench', 'contract', 'deploy', 'docs', 'e2e', 'faults', 'rigs', 'scripts', 'server', 'src']
const files = [
  ...readdirSync('.'),
  ...FOLDERS.flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((file) => path.join(folder, file)),
  ),
]
const docs = ['README.md', ...readdirSync('docs').map((file) => `docs/${file}`)].filter((file) => file.endsWith('.md'))

/** Returns the first group of every match. */
const allIn = (text: string, pattern: RegExp) => [...text.matchAll(pattern)].map(([, found = '']) => found)

describe.each(docs)('%s', (doc) => {
  const text = readFileSync(doc, 'utf8')

  it('names files that exist', () => {
    const named = allIn(text, /`([\w.][\w./-]*\.(?:c?m?[jt]sx?|css|conf|json|service|sql|yaml))`/g)
    expect(named.filter((name) => !files.some((file) => file === name || file.endsWith(`/${name}`)))).toEqual([])
  })

  it('names folders and commands that exist', () => {
    const folders = allIn(text, new RegExp(`\`((?:${FOLDERS.join('|')})/[\\w./-]*/)\``, 'g'))
    expect(folders.filter((folder) => !existsSync(folder))).toEqual([])
    // The file is in this repository.
    const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as { scripts: Record<string, string> }
    const commands = allIn(text, /`(?:[A-Z_]+=\S+ )*npm run ([\w:-]+)(?![^`]* --prefix )/g)
    expect(commands.filter((command) => !(command in scripts))).toEqual([])
  })
})

it('docs/security.md quotes tests that exist', () => {
  const tests = files
    .filter((file) => /\.(?:test|spec)\.tsx?$/.test(file))
    .map((file) => readFileSync(file, 'utf8').toLowerCase())
    .join('\n')
  const titles = allIn(readFileSync('docs/security.md', 'utf8'), /(?<![\w`/])_([^_`\n|]{6,})_(?!\w)/g)
  const parts = titles.flatMap((title) => title.toLowerCase().split('…')).map((part) => part.trim())
  expect(parts.length).toBeGreaterThan(40)
  expect(parts.filter((part) => !tests.includes(part))).toEqual([])
})
