/**
 * Every refusal that the server gives: the sentence on the wire by its reason, with the parts that differ in braces. The first that fits
 * a sentence is its reason, so narrow ones stand before wide ones.
 */
export const REFUSALS = {
  // Sessions and permissions
  noSession: 'No valid session [sign in and send the header LV-Session]',
  sessionEnded: 'Session not found [it ended, or never was]',
  wrongCredentials: 'The client, the user name or the password is wrong, or the account is locked.',
  demoElsewhere:
    'Demo accounts can only sign in on the machine that the server runs on, at localhost and not through a proxy.',
  signInEnded: 'You may no longer sign in',
  anotherUser: 'Signed in as somebody else [reload the page to go on as them]',
  anotherSite: 'Permission denied [the request comes from another site]',
  noPower: 'Permission denied [the power "{power}" is missing]',
  notForRole: 'Permission denied [not available to the role {role}]',
  otherClient: 'Permission denied [client {id}]',
  notOwnService: 'Permission denied [you are not permitted the service {id}]',
  notAllServices: 'Permission denied [you are not permitted all services yourself]',
  outOfReach: 'Permission denied [the user is permitted services that you are not]',

  // Users
  onlyBySysadmin: 'Permission denied [only a Sysadmin can make a Sysadmin]',
  lastSysadmin: 'Cannot change the last active Sysadmin [make another one first]',
  ownRole: 'Cannot change your own role [another Sysadmin or Superuser can]',
  ownActive: 'Cannot deactivate yourself [another Sysadmin or Superuser can]',
  ownServices: 'Cannot change your own services [another Sysadmin or Superuser can]',
  ownPassword: 'Cannot set your own password here [change it with the one you have]',
  ownSessions: 'Cannot end your own sessions here [end them with your own account]',

  // Fields
  missingField: 'Missing required field [{field}]',
  invalidIdempotencyKey: 'Invalid Idempotency-Key [up to 255 printable characters]',
  notFromNext: 'Invalid after [after must be the one that `next` gave]',
  undecodableUrl: 'Invalid request [the URL cannot be decoded]',
  notHttp: 'Invalid request [it is not HTTP]',
  invalidRequest: 'Invalid request [{detail}]',
  notUtf8: 'Invalid body [it is not UTF-8]',
  notJson: 'Invalid body [it is not valid JSON]',
  tooDeep: 'Invalid body [it is nested more than {most} deep]',
  tooMuchJson: 'Invalid body [it has more than {most} {what}]',
  invalidInput: 'Invalid input [{rule}]',
  notAnOption: 'Invalid {field} [Invalid {detail}]',
  invalidField: 'Invalid {field} [{field} {rule}]',
  ruleOfField: 'Invalid {field} [{sentence}]',
  moreFaults: 'Too many faults [{count} more]',

  // Objects
  notFound: '{object} not found [ID:{id}]',
  alreadyExists: '{object} already exists [{field}:{value}]',
  noAcd: 'Cannot assign service [incorrect service type]',
  changedSinceRead: 'Precondition failed [it is not the version that you named: read it again]',
  tooManyViews: 'Too many views [at most {most}; delete one first]',

  // Undo and bulk changes
  undoneAlready: 'Cannot undo [it was undone already]',
  changedAgain: 'Cannot undo [changed again by {by}]',
  noInverse: 'Cannot undo [a change of this kind has no inverse]',
  stillGoing: 'Cannot {deed} [it is not over]',
  nothingFailed: 'Cannot {deed} [nothing failed]',
  nothingApplied: 'Cannot {deed} [nothing was applied]',
  appliedAlready: 'Cannot apply [it was applied already]',
  previewIncomplete: 'Cannot apply [the preview is not complete]',
  previewChanged: 'Cannot apply [the preview changed meanwhile]',
  changedSincePreview: 'Cannot apply [changed since the preview]',
  nothingToApply: 'Cannot apply [nothing in it would change]',
  notRunning: 'Cannot stop [it does not run]',
  startPassed: 'Cannot apply [its start has passed]',
  takeBackPassed: 'Cannot apply [the time to take it back has passed]',
  notTemporary: 'Cannot {deed} [it is not temporary]',
  tooManyAgents: 'Choose at most {most} agents at once',

  // Items of bulk changes, and bulk changes that ended by themselves
  lacksSkill: 'Does not have {skill}',
  copiedFrom: 'The skills are copied from this agent',
  unlockLasts: 'Unlocking cannot be undone',
  notInHistory: 'It is no longer in the history',
  objectDeletedBy: 'The {object} was deleted by {by}',
  objectDeleted: 'The {object} was deleted',
  notPermitted: 'Not permitted this service',
  noAcdForAgents: 'This service has no ACD, so no agent can have it',
  authorSignInEnded: '{name} may no longer sign in',
  authorPowerEnded: '{name} may no longer change agents',
  authorPasswordSet: 'Somebody else set the password of {name}',
  differsFromPreviewBy: 'Changed since the preview by {by}, {before} → {after}',
  differsFromPreview: 'Changed since the preview, {before} → {after}',
  differsBy: 'Changed since by {by}, {before} → {after}',
  differs: 'Changed since, {before} → {after}',
  temporaryUntil: 'Temporary until {time}',
  failedOften: 'The server failed {times} times over it',
  serverFailed: 'The server failed',

  // Limits and failures
  tooManySignIns: 'Too many refused sign-ins [try again in {seconds} seconds]',
  tooManyReused: 'Too many passwords that were used before [try again in {seconds} seconds]',
  tooManyNewPasswords: 'Too many new passwords [try again in {seconds} seconds]',
  tooManyUnderOneName: 'Too busy [too many attempts under one name]',
  tooManyPasswords: 'Too busy [too many passwords are being checked]',
  tooManyBodies: 'Too many bodies at once [try again in a moment]',
  tookTooLong: 'Took too long [look whether it was done before you ask again]',
  foreignIdempotencyKey: 'Idempotency-Key belongs to another request [take a new one]',
  databaseAway: 'Database unavailable [try again in a moment]',
  databaseFull: 'Database full [nothing was changed; reading goes on]',
  outcomeUnknown: 'Database lost while saving [look whether the change is there before you repeat it]',
  failedReading: 'Internal error [the server failed]',
  failedWriting: 'Internal error [the server failed; look whether the change is there before you repeat it]',
  stopping: 'Not ready [the server is stopping]',
  databaseSilent: 'Not ready [the database does not answer]',

  // HTTP
  chunkExtensions: 'Body too large [chunk extensions]',
  bodyTooLarge: 'Body too large [{most} at most]',
  headersTooLarge: 'Headers too large',
  urlTooLong: 'URL too long [{most} characters at most]',
  noHost: 'Missing header [host]',
  wrongHost:
    'Wrong host [the server is for this machine alone, as localhost; where a proxy stands before it, name that in TRUST_PROXY]',
  wrongMediaType: 'Unsupported media type [application/json is accepted]',
  wrongCharset: 'Unsupported charset [send the body in UTF-8]',
  wrongEncoding: 'Unsupported content encoding [send the body as it is]',
  noSuchPath: 'No such path [{path}]',
  wrongMethod: 'Method not allowed [{method}; use {methods}]',
  unknownMethod: 'Method not implemented [{method}]',
  wrongExpectation: 'Expectation failed [100-continue is what can be expected]',
  requestTooSlow: 'Request too slow [it did not arrive in time]',
} as const

