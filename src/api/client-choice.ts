import { observable } from '#src/lib/observable.ts'

/** The client whose data is asked for instead of the session's own. The page's address has it; the router sets it from there. */
const chosen = observable<number | undefined>(undefined)

/** Undefined: the session's own. */
export const chosenClient = chosen.get
export const chooseClient = chosen.set
export const onClientChange = chosen.subscribe
