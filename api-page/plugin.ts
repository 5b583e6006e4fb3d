import { readFileSync } from 'node:fs'
import path from 'node:path'
import type { Plugin } from 'vite'

const PAGE = 'api-page/index.html'
const FILE = /(?<=(?:src|href)=")\/((?:api-page|node_modules)\/[^"]+)/g
// The library's own maps are not served.
const MAP = /\s*\/[/*]# sourceMappingURL=[^\s*]+(?:\s*\*\/)?\s*$/

/**
 * Puts the API's page beside the dashboard, with Swagger UI's own files as they are: bundled with the dashboard, its style sheet would
 * become a part of that of every page.
 */
export function apiPage(): Plugin {
  return {
    name: 'api-page',
    configureServer({ middlewares }) {
      middlewares.use('/docs', (_request, response) => {
        response.setHeader('content-type', 'text/html; charset=utf-8').end(readFileSync(PAGE))
      })
    },
    generateBundle() {
      const addressOf = (_: string, file: string) => {
        const source = readFileSync(file, 'utf8').replace(MAP, '')
        return `/${this.getFileName(this.emitFile({ type: 'asset', name: path.basename(file), source }))}`
      }
      const source = readFileSync(PAGE, 'utf8').replace(FILE, addressOf)
      this.emitFile({ type: 'asset', fileName: 'docs.html', source })
      const licence = 'swagger-ui-bundle.js.LICENSE.txt'
      const text = readFileSync(`node_modules/swagger-ui-dist/${licence}`)
      this.emitFile({ type: 'asset', fileName: `assets/${licence}`, source: text })
    },
  }
}
