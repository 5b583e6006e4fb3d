import { UNLIMITED_WRAP_UP } from '#contract/agents.ts'

const UNITS = [
  ['hour', 3600],
  ['minute', 60],
  ['second', 1],
] as const

const inWords = (count: number, unit: string) => `${count} ${unit}${count === 1 ? '' : 's'}`

/** The wrap-up time in words. Takes seconds, or `UNLIMITED_WRAP_UP`. */
export function formatWrapUpTime(seconds: number): string {
  if (seconds === UNLIMITED_WRAP_UP) return 'Unlimited'
  let rest = seconds
  const parts: string[] = []
  for (const [unit, size] of UNITS) {
    const count = Math.floor(rest / size)
    rest %= size
    if (count > 0) parts.push(inWords(count, unit))
  }
  return parts.join(' ') || inWords(0, 'second')
}
