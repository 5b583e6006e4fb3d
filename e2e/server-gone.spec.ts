import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { CLIENT, expect, PASSWORD, test } from './fixtures.ts'
import { startServer } from './server.ts'

test.use({ signedInAs: null })

test('a server that is gone: a panel says so and offers Retry, a slider returns, and all is well when it is back', async ({
  page,
}) => {
  const dataFolder = await mkdtemp(join(tmpdir(), 'agent-console-e2e-'))
  const environment = { DATA_DIR: dataFolder, DEMO_AGENTS: '50' }
  let server = await startServer(environment)
  const { port } = new URL(server.address)
  await page.goto(`${server.address}/sign-in`)
  await page.getByLabel('Client').fill(CLIENT)
  await page.getByLabel('User name').fill('manager')
  await page.getByLabel('Password').fill(PASSWORD)
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await expect(page.getByRole('heading', { name: /^Agents/ })).toBeVisible()
  await page.getByRole('link', { name: 'Skills' }).click()
  await expect(page.getByRole('row', { name: /SPANISH/ })).toBeVisible()
  await page.goto(`${server.address}/agents/324515`)
  const slider = page.getByRole('slider').first()
  await expect(slider).toBeVisible()
  const level = await slider.inputValue()

  await server.stop()
  await slider.press(level === '5' ? '4' : '5')
  await expect(page.getByRole('alert')).toContainText('cannot be reached')
  await expect(slider).toHaveValue(level)
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Agents' }).click()
  await page.getByRole('searchbox', { name: 'Search agents' }).fill('somebody')
  const retry = page.getByRole('button', { name: 'Retry' })
  await expect(retry).toBeVisible()

  server = await startServer({ ...environment, PORT: port })
  await page.getByRole('searchbox', { name: 'Search agents' }).fill('')
  await expect(page.getByRole('table', { name: 'Agents' }).getByRole('link').first()).toBeVisible()
  await server.stop()
  await rm(dataFolder, { recursive: true })
})
