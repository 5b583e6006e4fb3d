import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { PageHeader } from '#src/components/PageHeader.tsx'
import { SelectInput } from '#src/components/SelectInput.tsx'
import { BulkChangesList } from '#src/features/bulk-changes/BulkChangesList.tsx'
import styles from './BulkChangesPage.module.css'

const CHOICES = [
  [undefined, 'All'],
  ['running', 'Running'],
  ['scheduled', 'Scheduled'],
  ['past', 'Past'],
] as const

export function BulkChangesPage() {
  const { show } = useSearch({ from: '/shell/widgets/bulk-changes' })
  const navigate = useNavigate({ from: '/bulk-changes' })
  return (
    <>
      <title>Bulk changes · Agent Console</title>
      <PageHeader
        title="Bulk changes"
        actions={
          <Link to="/bulk-changes/new" className={styles.new}>
            Paste login IDs
          </Link>
        }
      />
      <label className={styles.show}>
        Show
        <SelectInput
          value={show ?? ''}
          onChange={(event) =>
            void navigate({
              search: (current) => ({
                ...current,
                show: CHOICES.find(([choice]) => choice === event.target.value)?.[0],
              }),
            })
          }
        >
          {CHOICES.map(([choice = '', label]) => (
            <option key={choice} value={choice}>
              {label}
            </option>
          ))}
        </SelectInput>
      </label>
      <BulkChangesList show={show} />
    </>
  )
}
