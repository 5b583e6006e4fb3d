import * as z from 'zod/mini'
import { agentQuestion } from '#contract/agent-question.ts'
import { id } from '#contract/common.ts'

export const MOST_AGENTS = 100_000
/** Of pasted login IDs. */
export const MOST_LINES = 100_000

export const TOO_MANY_AGENTS = `Choose at most ${MOST_AGENTS.toLocaleString('en')} agents at once`
const NOBODY = 'Choose at least one agent'

const agentIds = z.array(id).check(z.maxLength(MOST_AGENTS, TOO_MANY_AGENTS))

const PASTED = /[^\r\n\t,;]+/g

/** Returns the login IDs in a pasted text: one a line, or with commas, semicolons or tabs between; a CSV file has them in quotes. */
export const pastedLoginIds = (text: string): string[] =>
  (text.match(PASTED) ?? []).map((line) => line.trim().replace(/^"(.*)"$/, '$1')).filter(Boolean)

/** Returns the problem of the login IDs in a pasted text; undefined if there is none. Reads no further than it has to. */
export function pastedProblem(text: string): string | undefined {
  let count = 0
  let lines = 0
  for (const [line] of text.matchAll(PASTED)) {
    if (++lines > MOST_PASTED || (line.trim() && ++count > MOST_LINES)) return TOO_MANY_LINES
  }
  return count ? undefined : 'Paste at least one login ID'
}

const TOO_MANY_LINES = `Paste at most ${MOST_LINES.toLocaleString('en')} login IDs at once`

/** Lines, blank ones included. */
const MOST_PASTED = 2 * MOST_LINES

/** Characters of a question, as of the URL that it comes from. */
const MOST_OF_A_QUESTION = 8 * 1024

/** A question as it stands in the URL of a list. Its client and its order do not count. */
const askedQuestion = z.record(z.string(), z.union([z.string(), z.array(z.string())])).check(
  z.refine((question) => JSON.stringify(question).length <= MOST_OF_A_QUESTION, {
    error: `must be at most ${MOST_OF_A_QUESTION} characters`,
    abort: true,
  }),
  (given) => {
    const { client: _client, sort: _sort, ...question } = given.value
    for (const { path, message } of agentQuestion.safeParse(question).error?.issues ?? [])
      given.issues.push({ code: 'custom', path, message, input: given.value })
  },
)

/** The agents of a bulk change. Exactly one of these; `except` makes exceptions to a question. */
export const who = z
  .object({
    agents: z.optional(agentIds.check(z.minLength(1, NOBODY))),
    question: z.optional(askedQuestion),
    except: z.optional(agentIds),
    /** Login IDs as somebody pasted them (`pastedLoginIds`). */
    pasted: z.optional(
      z.string().check((given) => {
        const message = pastedProblem(given.value)
        if (message !== undefined) given.issues.push({ code: 'custom', message, input: given.value })
      }),
    ),
  })
  .check(
    z.refine(
      ({ agents, question, pasted }) => [agents, question, pasted].filter((each) => each !== undefined).length === 1,
      NOBODY,
    ),
  )
