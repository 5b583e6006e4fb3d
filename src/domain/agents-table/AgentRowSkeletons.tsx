import { Skeleton } from '#src/components/Skeleton.tsx'
import styles from './AgentsTable.module.css'

const WIDTHS = ['70%', '62%', '76%', '48%', '56%', '52%']

interface AgentRowSkeletonsProps {
  count: number
  columns: readonly { id: string }[]
  selectable: boolean
}

/** Rows in the shape of those to come. */
export const AgentRowSkeletons = ({ count, columns, selectable }: AgentRowSkeletonsProps) =>
  Array.from({ length: count }, (_, row) => (
    <tr key={row} aria-hidden="true">
      {/* oxlint-disable-next-line jsx-a11y/control-has-associated-label -- nothing is in it, and the row is hidden */}
      {selectable && <td data-column="select" />}
      {columns.map(({ id }, index) => (
        <td key={id} data-column={id}>
          <Skeleton width={WIDTHS[(index + row) % WIDTHS.length] ?? '60%'} />
        </td>
      ))}
    </tr>
  ))

/** Stands for the rows that are not drawn, so that the page is as long as all of them. In pixels. */
export const Space = ({ height }: { height: number }) =>
  height > 0 && (
    <tr className={styles.space} aria-hidden="true">
      {/* One cell: spanning all columns would make room for those that a narrow screen leaves out. */}
      {/* oxlint-disable-next-line jsx-a11y/control-has-associated-label -- nothing is in it, and the row is hidden */}
      <td style={{ height }} />
    </tr>
  )
