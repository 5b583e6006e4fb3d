import { Skeleton } from '#src/components/Skeleton.tsx'
import { agentColumns } from './agent-columns.tsx'
import styles from './AgentsTable.module.css'

const WIDTHS = ['70%', '62%', '76%', '48%', '56%', '52%']

/** Rows in the shape of those to come. */
export const AgentRowSkeletons = ({ count }: { count: number }) =>
  Array.from({ length: count }, (_, row) => (
    <tr key={row} aria-hidden="true">
      {agentColumns.map((column, index) => (
        <td key={index} data-column={column.id ?? ('accessorKey' in column ? column.accessorKey : undefined)}>
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
