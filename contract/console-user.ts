/**
 * A header that names the user a page belongs to, as `consoleUserOf` writes it. A request that carries another user than its
 * session's is refused with 409 before anything is done: another tab of the browser signed somebody else in. It permits nothing.
 * A reply carries it for the session's own user, so that a page can tell whose data it is.
 */
export const CONSOLE_USER = 'Console-User'

/** `<client>:<user id>`. */
export const consoleUserOf = (user: { client: number; id: number }) => `${user.client}:${user.id}`
