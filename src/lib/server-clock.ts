/** In milliseconds: as much is the way of a reply, and the second that its date is rounded to. */
const INEXACT = 5000

let ahead = 0

/** Learns from the header `Date` of a reply how far the server's clock is ahead of this machine's. */
export function learnServerTime(date: string | null, received = Date.now()) {
  const difference = date === null ? NaN : Date.parse(date) - received
  if (!Number.isNaN(difference)) ahead = Math.abs(difference) < INEXACT ? 0 : difference
}

/** The server's time, by which ages are reckoned: this machine's clock may be hours off. In milliseconds since 1970. */
export const serverNow = () => Date.now() + ahead
