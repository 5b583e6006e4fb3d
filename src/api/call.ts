import { createCaller, type ApiError } from '#contract/client.ts'
import { dashboardOperations } from '#contract/dashboard.ts'
import { operations } from '#contract/operations.ts'

declare module '@tanstack/react-query' {
  interface Register {
    /** Everything that fails here fails as `call` does. */
    defaultError: ApiError
  }
}

const api = { ...operations, ...dashboardOperations }
export type Api = typeof api

/** Calls the server that the page came from; the session travels in its cookie. */
export const call = createCaller(api)

/** Who may call what: for `useRefusal`. */
export const accessOf = (name: keyof Api) => api[name].access
