import type { ApiObject } from '#contract/errors.ts'
import { ADD_SERVICE_REFUSED } from '#contract/errors.ts'
import type { Arguments, Operations } from '#contract/operation.ts'
import { capitalize, enterThe } from '#src/lib/format.ts'
import { isolate } from '#src/lib/isolate.ts'

// The server's sentences are the API's: `Head [detail]`, with the names of fields. People read these instead.

type WriteOf<Table extends Operations> = {
  [Name in keyof Table & string]: Table[Name] extends { method: 'GET' } | { reads: true } ? never : Name
}[keyof Table & string]

type KeyOf<Values> = Values extends unknown ? keyof Values & string : never

/** The fields that a refusal of a table's writes can be about. */
type FieldOf<Table extends Operations> = {
  [Name in WriteOf<Table>]: Arguments<Table[Name]> extends infer Parts
    ? | (Parts extends { body: infer Body } ? KeyOf<Body> : never)
      | (Parts extends { query: infer Query } ? KeyOf<Query> : never)
    : never
}[WriteOf<Table>]

/** A feature's words for the server's refusals. A write without words, or a field of one, does not compile. */
export interface RefusalWords<Table extends Operations> {
  /** The words for an undone write, where the server's own are not for people. */
  notDone: Record<WriteOf<Table>, string>
  /** As its form labels it, in the middle of a sentence. */
  fields: Record<FieldOf<Table>, string>
}

/** The same for any table. */
export interface AnyWords {
  notDone: Readonly<Record<string, string>>
  fields: Readonly<Record<string, string>>
}

const NO_WORDS: AnyWords = { notDone: {}, fields: {} }

const gone = (what: string) => (id: string) => `${what} ${id} doesn’t exist, or was deleted.`

const NOT_FOUND: Readonly<Record<ApiObject, (id: string) => string>> = {
  Agent: gone('Agent'),
  'Agent skill': gone('Skill'),
  'Agent skill assignment': (id) => `The agent no longer has skill ${id}.`,
  Service: gone('Service'),
  'Service assignment': (id) => `The agent no longer has service ${id}.`,
  Client: gone('Client'),
  Change: gone('Change'),
  'Bulk change': gone('Bulk change'),
  User: gone('User'),
  Session: () => 'This session has ended already.',
  View: () => 'This view was deleted.',
}

const isObject = (name: string): name is ApiObject => name in NOT_FOUND

type Say = (words: AnyWords, ...parts: string[]) => string

