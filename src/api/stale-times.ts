/** Lists that give names to ids change rarely, and every write of this dashboard refreshes them. In milliseconds. */
export const NAMES_STALE_TIME = 10 * 60_000
