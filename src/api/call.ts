import { ApiError, createCallerWithChanges, repliesOf, type Call, type CallWithChanges } from '#contract/client.ts'
import { dashboardOperations } from '#contract/dashboard.ts'
import { isReading, type Operation, type Operations } from '#contract/operation.ts'
import { configurationOperations } from '#contract/configuration.ts'
import { chosenClient } from './client-choice.ts'
import { checkConnection, connectionFound, watched } from './connection.ts'
import { fetchOrEarly } from './early-reads.ts'
import { coreWords, NOT_DONE, type AnyWords, type RefusalWords } from './refusal-words.ts'
import { isForPage, isSessionKnown, noteReplacement, untilOwnSession, userOfPage } from './page-user.ts'
import { joinSentences } from '#src/lib/format.ts'
import { learnServerTime } from '#src/lib/server-clock.ts'
import { signedInAgain, signInsSoFar } from './session-end.ts'

declare module '@tanstack/react-query' {
  interface Register {
    /** Everything that fails here fails as `call` does. */
    defaultError: ApiError
    mutationMeta: {
      /** It writes nothing that the history has. */
      leavesNoChange?: boolean
    }
  }
}

const api = { ...configurationOperations, ...dashboardOperations }

/**
 * Calls the server that the page came from; the session travels in its cookie. When the session has ended, the call waits until
 * somebody has signed in over the page, and is sent once more: a 401 says that nothing was done. A change is never sent in the
 * name of another user, whether they signed in over the page or in another tab.
 */
export const callWithChanges = callerWithChangesOf(api, coreWords)

export const call = repliesOf(callWithChanges)

/** The same for another table of operations: one that the first page does without. */
export const callerOf = <Table extends Operations>(table: Table, words: RefusalWords<Table>): Call<Table> =>
  repliesOf(callerWithChangesOf(table, words))

/** Times in a reply are reckoned by the clock of the server that sent it. */
async function fetchForPage(...request: Parameters<typeof fetchOrEarly>) {
  const reply = await fetchOrEarly(...request)
  learnServerTime(reply.headers.get('date'))
  return reply
}

function callerWithChangesOf<Table extends Operations>(
  table: Table,
  words: RefusalWords<Table>,
): CallWithChanges<Table> {
  const send = createCallerWithChanges(table, { fetch: fetchForPage, user: { get: userOfPage, is: isForPage } })
  return async (name, ...rest) => {
    // A key of the table has an operation.
    const operation = table[name] as Operation
    for (;;) {
      await untilOwnSession()
      const signIns = signInsSoFar()
      const sender = userOfPage()
      try {
        const reply = await watched(send(name, ...aboutChosenClient(operation, rest)))
        connectionFound()
        return isFrom(sender) ? reply : neverSettles
      } catch (error) {
        if (!(error instanceof ApiError)) throw error
        if (error.kind === 'unreachable') checkConnection()
        else if (error.kind !== 'unanswered') connectionFound()
        if (!isFrom(sender)) return neverSettles
        if (error.user !== undefined) {
          noteReplacement(error.user)
          continue
        }
        if (error.kind !== 'unauthenticated' || name === 'signIn' || !isSessionKnown())
          throw await worded(error, name, words)
      }
      if ((await signedInAgain(signIns)) === 'another user' && !isReading(operation)) throw notSent()
    }
  }
}

/** Tells whether the page still belongs to the user whose call it was. */
const isFrom = (sender: string | undefined) => sender === undefined || sender === userOfPage()

/** A reply for a user whose page this no longer is changes nothing, and shows nothing, in front of the next one. */
const neverSettles = new Promise<never>(() => {})

/**
 * Names the client that this tab shows, to every operation that takes one, unless it is the session's own or the caller named
 * one. Asked again for a call that is sent once more: another user has another client.
 */
function aboutChosenClient<Rest extends readonly unknown[]>(operation: Operation, rest: Rest): Rest {
  const client = chosenClient()
  const [args, ...others] = rest
  // The arguments' parts, in a looser type.
  const { query, body } = (args ?? {}) as { query?: object; body?: object }
  const named =
    // Others than our own server take it in the body alone.
    operation === api.createAgent
      ? { body: { clientId: client, ...body } }
      : operation.query && 'client' in operation.query.shape && { query: { client, ...query } }
  if (client === undefined || !named) return rest
  // The same arguments with one more, which the operation's schema has.
  return [{ ...(args as object), ...named }, ...others] as unknown as Rest
}

/** The same refusal in the dashboard's words, which everything shows that shows an error. */
async function worded(refused: ApiError, operation: string, words: AnyWords) {
  const { kind, status, code, user, faults } = refused
  const say = await wordsOfRefusals(operation, words)
  const said = faults.map((fault) => ({ ...fault, ...say(fault.message) }))
  const error = new ApiError(kind, joinSentences(said.map(({ message }) => message)), status, code, user, said)
  error.cause = refused
  return error
}

/** A server that refuses everything may refuse the words, too. */
const wordsOfRefusals = (operation: string, words: AnyWords) =>
  import('./plain-words.ts').then(
    ({ readRefusal }) =>
      (sentence: string) =>
        readRefusal(sentence, operation, words),
    () => (sentence: string) => ({
      message: /\[.*\]$/s.test(sentence) ? (words.notDone[operation] ?? NOT_DONE) : sentence,
    }),
  )

const notSent = () => new ApiError('forbidden', 'Not saved: someone else signed in. Save again to keep your changes.')
