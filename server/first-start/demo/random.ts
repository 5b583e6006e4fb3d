/** The next number of a repeatable sequence, 0 ≤ n < 1. */
export type Random = () => number

/** Mulberry32, a public-domain generator: the same seed gives the same sequence on every machine. */
export function seeded(seed: number): Random {
  let state = seed | 0
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

export const chance = (random: Random, share: number) => random() < share

/** Both ends included. */
export const between = (random: Random, least: number, most: number) =>
  least + Math.floor(random() * (most - least + 1))

export function pick<T>(random: Random, items: readonly [T, ...T[]]): T {
  return items[Math.floor(random() * items.length)] ?? items[0]
}

/** Up to `count` different items, in no order. */
export function pickSome<T>(random: Random, items: readonly T[], count: number): T[] {
  const left = [...items]
  const picked: T[] = []
  while (picked.length < count && left.length > 0) picked.push(...left.splice(between(random, 0, left.length - 1), 1))
  return picked
}
