import type { ApiObject } from '#contract/errors.ts'
import { refusalIn, type Reason, type Refusal, type RefusalFor } from '#contract/refusals.ts'
import { capitalize, enterThe } from '#src/lib/format.ts'
import { isolate } from '#src/lib/isolate.ts'
import { accessWords } from './access-words.ts'
import { NOT_DONE, type AnyWords } from './refusal-words.ts'

// The server's sentences are the API's: `Head [detail]`, with the names of fields. People read these instead. Not in the first page's
// code, which needs no words for a refusal before there is one.

interface About {
  operation: string
  words: AnyWords
}

type Say<Why extends Reason> = (refusal: RefusalFor<Why>, about: About) => string

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
  Session: () => 'This session has already ended.',
  View: () => 'This view was deleted.',
}

const isObject = (name: string): name is ApiObject => name in NOT_FOUND

function wordsOf(field: string, { words: { fields } }: About): string {
  // Within a list, the list.
  const name = field.split('.')[0] ?? field
  return fields[name] ?? name.replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)
}

/** For a refusal whose own words would help nobody. */
const notDone = (_: unknown, { operation, words }: About) => words.notDone[operation] ?? NOT_DONE

const inTime = (seconds: string) => {
  const minutes = Math.ceil(Number(seconds) / 60)
  return minutes > 1 ? `${minutes} minutes` : `${seconds} ${seconds === '1' ? 'second' : 'seconds'}`
}

const BUSY = () => 'The server is busy. Try again in a moment.'
const OUTDATED = () => 'This page is out of date. Reload it.'
const CHECK_FIRST = () => 'Something went wrong on the server. Check whether this was done before you try again.'
const NOT_READY = () => 'The server isn’t ready. Try again in a moment.'
const BY_ANOTHER = 'Another Sysadmin or Superuser can.'

