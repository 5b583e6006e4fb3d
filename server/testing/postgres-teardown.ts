import { afterAll } from 'vitest'
import { closeTestDatabases } from '#server/testing/database.ts'

afterAll(closeTestDatabases)
