import type { Page } from '@playwright/test'
import { expect, test } from './fixtures.ts'
import { createAgent, skillRow } from './helpers.ts'
import { test as testOnOwnServer } from './own-server.ts'

const SPANISH = 8945
/** In milliseconds: for how long a call that reads something is waited for. */
const PATIENCE = 10_000
const banner = (page: Page) => page.getByText('No connection to the server')

for (const viewport of [
  { width: 1366, height: 768 },
  { width: 390, height: 844 },
])
  test.describe(`at ${viewport.width} pixels`, () => {
    test.use({ viewport })

    test('without a network a banner says so, and nothing is sent later without a click', async ({
      page,
      api,
      context,
    }) => {
      const { id } = await createAgent(api, { assignedAgentSkill: [{ id: SPANISH, proficiency: 4 }] })
      await page.goto(`/agents/${id}`)
      const slider = page.getByRole('slider', { name: 'SPANISH proficiency' })
      await slider.waitFor()
      const writes: string[] = []
      page.on('request', (request) => {
        if (request.method() !== 'GET') writes.push(request.method())
      })

      await context.setOffline(true)
      await expect(banner(page)).toBeVisible()
      await slider.press('1')
      await expect(page.getByRole('alert').filter({ hasText: 'Can’t reach the server' })).toBeVisible()
      await expect(slider).toHaveValue('4')
      expect(writes).toEqual(['PUT'])

      await context.setOffline(false)
      await expect(banner(page)).toHaveCount(0)
      // A write that is sent by itself would be sent by now: the page has refetched since.
      const read = page.waitForResponse((response) => response.url().endsWith('/agents/info') && response.ok())
      await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange', { bubbles: true })))
      await read
      expect(writes).toEqual(['PUT'])
      expect((await api('readAgent', { params: { id } })).assignedAgentSkill).toEqual([{ id: SPANISH, proficiency: 4 }])
      await slider.press('1')
      await expect(page.getByText('SPANISH set to 1')).toBeVisible()
    })
  })

test('a form that could not be sent keeps what was typed and is sent with the next click', async ({
  page,
  context,
}) => {
  await page.goto('/skills')
  await page.getByRole('button', { name: 'New skill' }).click()
  const form = page.getByRole('dialog', { name: 'New skill' })
  const name = `BASQUE ${Date.now()}`
  await form.getByLabel('Name').fill(name)
  await context.setOffline(true)
  await expect(banner(page)).toBeVisible()
  await form.getByRole('button', { name: 'Create' }).click()
  await expect(form.getByRole('alert')).toContainText('Can’t reach the server')
  await context.setOffline(false)
  await expect(banner(page)).toHaveCount(0)
  await expect(form.getByLabel('Name')).toHaveValue(name)
  await form.getByRole('button', { name: 'Create' }).click()
  await expect(skillRow(page, name)).toBeVisible()
})

testOnOwnServer(
  'a server that stops is told at the first call, a slider returns, and what failed to load loads when it is back',
  async ({ page, own }) => {
    await page.goto('/agents')
    await page.getByRole('link', { name: 'DEMOAGENT' }).click()
    const slider = page.getByRole('slider').first()
    await expect(slider).toBeVisible()
    const level = await slider.inputValue()

    await own.stop()
    await slider.press(level === '5' ? '4' : '5')
    await expect(banner(page)).toBeVisible()
    await expect(page.getByRole('alert').filter({ hasText: 'Can’t reach the server' })).toBeVisible()
    await expect(slider).toHaveValue(level)
    await page.goBack()
    await page.getByRole('searchbox', { name: 'Search agents' }).fill('DEMO')
    await expect(page.getByText('The agents couldn’t be loaded')).toBeVisible()
    await expect(page.getByRole('button', { name: 'Retry' })).toBeVisible()

    await own.startAgain()
    await expect(banner(page)).toHaveCount(0)
    // By itself: reading changes nothing.
    await expect(page.getByRole('link', { name: 'DEMOAGENT' })).toBeVisible()
  },
)

testOnOwnServer.describe('by the clock', () => {
  testOnOwnServer.use({ longTimers: true })

  testOnOwnServer(
    'a server that is stuck is slow at first and gone in the end, and what was asked is there when it goes on',
    async ({ page, own }) => {
      await page.clock.install()
      await page.goto('/agents')
      await expect(page.getByRole('table', { name: 'Agents' }).getByRole('link').first()).toBeVisible()
      // From here on it goes on only where it is told to: no call is given up for a slow machine.
      await page.clock.pauseAt(Date.now() + 60_000)

      own.freeze()
      const asked = page.waitForRequest((request) => request.url().includes('/dashboard/agents?'))
      const given = page.waitForEvent('requestfailed', (request) => request.url().includes('/dashboard/agents?'))
      await page.getByRole('searchbox', { name: 'Search agents' }).fill('DEMOAGENT')
      await page.clock.runFor(100)
      await asked
      await page.clock.runFor(2000)
      await expect(page.getByText('The server is slow to answer.')).toBeVisible()
      await expect(banner(page)).toHaveCount(0)
      await page.clock.runFor(PATIENCE)
      await given
      await expect(banner(page)).toBeVisible()

      own.thaw()
      await page.clock.resume()
      await expect(banner(page)).toHaveCount(0)
      await expect(page.getByRole('table', { name: 'Agents' }).getByRole('link')).toHaveText(['DEMOAGENT'])
    },
  )
})
