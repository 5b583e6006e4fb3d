import react from '@vitejs/plugin-react'
import { defineConfig, type Plugin } from 'vite'
import { compression } from 'vite-plugin-compression2'

const api = `http://127.0.0.1:${process.env.API_PORT ?? 4301}`
const proxied = ['/configuration', '/session', '/dashboard', '/openapi.json', '/healthz', '/readyz']

const preload = (fileName: string, attrs: Record<string, string>) => ({
  tag: 'link',
  attrs: { ...attrs, href: `/${fileName}`, crossorigin: true },
  injectTo: 'head' as const,
})

/**
 * Names what the first page needs in the document's head, so that the browser fetches the page's own chunk and the
 * typeface beside the entry instead of after it.
 */
function preloadFirstPage(): Plugin {
  return {
    name: 'preload-first-page',
    apply: 'build',
    transformIndexHtml: {
      order: 'post',
      handler(html, { bundle = {} }) {
        const files = Object.values(bundle)
        const page = files.find(
          (file) => file.type === 'chunk' && file.facadeModuleId?.endsWith('/src/pages/AgentsPage.tsx'),
        )
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

/**
 * Zod carries a writer of JSON Schema on every schema it makes. The server's OpenAPI document needs it, a browser never does:
 * it is 6 kB of every first visit. Whoever calls it here after all is told so.
 */
function withoutJsonSchema(): Plugin {
  const isWriter = /\/zod\/v4\/core\/(?:to-json-schema|json-schema-processors)\.js$/
  return {
    name: 'without-json-schema',
    apply: 'build',
    transform: {
      filter: { id: isWriter },
      handler(code) {
        const names = [...code.matchAll(/^export (?:const|function|class) (\w+)/gm)].map(([, name]) => name)
        const refuse = 'const refuse = () => { throw new Error("JSON Schema is not part of the dashboard") }'
        const make = 'const make = () => refuse'
        return {
          code: [refuse, make, ...names.map((name) => `export const ${name} = make`)].join('\n'),
          map: null,
        }
      },
    },
  }
}

/** What every page needs and few changes touch: one file, which browsers keep from one release to the next. */
const core =
  /\/node_modules\/(?:react|react-dom|scheduler|use-sync-external-store|zod|@tanstack\/(?!.*(?:table|virtual)).*)\//

export default defineConfig({
  plugins: [
    react(),
    preloadFirstPage(),
    withoutJsonSchema(),
    compression({ algorithms: ['brotliCompress'], threshold: 1024 }),
  ],
  // The server puts each reply's own nonce here (server/http/static-files.ts).
  html: { cspNonce: 'CSP_NONCE' },
  build: {
    outDir: 'dist',
    // The style sheets use light-dark(), which every browser has had since May 2024.
    target: ['chrome123', 'edge123', 'firefox121', 'safari17.5'],
    // A strict content security policy allows no data: URLs for fonts, and one small style sheet beats one per chunk.
    assetsInlineLimit: 0,
    cssCodeSplit: false,
    modulePreload: { polyfill: false },
    rolldownOptions: { output: { codeSplitting: { groups: [{ name: 'core', test: core }] } } },
  },
  server: { proxy: Object.fromEntries(proxied.map((path) => [path, { target: api }])) },
})
