/**
 * In milliseconds: by so much the clocks of several servers may differ. A time that lies further ahead tells that the clock was
 * set back since.
 */
export const CLOCKS_DIFFER_BY = 5 * 60 * 1000
