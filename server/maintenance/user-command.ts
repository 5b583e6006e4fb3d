import type { Config } from '#server/config.ts'
import { readPassword } from '#server/maintenance/read-password.ts'
import { Refused } from '#server/maintenance/refused.ts'
import { onSite } from '#server/maintenance/site.ts'
import { listUsers, replacePassword, unlock, type ListedUser, type NamedUser } from '#server/maintenance/users.ts'

const USAGE = `Say what to do:
  npm run user -- list [CLIENT]
  npm run user -- unlock NAME CLIENT
  npm run user -- password NAME CLIENT
The new password is asked for, or read from standard input.`

/** Runs `npm run user` and returns its output. Throws `Refused`. */
export async function runUser(config: Config, [action, ...names]: readonly string[]): Promise<string> {
  const now = Date.now()
  if (action === 'list' && names.length <= 1) return tableOf(await onSite(config, (db) => listUsers(db, names[0], now)))
  if (action === 'unlock') {
    const user = namedIn(names)
    await onSite(config, (db) => unlock(db, user, now))
    return `${user.name} can sign in at once.`
  }
  if (action === 'password') {
    const user = namedIn(names)
    const password = await readPassword()
    await onSite(config, (db) => replacePassword(db, user, password, now))
    return `${user.name} has a new password, can sign in at once, and is signed out everywhere.`
  }
  throw new Refused(USAGE)
}

function namedIn([name, client, ...more]: readonly string[]): NamedUser {
  if (name === undefined || client === undefined || more.length) throw new Refused(USAGE)
  return { name, client }
}

function tableOf(users: readonly ListedUser[]): string {
  const rows = [
    ['CLIENT', 'NAME', 'ROLE', 'STATUS'],
    ...users.map((user) => [user.client, user.name, user.role, statusOf(user)]),
  ]
  const widths = [0, 1, 2].map((column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)))
  return rows.map((row) => row.map((text, i) => text.padEnd(widths[i] ?? 0)).join('  ')).join('\n')
}

function statusOf({ active, lockedUntil }: ListedUser): string {
  if (!active) return 'inactive'
  return lockedUntil === undefined ? 'active' : `locked until ${new Date(lockedUntil).toISOString()}`
}