const REASON_WORDS: { [Why in Reason]: Say<Why> } = {
  ...accessWords,
  noSession: () => 'Your session has ended. Sign in again.',
  sessionEnded: () => 'This session has already ended.',
  wrongCredentials: () => 'The client, the user name or the password is wrong, or the account is locked.',
  demoElsewhere: () =>
    'Demo accounts can only sign in on the machine that the server runs on, at localhost and not through a proxy.',
  signInEnded: () => 'You can no longer sign in.',
  anotherUser: () => 'Someone else is signed in. Reload the page to continue as them.',
  anotherSite: () => 'This request came from another website.',
  otherClient: ({ id }) => `You can’t see client ${id}.`,

  onlyBySysadmin: () => 'Only a Sysadmin can make someone a Sysadmin.',
  lastSysadmin: () => 'This is the last active Sysadmin. Make another one first.',
  ownRole: () => `You can’t change your own role. ${BY_ANOTHER}`,
  ownActive: () => `You can’t deactivate yourself. ${BY_ANOTHER}`,
  ownServices: () => `You can’t change your own services. ${BY_ANOTHER}`,
  ownPassword: () => 'Use “Change password” for your own account.',
  ownSessions: () => 'Use “My sessions” for your own account.',

  missingField: ({ field }, about) => enterThe(wordsOf(field, about)),
  invalidIdempotencyKey: notDone,
  notFromNext: () => 'The list has changed. Reload the page.',
  undecodableUrl: notDone,
  notHttp: notDone,
  invalidRequest: notDone,
  notUtf8: notDone,
  notJson: notDone,
  tooDeep: notDone,
  tooMuchJson: () => 'This is too much to send at once.',
  invalidInput: notDone,
  notAnOption: ({ field }, about) => `Check the ${wordsOf(field, about)}`,
  invalidField: ({ field, rule }, about) => `${capitalize(wordsOf(field, about))} ${rule}`,
  ruleOfField: ({ sentence }) => sentence,
  moreFaults: ({ count }) => `${count} more to correct`,

  notFound: ({ object, id }) => (isObject(object) ? NOT_FOUND[object] : gone(object))(id),
  alreadyExists: ({ value }) => `“${isolate(value)}” is already taken.`,
  noAcd: () => 'Not an ACD service: can’t be assigned.',
  changedSinceRead: () => 'Someone else has changed this. Reload the page and try again.',
  tooManyViews: ({ most }) => `You already have ${most} views. Delete one first.`,

  undoneAlready: () => 'This was already undone.',
  changedAgain: ({ by }) => `Can’t undo: ${isolate(by)} has changed this since.`,
  noInverse: () => 'This kind of change can’t be undone.',
  stillGoing: () => 'Wait until this bulk change is done.',
  nothingFailed: () => 'Nothing failed.',
  nothingApplied: () => 'Nothing was applied.',
  appliedAlready: () => 'This was already applied.',
  previewIncomplete: () => 'The preview isn’t ready yet.',
  previewChanged: () => 'The preview has changed. Check it again before you apply it.',
  changedSincePreview: () => 'This has changed since the preview.',
  nothingToApply: () => 'There is nothing to change.',
  notRunning: () => 'This is no longer running.',
  startPassed: () => 'The start has passed. Go back and choose a later one.',
  takeBackPassed: () => 'The time to take this back has passed. Go back and choose a later one.',
  notTemporary: () => 'This is no longer temporary.',
  tooManyAgents: ({ most }) => `Choose at most ${most} agents at once`,

  lacksSkill: ({ skill }) => `Doesn’t have ${isolate(skill)}`,
  copiedFrom: () => 'The skills are copied from this agent',
  unlockLasts: () => 'Unlocking can’t be undone',
  notInHistory: () => 'No longer in the history',
  objectDeletedBy: ({ object, by }) => `The ${object} was deleted by ${isolate(by)}`,
  objectDeleted: ({ object }) => `The ${object} was deleted`,
  notPermitted: () => 'No permission for this service',
  noAcdForAgents: () => 'Not an ACD service: can’t be assigned',
  authorSignInEnded: ({ name }) => `${isolate(name)} can no longer sign in`,
  authorPowerEnded: ({ name }) => `${isolate(name)} can no longer change agents`,
  authorPasswordSet: ({ name }) => `Someone else set the password of ${isolate(name)}`,
  differsFromPreviewBy: ({ by, before, after }) => `Changed since the preview by ${isolate(by)}, ${before} → ${after}`,
  differsFromPreview: ({ before, after }) => `Changed since the preview, ${before} → ${after}`,
  differsBy: ({ by, before, after }) => `Changed since by ${isolate(by)}, ${before} → ${after}`,
  differs: ({ before, after }) => `Changed since, ${before} → ${after}`,
  temporaryUntil: ({ time }) => `Temporary until ${time}`,
  failedOften: ({ times }) => `The server failed ${times} times`,
  serverFailed: () => 'The server failed',

  tooManySignIns: ({ seconds }) => `Too many failed sign-ins. Try again in ${inTime(seconds)}.`,
  tooManyReused: ({ seconds }) => `Too many tries of earlier passwords. Try again in ${inTime(seconds)}.`,
  tooManyNewPasswords: ({ seconds }) => `Too many password changes. Try again in ${inTime(seconds)}.`,
  tooManyUnderOneName: BUSY,
  tooManyPasswords: BUSY,
  tooManyBodies: BUSY,
  tookTooLong: () => 'This took too long. Check whether it was done before you try again.',
  foreignIdempotencyKey: notDone,
  databaseAway: () => 'The server can’t reach its database. Try again in a moment.',
  databaseFull: () => 'The server’s disk is full. Nothing was changed.',
  outcomeUnknown: CHECK_FIRST,
  failedReading: () => 'Something went wrong on the server. Try again.',
  failedWriting: CHECK_FIRST,
  stopping: NOT_READY,
  databaseSilent: NOT_READY,

  chunkExtensions: notDone,
  bodyTooLarge: ({ most }) => `This is too much to send at once: ${most} at most.`,
  headersTooLarge: notDone,
  urlTooLong: () => 'This address is too long. Remove a filter.',
  noHost: notDone,
  wrongHost: () => 'This server answers only on its own machine. Open it as localhost.',
  wrongMediaType: notDone,
  wrongCharset: notDone,
  wrongEncoding: notDone,
  noSuchPath: OUTDATED,
  wrongMethod: OUTDATED,
  unknownMethod: notDone,
  wrongExpectation: notDone,
  requestTooSlow: () => 'The request took too long to arrive. Check your connection and try again.',
}

const NO_WORDS: AnyWords = { notDone: {}, fields: {} }

/** Returns a refusal in the words of the dashboard. */
export function sayRefusal(refusal: Refusal, operation = '', words = NO_WORDS): string {
  // The reason chooses the words that take its own parts; the compiler cannot follow that.
  const say = REASON_WORDS[refusal.reason] as Say<Reason>
  return say(refusal, { operation, words })
}

/**
 * Reads a sentence of the server, and says it in the words of the dashboard. One in brackets that the table does not have is not for
 * people: they read which write was not done. A sentence without brackets is in plain words already.
 */
export function readRefusal(
  sentence: string,
  operation = '',
  words = NO_WORDS,
): { message: string; refusal: Refusal | undefined } {
  const refusal = refusalIn(sentence)
  const isForPeople = !/\[.*\]$/s.test(sentence)
  const message = refusal
    ? sayRefusal(refusal, operation, words)
    : isForPeople
      ? sentence
      : notDone(undefined, { operation, words })
  return { message, refusal }
}

/** Returns a sentence of the server in the words of the dashboard. */
export const inPlainWords = (sentence: string): string => readRefusal(sentence).message
