import { defineConfig } from 'vitest/config'
import { findNginx } from './rigs/two-copies/nginx.ts'
import { findPostgresPrograms } from './server/testing/postgres-server.ts'

const hasPrograms = findPostgresPrograms() !== undefined
const hasPostgres = Boolean(process.env['TEST_DATABASE_URL']) || hasPrograms
// This file is read once for every project.
if (!hasPostgres && process.env['POSTGRES_IS_LEFT_OUT'] === undefined) {
  process.env['POSTGRES_IS_LEFT_OUT'] = 'said'
  console.log('PostgreSQL is left out: its server programs are not installed, and TEST_DATABASE_URL is not set.')
}

const hasNginx = findNginx() !== undefined
if (!hasNginx && process.env['NGINX_IS_LEFT_OUT'] === undefined) {
  process.env['NGINX_IS_LEFT_OUT'] = 'said'
  console.log('The files of deploy/nginx/ are left out: nginx is not installed.')
}

const API_TESTS = 'server/**/*.test.ts'

// These ask no database, hold SQLite's one connection, or start the server as a process of its own.
const OF_SQLITE_ALONE = [
  'server/{config,main,start-rules}.test.ts',
  'server/http/{static-files,limits}.test.ts',
  'server/http/openapi/document.test.ts',
  'server/first-start/demo/*.test.ts',
  'server/database/sqlite-driver.test.ts',
  'server/history/plans.test.ts',
  'server/maintenance/{command,restore}.test.ts',
]

// From the one engine to the other: needs both.
const ON_BOTH = 'server/maintenance/copy-to-postgres.test.ts'

// SQLite is in the same process.
const WITHOUT_A_LINE = 'server/writes/lost-commit.test.ts'
const WITHOUT_ROLES = 'server/database/roles.test.ts'

// Starts and ends PostgreSQL itself; and several copies share one.
const ON_POSTGRES_ALONE = [
  ...(hasPrograms ? [] : ['faults/away.test.ts']),
  ...(hasPostgres ? [] : ['faults/rolling.test.ts']),
]

export default defineConfig({
  test: {
    environment: 'node',
    globalSetup: 'scripts/vitest-setup.mjs',
    // A slow machine fails no test; only what never ends does.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // Vitest would leave a core idle.
    maxWorkers: '100%',
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['{contract,src,scripts,rigs}/**/*.test.{ts,tsx}'],
          exclude: hasNginx ? [] : ['rigs/two-copies/nginx.test.ts'],
        },
      },
      {
        extends: true,
        test: { name: 'sqlite', include: [API_TESTS], exclude: [ON_BOTH, WITHOUT_A_LINE, WITHOUT_ROLES] },
      },
      {
        extends: true,
        test: {
          name: 'faults',
          include: ['faults/*.test.ts'],
          exclude: ON_POSTGRES_ALONE,
          testTimeout: 240_000,
          ...(hasPostgres && { globalSetup: 'server/testing/postgres-setup.ts' }),
        },
      },
      ...(hasPostgres
        ? [
            {
              extends: true as const,
              test: {
                name: 'postgres',
                include: [API_TESTS],
                exclude: OF_SQLITE_ALONE,
                globalSetup: 'server/testing/postgres-setup.ts',
                setupFiles: 'server/testing/postgres-teardown.ts',
              },
            },
          ]
        : []),
    ],
  },
})
