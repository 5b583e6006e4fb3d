/** The accounts of the demo data share one password. */
export const DEMO_PASSWORD = 'demo-pass-1'

/** The credentials of a demo account. */
export const demoLogin = (userName = 'manager') => ({ clientName: 'DEMO', userName, password: DEMO_PASSWORD })
