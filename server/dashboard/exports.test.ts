import { expect, it } from 'vitest'
import { CLIENT, startTestServer } from '#server/testing/server.ts'

it('logs who made a file of which list, of what, with how many rows', async () => {
  const lines: Record<string, unknown>[] = []
  const server = await startTestServer({
    // Lines are JSON objects.
    log: { level: 'info', stream: { write: (line) => void lines.push(JSON.parse(line) as Record<string, unknown>) } },
  })
  const made = { list: 'history', question: { by: 'manager', agent: 7 }, rows: 66 }
  expect(await server.send('POST', '/dashboard/exports', { body: made })).toMatchObject({ status: 204 })
  expect(lines.filter(({ event }) => event === 'list-exported')).toMatchObject([
    { ...made, by: 'manager', client: CLIENT },
  ])
  expect(await server.send('POST', '/dashboard/exports', { body: { ...made, list: 'passwords' } })).toMatchObject({
    status: 400,
  })
  await server.close()
})
