import type { ApiError } from '#contract/client.ts'
import { FailedState } from '#src/components/FailedState.tsx'
import { FormDialog } from '#src/components/widgets/FormDialog.tsx'
import { Skeleton } from '#src/components/Skeleton.tsx'

interface SkillReadingProps {
  title: string
  submitLabel: string
  skill: { error: ApiError | null; isFetching: boolean; refetch: () => Promise<unknown> }
  onClose: () => void
}

/** Stands for a dialog about a skill until the skill is read. */
export const SkillReading = ({
  title,
  submitLabel,
  skill: { error, isFetching, refetch },
  onClose,
}: SkillReadingProps) => (
  <FormDialog
    title={title}
    submitLabel={submitLabel}
    submitting={false}
    incomplete="The skill is still loading"
    onSubmit={() => undefined}
    onClose={onClose}
  >
    {error && !isFetching ? (
      <FailedState title="The skill couldn’t be loaded" reads={[{ error, isFetching, refetch }]} />
    ) : (
      <>
        <Skeleton width={120} />
        <Skeleton height={34} />
      </>
    )}
  </FormDialog>
)
