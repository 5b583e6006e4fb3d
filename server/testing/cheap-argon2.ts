import type * as Argon2 from '@node-rs/argon2'
import { vi } from 'vitest'

/**
 * Real Argon2 at a low cost, for tests that check hundreds of passwords. Only tests have it: the server has no setting that weakens it
 * (passwords.test.ts checks the real costs). `verify` is a mock that records its calls.
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
