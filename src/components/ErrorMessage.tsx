import type { ReactNode } from 'react'
import { AlertIcon } from './icons/AlertIcon.tsx'
import styles from './ErrorMessage.module.css'

/** Why a form was refused. */
export const ErrorMessage = ({ children }: { children: ReactNode }) => (
  <p className={styles.message} role="alert">
    <AlertIcon />
    <span>{children}</span>
  </p>
)
