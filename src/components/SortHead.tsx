import { ChevronDownIcon } from '#src/components/icons/ChevronDownIcon.tsx'
import styles from './SortHead.module.css'

interface SortHeadProps<By extends string> {
  column: { id: string; header: string; sort?: By }
  width?: string
  /** The order in force: `-name` is descending. */
  sort: string | undefined
  onSort: ((by: By) => void) | undefined
}

/** The head of a column: a button where the list can be sorted by it. */
export function SortHead<By extends string>({
  column: { id, header, sort: by },
  width,
  sort,
  onSort,
}: SortHeadProps<By>) {
  if (!by || !onSort)
    return (
      <th scope="col" data-column={id} style={{ width }}>
        {header}
      </th>
    )
  const order = sort === by ? 'ascending' : sort === `-${by}` ? 'descending' : undefined
  return (
    <th scope="col" data-column={id} style={{ width }} aria-sort={order}>
      <button type="button" className={styles.head} data-order={order} onClick={() => onSort(by)}>
        {header}
        <ChevronDownIcon size={12} />
      </button>
    </th>
  )
}
