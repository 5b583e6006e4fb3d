import { formatWrapUpTime } from './wrap-up/wrap-up-time.ts'

/** A setting's value as people read it: text, seconds, or yes and no. */
export function inWords(value: string | number | boolean): string {
  if (typeof value === 'boolean') return value ? 'Yes' : 'No'
  return typeof value === 'number' ? formatWrapUpTime(value) : value
}