/** The form of each sentence, and its plain words. The first match counts. */
const FORMS: readonly (readonly [form: RegExp, say: Say])[] = [
  [
    /^Permission denied \[the power "(.+)" is missing\]$/,
    (_, power) => `You need the “${power}” permission. Ask a superuser.`,
  ],
  [/^Permission denied \[not available to the role (.+)\]$/, (_, role) => `This isn’t available to the role ${role}.`],
  [/^Permission denied \[you are not permitted the service (\d+)\]$/, (_, id) => `You can’t assign service ${id}.`],
  [/^Permission denied \[you are not permitted all services yourself\]$/, () => 'You can’t assign all services.'],
  [
    /^Permission denied \[the user is permitted services that you are not\]$/,
    () => 'This user can assign services that you can’t.',
  ],
  [/^Permission denied \[client (\d+)\]$/, (_, id) => `You can’t see client ${id}.`],
  [/^Permission denied \[(.+)\]$/, (_, why) => `Not allowed: ${why}.`],
  [
    /^(.+) not found \[ID:(.+)\]$/,
    (_, object = '', id = '') => (isObject(object) ? NOT_FOUND[object] : gone(object))(id),
  ],
  [/^.+ already exists \[\w+:(.*)\]$/s, (_, value = '') => `“${isolate(value)}” is already taken.`],
  [/^Cannot undo \[changed again by (.+)\]$/s, (_, by = '') => `Can’t undo: ${isolate(by)} has changed this since.`],
  [/^Cannot undo \[it was undone already\]$/, () => 'This was already undone.'],
  [/^Cannot undo \[a change of this kind has no inverse\]$/, () => 'This kind of change can’t be undone.'],
  [/^Cannot apply \[it was applied already\]$/, () => 'This was already applied.'],
  [/^Cannot apply \[nothing in it would change\]$/, () => 'There is nothing to change.'],
  [/^Cannot apply \[.*preview.*\]$/, () => 'The preview has changed. Check it again before you apply it.'],
  [/^Cannot stop \[it does not run\]$/, () => 'This isn’t running any more.'],
  [/^Cannot \w+ \[it is not over\]$/, () => 'Wait until this bulk change is done.'],
  [/^Cannot \w+ \[nothing (failed|was applied)\]$/, (_, done) => `Nothing ${done}.`],
  [/^Cannot set your own password here \[.+\]$/, () => 'Use “Change password” for your own account.'],
  [/^Took too long \[.+\]$/, () => 'This took too long. Check whether it was done before you try again.'],
  [/^Too busy \[.+\]$|^Too many bodies at once \[.+\]$/, () => 'The server is busy. Try again in a moment.'],
  [/^Too many (.+) \[try again in (.+)\]$/, (_, what, time) => `Too many ${what}. Try again in ${time}.`],
  [/^Too many (.+) \[(.+)\]$/, (_, what, limit) => `Too many ${what}: ${limit}.`],
  [
    /^(Internal error|Database lost while saving) \[.*look whether.*\]$/,
    () => 'Something went wrong on the server. Check whether this was done before you try again.',
  ],
  [/^Internal error \[.+\]$/, () => 'Something went wrong on the server. Try again.'],
  [/^Database unavailable \[.+\]$/, () => 'The server can’t reach its database. Try again in a moment.'],
  [/^Database full \[.+\]$/, () => 'The server’s disk is full. Nothing was changed.'],
  [/^Body too large \[(.+) at most\]$/, (_, limit) => `This is too much to send at once: ${limit} at most.`],
  [/^Not ready \[.+\]$/, () => 'The server isn’t ready. Try again in a moment.'],
  [/^Missing required field \[([\w.]+)\]$/, (words, field = '') => enterThe(wordsOf(field, words))],
  // A reason that begins with a capital is a sentence of its own; others begin with the field.
  [/^Invalid [\w.-]+ \[([A-Z].*)\]$/s, (_, reason = '') => reason],
  [/^Invalid ([\w.]+) \[\1 (.*)\]$/s, (words, field = '', reason) => `${capitalize(wordsOf(field, words))} ${reason}`],
  [/^Cannot (.+?) \[(.+)\]$/, (_, deed, why) => `Can’t ${deed}: ${why}.`],
]

function wordsOf(field: string, { fields }: AnyWords): string {
  // Within a list, the list.
  const name = field.split('.')[0] ?? field
  return fields[name] ?? name.replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)
}

/**
 * Returns a refusal of the server in the words of the dashboard. An unknown form is not for people: they read which write was not
 * done. A sentence without brackets is in plain words already.
 */
export function inPlainWords(sentence: string, operation = '', words = NO_WORDS): string {
  if (sentence === ADD_SERVICE_REFUSED) return 'Not an ACD service: can’t be assigned.'
  for (const [form, say] of FORMS) {
    const match = form.exec(sentence)
    if (match) return say(words, ...match.slice(1))
  }
  return /\[.*\]$/s.test(sentence) ? (words.notDone[operation] ?? 'The server refused this.') : sentence
}

/** Several sentences one after the other, each with its end. */
export const joinSentences = (sentences: readonly string[]): string =>
  sentences.length === 1
    ? String(sentences[0])
    : sentences.map((each) => each.replace(/[.!?]?$/, (end) => end || '.')).join(' ')
