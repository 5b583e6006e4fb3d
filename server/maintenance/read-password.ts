import { createInterface, type Interface } from 'node:readline/promises'
import { Writable } from 'node:stream'
import { text } from 'node:stream/consumers'
import { Refused } from '#server/maintenance/refused.ts'

/** Reads a new password: at a terminal it asks twice and shows nothing, otherwise it reads standard input. */
export async function readPassword(): Promise<string> {
  if (!process.stdin.isTTY) return (await text(process.stdin)).replace(/\r?\n$/, '')
  const unseen = new Writable({ write: (_chunk, _encoding, done) => done() })
  const terminal = createInterface({ input: process.stdin, output: unseen, terminal: true })
  const leaving = new AbortController()
  terminal.once('close', () => leaving.abort())
  try {
    const password = await ask(terminal, 'New password: ', leaving.signal)
    if ((await ask(terminal, 'Once more: ', leaving.signal)) === password) return password
  } finally {
    terminal.close()
  }
  throw new Refused('They differ. Nothing was changed.')
}

async function ask(terminal: Interface, question: string, signal: AbortSignal): Promise<string> {
  process.stderr.write(question)
  try {
    return await terminal.question('', { signal })
  } catch {
    throw new Refused('Nothing was changed.')
  } finally {
    process.stderr.write('\n')
  }
}
