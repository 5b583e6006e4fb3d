import type * as Argon2 from '@node-rs/argon2'
import { vi } from 'vitest'

/**
 * Argon2 as it is, but cheaper, for tests in which hundreds of passwords are looked at: `vi.mock(import('@node-rs/argon2'), cheaper)`.
 * Here alone: the server has no setting that weakens it (passwords.test.ts holds the real costs). `verify` tells how often, and
 * against which hash, it was asked.
 */
export async function cheaper(importOriginal: () => Promise<typeof Argon2>): Promise<typeof Argon2> {
  const argon2 = await importOriginal()
  const cheap = { memoryCost: 8, timeCost: 1, parallelism: 1 }
  return {
    ...argon2,
    hash: (password) => argon2.hash(password, cheap),
    verify: vi.fn<typeof argon2.verify>(argon2.verify),
  }
}
