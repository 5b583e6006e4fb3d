import { randomUUID } from 'node:crypto'
import pg from 'pg'

interface TestDatabase {
  name: string
  url: string
  drop: () => Promise<void>
}

/** Creates a database on the server at a URL, as a copy of another where one is named. `drop()` ends all connections to it. */
export async function createDatabase(server: string, template = 'template1'): Promise<TestDatabase> {
  const name = `agent_console_${randomUUID().replaceAll('-', '')}`
  await administer(server, `create database ${name} template ${template}`)
  const url = new URL(server)
  url.pathname = `/${name}`
  return { name, url: url.href, drop: () => administer(server, `drop database if exists ${name} with (force)`) }
}

async function administer(server: string, statement: string): Promise<void> {
  const client = new pg.Client(server)
  await client.connect()
  try {
    await client.query(statement)
  } finally {
    await client.end()
  }
}
