import { attempt } from './run.mjs'
import { setUpDashboard, setUpDependencies, setUpServer } from './setup.mjs'

if (!(await attempt(setUpDependencies, setUpDashboard, setUpServer))) process.exit(1)
