import { attempt } from './run.mjs'
import { setUpDashboard, setUpDependencies } from './setup.mjs'

if (!(await attempt(setUpDependencies, setUpDashboard))) process.exit(1)

// The server runs in this very process: signals reach it, and its exit code is the command's.
process.env.NODE_ENV ??= 'production'
const { register } = await import('tsx/esm/api')
register()
await import('#server/main.ts')
