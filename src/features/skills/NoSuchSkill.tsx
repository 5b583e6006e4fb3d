import { Link } from '@tanstack/react-router'
import { EmptyState } from '#src/components/EmptyState.tsx'
import { PageHeader } from '#src/components/PageHeader.tsx'

export const NoSuchSkill = ({ id, reason }: { id: number; reason: string }) => (
  <>
    <title>Skill not found · Agent Console</title>
    <PageHeader title="Skill not found" />
    <EmptyState title={reason}>
      <p>It may also belong to another client.</p>
      <p>
        <Link to="/history" search={{ skill: id }}>
          Its history
        </Link>
        {' · '}
        <Link to="/skills">Back to the skills</Link>
      </p>
    </EmptyState>
  </>
)
