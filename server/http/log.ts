import { randomUUID } from 'node:crypto'
import { LogController, type FastifyBaseLogger, type FastifyRequest } from 'fastify'
import { addressOf } from '#server/http/addresses.ts'
import type { LoggedEvent } from '#server/operations/context.ts'

/** How much of the log is written, and where to. A line is a JSON object. */
export interface Log {
  /** `info`: every request; `warn`: events that need a look; `error`: failures of the server itself. */
  level: 'info' | 'warn' | 'error'
  stream: { write(line: string): void }
}

/**
 * Writes the lines of one turn of the event loop together: writing costs more than formatting. A server that is killed loses the
 * lines of its last turn.
 */
export function inBatches(stream: Log['stream']): Log['stream'] {
  let lines = ''
  const flush = () => {
    if (lines) stream.write(lines)
    lines = ''
  }
  process.on('exit', flush)
  return {
    write(line) {
      if (!lines) setImmediate(flush)
      lines += line
    },
  }
}

let timed = { at: 0, text: '' }

/** Lines of one millisecond share the text of their time: to write it costs as much as to hash a token. */
function timeOfLine(): string {
  const at = Date.now()
  if (timed.at !== at) timed = { at, text: `,"time":"${new Date(at).toISOString()}"` }
  return timed.text
}

/** Fastify's part of the log. Its own lines about requests carry their URLs, and a URL may carry a session's id: ours do not. */
export const logging = ({ level, stream }: Log) => ({
  logController: new LogController({ disableRequestLogging: true }),
  // Not a count: the log of several servers is read as one.
  genReqId: () => randomUUID(),
  logger: {
    level,
    base: null,
    timestamp: timeOfLine,
    formatters: { level: (label: string) => ({ level: label }) },
    // An error's other properties may hold the values of a query.
    serializers: {
      err: ({ name, message, stack }: Error) => ({ type: name, message, stack: stack ?? '' }),
    },
    // Not pino's own way to standard output: when its reader is gone, that one waits for it for ever on the way out.
    stream,
  },
})

const LEVELS: Partial<Record<LoggedEvent['event'], 'warn' | 'error'>> = {
  'sign-in-refused': 'warn',
  'earlier-password-refused': 'warn',
  'agent-locked': 'warn',
  'user-locked': 'warn',
  'last-sysadmin-locked': 'error',
}

/** Logs an event together with the person who was signed in (`by`). */
export function logEvent(request: FastifyRequest, event: LoggedEvent): void {
  logEventOf(request.log, event, { name: request.caller?.name, address: addressOf(request) })
}

/** Logs an event of work that no request waits for. */
export function logEventOf(
  log: FastifyBaseLogger,
  event: LoggedEvent,
  { name, address }: { name: string | undefined; address: string },
): void {
  log[LEVELS[event.event] ?? 'info']({ ...event, by: name, address }, event.event)
}
