import { afterAll } from 'vitest'
import { dropTestDatabases } from '#server/testing/database.ts'

afterAll(dropTestDatabases)
