import { Skeleton } from './Skeleton.tsx'

const NAMES = [96, 72, 120, 64, 88, 104]

interface SkeletonRowsProps {
  /** The widths of the cells after the name. */
  cells: readonly (number | string)[]
  /** The width of the buttons at the end of a row. */
  actions: number
}

/** Rows in the shape of those to come, of a table of named things. */
export const SkeletonRows = ({ cells, actions }: SkeletonRowsProps) =>
  NAMES.map((name) => (
    <tr key={name} aria-hidden="true">
      {[name, ...cells].map((width, index) => (
        <td key={index}>
          <Skeleton width={width} />
        </td>
      ))}
      <td>
        <Skeleton width={actions} height={26} />
      </td>
    </tr>
  ))
