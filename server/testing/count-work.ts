import { SelectQueryNode, type KyselyPlugin } from 'kysely'
import type { Database } from '#server/database/tables.ts'

export interface Work {
  statements: number
  /** Transactions, and writing statements outside of them: each waits for the disk. */
  commits: number
}

/** Returns the same database with a counter, for one request at a time. It does not see prepared reads. */
export function countWork(db: Database): { db: Database; take: () => Work } {
  let work: Work = { statements: 0, commits: 0 }
  let isInside = false
  const counter: KyselyPlugin = {
    transformQuery({ node }) {
      work.statements++
      if (!isInside && !SelectQueryNode.is(node)) work.commits++
      return node
    },
    transformResult: async ({ result }) => result,
  }
  const counted = db.withPlugin(counter)
  const begin = counted.transaction.bind(counted)
  counted.transaction = () => {
    const builder = begin()
    const execute = builder.execute.bind(builder)
    builder.execute = async (callback) => {
      work.commits++
      isInside = true
      try {
        return await execute(callback)
      } finally {
        isInside = false
      }
    }
    return builder
  }
  return {
    db: counted,
    take() {
      const taken = work
      work = { statements: 0, commits: 0 }
      return taken
    },
  }
}