export type Reason = keyof typeof REFUSALS

type PartsIn<Template extends string> = Template extends `${string}{${infer Part}}${infer Rest}`
  ? Part | PartsIn<Rest>
  : never

/** A refusal as data: its reason and the parts of its sentence. */
export type RefusalFor<Why extends Reason> = {
  [Each in Why]: { readonly reason: Each } & Readonly<Record<PartsIn<(typeof REFUSALS)[Each]>, string>>
}[Why]
export type Refusal = RefusalFor<Reason>

const PART = /\{(\w+)\}/g

/** Returns a refusal's sentence. */
export const sentenceOf = (refusal: Refusal): string => {
  const parts: Readonly<Record<string, string>> = refusal
  return REFUSALS[refusal.reason].replaceAll(PART, (_, name: string) => parts[name] ?? '')
}

/** Returns the API's message for one or several refusals. */
export const messageOf = (refusals: readonly Refusal[]): string => refusals.map(sentenceOf).join('; ')

/** The form of a part; any text without one. */
const PATTERNS: Readonly<Record<string, string>> = {
  field: '[\\w.-]+',
  most: '[\\d,.]+(?: kB)?',
  sentence: '[A-Z].*',
}

/** A part that a sentence has twice is the same both times. */
function formOf(template: string): RegExp {
  const named = new Set<string>()
  const pieces = template.split(PART).map((piece, i) => {
    if (i % 2 === 0) return piece.replaceAll(/[$()*+.?[\\\]^{|}]/g, '\\$&')
    if (named.has(piece)) return `\\k<${piece}>`
    named.add(piece)
    return `(?<${piece}>${PATTERNS[piece] ?? '.*'})`
  })
  return new RegExp(`^${pieces.join('')}$`, 's')
}

let forms: readonly (readonly [reason: string, form: RegExp])[] | undefined

/** Returns the refusal that a sentence states; undefined for a sentence that is none of the server's. */
export function refusalIn(sentence: string): Refusal | undefined {
  forms ??= Object.entries(REFUSALS).map(([reason, template]) => [reason, formOf(template)])
  for (const [reason, form] of forms) {
    const match = form.exec(sentence)
    // The names of the groups are those of the reason's parts.
    if (match) return { reason, ...match.groups } as Refusal
  }
  return undefined
}
