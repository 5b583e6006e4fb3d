import { pathOf, type Operation } from '#contract/operation.ts'
import type { Parts } from './requests.ts'

/** sqlmap injects where this stands. */
const MARK = '*'

interface Sender {
  host: string
  session: string
}

/** Writes a request as sqlmap reads it from a file, with all that a caller may set marked; the session where there is nothing else. */
export function markedRequest(operation: Operation, parts: Parts, { host, session }: Sender): string {
  const { params = {}, query = {}, body, headers = {} } = parts
  const marked = (all: object) => Object.entries(all).map(([name, value]) => [name, `${String(value)}${MARK}`] as const)
  const path = decodeURIComponent(pathOf(operation, Object.fromEntries(marked(params))))
  const search = marked(query)
    .map(([name, value]) => `${name}=${value.replaceAll(' ', '%20')}`)
    .join('&')
  const isBare = !Object.keys({ ...params, ...query, ...body, ...headers }).length
  const lines = [
    `${operation.method} ${path}${search && `?${search}`} HTTP/1.1`,
    `Host: ${host}`,
    `LV-Session: ${session}${isBare ? MARK : ''}`,
    ...marked(headers).map(([name, value]) => `${name}: ${value}`),
    ...(body ? ['Content-Type: application/json'] : []),
    '',
    body ? markedJson(body) : '',
  ]
  return lines.join('\r\n')
}

/**
 * Marks every value of a body. Numbers and booleans become texts, which the server also reads, so that an injected text leaves
 * the JSON around it whole. The changes of a bulk change stay as they are: there the server reads no texts.
 */
function markedJson(body: object): string {
  const asTexts = JSON.stringify(body, (_, value: object | string | number | boolean) =>
    typeof value === 'object' ? value : `${value}${MARK}`,
  )
  return asTexts.replace(/"changes":\[.*?\]/, (changes) => changes.replace(/"(\d+)\*"/g, `$1${MARK}`))
}
