/**
 * In milliseconds: the clocks of several servers may differ by this much. A time further ahead means that the clock was set back.
 */
export const CLOCKS_DIFFER_BY = 5 * 60 * 1000
