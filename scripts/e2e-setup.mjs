import { setUpDashboard, setUpServer } from './setup.mjs'

/** Playwright calls this before its tests, so that they never run against an old build, however they were started. */
export default async () => {
  await setUpDashboard()
  await setUpServer()
}
