import { createHash } from 'node:crypto'
import { relative } from 'node:path'
import react from '@vitejs/plugin-react'
import { defineConfig, type Plugin } from 'vite'
import { compression } from 'vite-plugin-compression2'
import { apiPage } from './api-page/plugin.ts'
import { EARLY_READS, readEarly } from './src/api/early-reads.ts'

const api = `http://127.0.0.1:${process.env.API_PORT ?? 4301}`
const proxied = ['/configuration', '/session', '/dashboard', '/openapi.json', '/healthz', '/readyz']

const preload = (fileName: string, attrs: Record<string, string>) => ({
  tag: 'link',
  attrs: { ...attrs, href: `/${fileName}`, crossorigin: true },
  injectTo: 'head' as const,
})

/**
 * Names the files of the first page in the document's head, so that the browser fetches the page's own chunk and the typeface
 * beside the entry instead of after it.
 */
function preloadFirstPage(): Plugin {
  return {
    name: 'preload-first-page',
    apply: 'build',
    transformIndexHtml: {
      order: 'post',
      handler(html, { bundle = {} }) {
        const files = Object.values(bundle)
        const page = files.find((file) => file.type === 'chunk' && file.facadeModuleId?.endsWith(PAGE))
        const chunks = page?.type === 'chunk' ? [page.fileName, ...page.imports] : []
        const font = files.filter(({ fileName }) => /inter-latin-1.*\.woff2$/.test(fileName))
        return [
          ...chunks
            // The entry's own are in the document already.
            .filter((name) => !html.includes(name))
            .map((name) => preload(name, { rel: 'modulepreload' })),
          ...font.map(({ fileName }) => preload(fileName, { rel: 'preload', as: 'font' })),
        ]
      },
    },
  }
}

/** Requests the data of the agents page while the browser still fetches its scripts. */
const askEarly = (): Plugin => ({
  name: 'ask-early',
  apply: 'build',
  transformIndexHtml: () => [
    {
      tag: 'script',
      attrs: { nonce: 'CSP_SCRIPT_NONCE' },
      children: `(${readEarly.toString().replaceAll(/\s+/g, ' ')})(${JSON.stringify(EARLY_READS)})`,
      injectTo: 'head-prepend',
    },
  ],
})

const PAGE = '/src/pages/AgentsPage.tsx'

/** Finds the modules of the agents page: the entry's, its own, and their imports. */
function modulesOfFirstPage(): { plugin: Plugin; has: (id: string) => boolean } {
  const modules = new Set<string>()
  return {
    has: (id) => modules.has(id),
    plugin: {
      name: 'modules-of-first-page',
      apply: 'build',
      buildEnd() {
        const visit = (id: string) => {
          if (modules.has(id)) return
          modules.add(id)
          this.getModuleInfo(id)?.importedIds.forEach(visit)
        }
        for (const id of this.getModuleIds()) if (id.endsWith(PAGE) || this.getModuleInfo(id)?.isEntry) visit(id)
      },
    },
  }
}

const firstPage = modulesOfFirstPage()

/** Code that every page needs and few changes touch: one file, which browsers keep from one release to the next. */
const core =
  /rolldown\/runtime|\/node_modules\/(?:react|react-dom|scheduler|use-sync-external-store|zod|@tanstack\/(?!.*virtual).*)\//
/** Larger than the requests that sharing it would save. */
const virtual = /\/@tanstack\/[\w-]*virtual/

const styleSheets = new Map<string, string>()

/** Class names as short as they can be and still differ: every page fetches the style sheet, and each chunk names its classes. */
function classOf(name: string, file: string): string {
  const sheet = createHash('sha256')
    .update(relative(import.meta.dirname, file))
    .digest('base64url')
    .slice(0, 3)
  if ((styleSheets.get(sheet) ?? file) !== file) throw new Error(`${file} has the letters of ${styleSheets.get(sheet)}`)
  styleSheets.set(sheet, file)
  return `${name}_${sheet}`
}

export default defineConfig({
  plugins: [
    react(),
    firstPage.plugin,
    preloadFirstPage(),
    askEarly(),
    apiPage(),
    compression({ algorithms: ['brotliCompress'], threshold: 1024 }),
  ],
  build: {
    outDir: 'dist',
    // The style sheets use light-dark(), which every browser has had since May 2024.
    target: ['chrome123', 'edge123', 'firefox121', 'safari17.5'],
    // A strict content security policy allows no data: URLs for fonts, and one small style sheet beats one per chunk.
    assetsInlineLimit: 0,
    cssCodeSplit: false,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            { name: 'core', test: core },
            // Shared parts of the first page: a request for each would cost more than its bytes.
            { name: 'shared', test: (id) => firstPage.has(id) && !virtual.test(id), minShareCount: 2 },
          ],
        },
      },
    },
  },
  css: { modules: { generateScopedName: classOf } },
  server: { proxy: Object.fromEntries(proxied.map((path) => [path, { target: api }])) },
})
