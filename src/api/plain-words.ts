import { ADD_SERVICE_REFUSED } from '#contract/errors.ts'
import { isolate } from '#src/lib/isolate.ts'

// The server's sentences are the API's: `Head [detail]`, with the names of fields. People read these instead.

const OBJECTS: Readonly<Record<string, string>> = {
  'Agent skill': 'Skill',
  'Agent skill assignment': 'The agent no longer has skill',
  'Service assignment': 'The agent no longer has service',
}

/** Fields as a form labels them; any other is its name in words. */
const FIELDS: Readonly<Record<string, string>> = {
  loginId: 'login ID',
  lastLoginIp: 'last IP',
  clientId: 'client',
  assignedAgentSkill: 'skills',
  assignedService: 'services',
  proficiency: 'level',
  newPassword: 'new password',
}

const wordsOf = (field: string) => {
  // Within a list, the list.
  const name = field.split('.')[0] ?? field
  return FIELDS[name] ?? name.replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)
}

const capitalized = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)

/** The form of each sentence, and its plain words. The first match counts. */
const FORMS: readonly (readonly [form: RegExp, say: (...parts: string[]) => string])[] = [
  [
    /^Permission denied \[the power "(.+)" is missing\]$/,
    (power) => `You need the “${power}” permission. Ask a superuser.`,
  ],
  [/^Permission denied \[not available to the role (.+)\]$/, (role) => `This isn’t available to the role ${role}.`],
  [/^Permission denied \[you are not permitted the service (\d+)\]$/, (id) => `You can’t assign service ${id}.`],
  [/^Permission denied \[you are not permitted all services yourself\]$/, () => 'You can’t assign all services.'],
  [
    /^Permission denied \[the user is permitted services that you are not\]$/,
    () => 'This user can assign services that you can’t.',
  ],
  [/^Permission denied \[client (\d+)\]$/, (id) => `You can’t see client ${id}.`],
  [/^Permission denied \[(.+)\]$/, (why) => `Not allowed: ${why}.`],
  [
    /^(Agent skill assignment|Service assignment) not found \[ID:(.+)\]$/,
    (object, id) => `${OBJECTS[object ?? '']} ${id}.`,
  ],
  [
    /^(.+) not found \[ID:(.+)\]$/,
    (object = '', id) => `${OBJECTS[object] ?? object} ${id} doesn’t exist, or was deleted.`,
  ],
  [/^.+ already exists \[\w+:(.*)\]$/, (value = '') => `“${isolate(value)}” is already taken.`],
  [/^Cannot undo \[changed again by (.+)\]$/, (by = '') => `Can’t undo: ${isolate(by)} has changed this since.`],
  [/^Cannot undo \[it was undone already\]$/, () => 'This was already undone.'],
  [/^Cannot set your own password here \[.+\]$/, () => 'Use “Change password” for your own account.'],
  [/^Missing required field \[([\w.]+)\]$/, (field = '') => `Enter the ${wordsOf(field)}`],
  // A reason that begins with a capital is a sentence of its own; others begin with the field.
  [/^Invalid [\w.-]+ \[([A-Z].*)\]$/s, (reason = '') => reason],
  [/^Invalid ([\w.]+) \[\1 (.*)\]$/s, (field = '', reason) => `${capitalized(wordsOf(field))} ${reason}`],
  [/^Cannot (.+?) \[(.+)\]$/, (deed, why) => `Can’t ${deed}: ${why}.`],
  [/^(.+?) \[(.+)\]$/s, (head, detail) => `${head}: ${detail}.`],
]

/** Says a refusal of the server in the words of the dashboard. A sentence of another form stays as it is. */
export function inPlainWords(sentence: string): string {
  if (sentence === ADD_SERVICE_REFUSED) return 'Not an ACD service: can’t be assigned.'
  for (const [form, say] of FORMS) {
    const match = form.exec(sentence)
    if (match) return say(...match.slice(1))
  }
  return sentence
}

/** Several sentences one after the other, each with its end. */
export const joinSentences = (sentences: readonly string[]): string =>
  sentences.length === 1
    ? String(sentences[0])
    : sentences.map((each) => each.replace(/[.!?]?$/, (end) => end || '.')).join(' ')
