import type { ReactNode } from 'react'
import { FailedState, type Read } from './FailedState.tsx'

interface LoadedProps<Data> {
  /** The subject of the sentence for a failure: `The skills`. */
  what: string
  /** The queries that the data comes from. */
  reads: readonly (Read & { data: unknown })[]
  /** Undefined until all of it is read. */
  data: Data | undefined
  skeleton: ReactNode
  /** In place of a list without entries. */
  empty?: ReactNode
  children: (data: Data) => ReactNode
}

/** Data that is read: its skeleton until it is there, the reason and the way out where it could not be read, or its own view. */
export function Loaded<Data>({ what, reads, data, skeleton, empty, children }: LoadedProps<Data>) {
  if (data !== undefined)
    return Array.isArray(data) && data.length === 0 && empty !== undefined ? empty : children(data)
  const failed = reads.filter((read) => read.error !== null && read.data === undefined)
  return failed.length ? <FailedState title={`${what} couldn’t be loaded`} reads={failed} /> : skeleton
}
