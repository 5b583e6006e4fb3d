import type { BulkChangeItem } from '#contract/bulk-changes.ts'
import { inPlainWords } from '#src/api/plain-words.ts'
import { toCsv } from '#src/lib/csv.ts'
import { partsOf } from '#src/lib/isolate.ts'
import { plainText } from '#src/lib/phrase.ts'
import { itemPhrase, OUTCOME_LABELS } from '#src/domain/bulk-change-words.ts'

const COLUMNS = ['Item', 'Agent', 'Agent ID', 'Change', 'Outcome', 'Reason']

/** Returns what became of each item as CSV. */
export const itemsToCsv = (items: readonly BulkChangeItem[]): string =>
  toCsv(
    COLUMNS,
    items.map((item) => ({
      Item: item.item,
      Agent: item.agent.loginId,
      'Agent ID': item.agent.id,
      Change: plainText(itemPhrase(item)),
      Outcome: OUTCOME_LABELS[item.outcome],
      Reason: item.reason === undefined ? undefined : partsOf(inPlainWords(item.reason)).join(''),
    })),
  )
