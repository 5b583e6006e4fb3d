import type { BulkChangeSummary } from '#contract/bulk-changes.ts'

/** The author of a bulk change, or the system in their name. */
export const Author = ({ bulk: { author, isBySystem } }: { bulk: BulkChangeSummary }) => (
  <>
    {isBySystem && 'the system, for '}
    <bdi>{author.name}</bdi>
  </>
)
