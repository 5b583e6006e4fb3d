import { capitalize } from '#src/lib/format.ts'
import styles from './Field.module.css'

/** The error of a field that is made of several controls; they name it by `aria-describedby`. */
export const FieldError = ({ id, error }: { id?: string; error: string | undefined }) =>
  error !== undefined && (
    <p id={id} className={styles.error}>
      {capitalize(error)}
    </p>
  )
