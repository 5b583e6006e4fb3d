import type { APIRequestContext, Page, Request } from '@playwright/test'
import { dashboardOperations } from '#contract/dashboard.ts'
import { expect, PASSWORD, test } from './fixtures.ts'
import { createAgent, pointAtLevel, accountOf } from './helpers.ts'

const SPANISH = 8945

/** Ends the browser's session on the server, as another tab, a timeout or a new password does. */
async function endSession(page: Page, request: APIRequestContext) {
  const cookies = await page.context().cookies()
  const reply = await request.delete(dashboardOperations.signOut.path, {
    headers: { cookie: cookies.map(({ name, value }) => `${name}=${value}`).join('; ') },
  })
  expect(reply.status()).toBe(204)
}

const dialogOf = (page: Page) => page.getByRole('dialog', { name: 'Sign in', exact: true })

async function signInAgain(page: Page, user?: string) {
  const dialog = dialogOf(page)
  if (user !== undefined) await dialog.getByLabel('User name').fill(user)
  await dialog.getByLabel('Password').fill(PASSWORD)
  await dialog.getByRole('button', { name: 'Sign in' }).click()
  await expect(dialog).toHaveCount(0)
}

/** The requests that the server accepted, as `METHOD path`. */
function accepted(page: Page) {
  const list: string[] = []
  page.on('requestfinished', (request: Request) => {
    void request.response().then((response) => {
      if (response?.ok()) list.push(`${request.method()} ${new URL(request.url()).pathname}`)
    })
  })
  return list
}

for (const viewport of [
  { width: 1366, height: 768 },
  { width: 390, height: 844 },
])
  test.describe(`at ${viewport.width} pixels`, () => {
    test.use({ viewport })

    test('a session that ends while a form is filled in asks for the password over it, and then saves it once', async ({
      page,
      api,
      request,
    }) => {
      const done = accepted(page)
      await page.goto('/skills')
      await page.getByRole('button', { name: 'New skill' }).click()
      const form = page.getByRole('dialog', { name: 'New skill' })
      const name = `CATALAN ${Date.now()}`
      await form.getByLabel('Name').fill(name)
      await form.getByLabel('Description').fill('Half a sentence')
      await endSession(page, request)
      await form.getByLabel('Description').press('End')
      await page.keyboard.type(', and the rest of it')
      await form.getByRole('button', { name: 'Create' }).click()

      const dialog = dialogOf(page)
      await expect(dialog).toHaveCount(1)
      await expect(dialog.getByLabel('Client')).toHaveValue('DEMO')
      await expect(dialog.getByLabel('User name')).toHaveValue('manager')
      await expect(dialog.getByLabel('Password')).toBeFocused()
      await expect(page).toHaveURL('/skills')
      await page.keyboard.press('Escape')
      await expect(dialog).toBeVisible()
      await signInAgain(page)

      await expect(page.getByRole('row', { name })).toBeVisible()
      await expect(form).toHaveCount(0)
      const { agentSkill } = await api('listAgentSkills', { query: { count: 1000, offset: 0 } })
      const created = agentSkill.filter((skill) => skill.name === name)
      expect(created).toHaveLength(1)
      expect(await api('readAgentSkill', { params: { id: created[0]?.id ?? 0 } })).toMatchObject({
        description: 'Half a sentence, and the rest of it',
      })
      expect(done.filter((line) => line === 'POST /configuration/agents/skills')).toHaveLength(1)
    })

    test('a session that ends while a slider is dragged asks once, and then saves the level', async ({
      page,
      api,
      request,
    }) => {
      const { id } = await createAgent(api, { assignedAgentSkill: [{ id: SPANISH, proficiency: 4 }] })
      await page.goto(`/agents/${id}`)
      const slider = page.getByRole('slider', { name: 'SPANISH proficiency' })
      await pointAtLevel(slider, 4)
      await page.mouse.down()
      await pointAtLevel(slider, 2)
      await endSession(page, request)
      await page.mouse.up()
      // Coming back to the tab refetches the data that may have changed: more calls that find no session.
      await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange', { bubbles: true })))
      await expect(dialogOf(page)).toHaveCount(1)
      await signInAgain(page)
      await expect(page.getByText('SPANISH set to 2')).toBeVisible()
      await expect(slider).toHaveValue('2')
      const { assignedAgentSkill } = await api('readAgent', { params: { id } })
      expect(assignedAgentSkill).toEqual([{ id: SPANISH, proficiency: 2 }])
    })
  })

test('a wrong password says so in the dialog, which stays, and what was typed below it stays too', async ({
  page,
  request,
}) => {
  await page.goto('/skills')
  await page.getByRole('button', { name: 'New skill' }).click()
  const form = page.getByRole('dialog', { name: 'New skill' })
  await form.getByLabel('Name').fill('KEPT')
  await endSession(page, request)
  await form.getByRole('button', { name: 'Create' }).click()
  const dialog = dialogOf(page)
  await dialog.getByLabel('Password').fill('not-the-password-1')
  await dialog.getByRole('button', { name: 'Sign in' }).click()
  await expect(dialog.getByRole('alert')).toContainText('the password is wrong')
  // Behind the dialog, where only eyes find it.
  await expect(page.locator('input[name=name]')).toHaveValue('KEPT')
})

test('somebody else who signs in sees their own page, and nothing of what the first one meant to save is sent', async ({
  page,
  api,
  request,
}) => {
  await page.goto('/skills')
  await page.getByRole('button', { name: 'New skill' }).click()
  const form = page.getByRole('dialog', { name: 'New skill' })
  const name = `NOT MINE ${Date.now()}`
  await form.getByLabel('Name').fill(name)
  await endSession(page, request)
  await form.getByRole('button', { name: 'Create' }).click()
  const listed = page.waitForResponse(
    (response) => response.url().includes('/configuration/agents/skills?') && response.ok(),
  )
  await signInAgain(page, 'superuser')
  await listed
  await expect(form.getByRole('alert')).toContainText('someone else signed in')
  await expect(form.getByLabel('Name')).toHaveValue(name)
  const { agentSkill } = await api('listAgentSkills', { query: { count: 1000, offset: 0 } })
  expect(agentSkill.filter((skill) => skill.name === name)).toEqual([])
  await form.getByRole('button', { name: 'Cancel' }).click()
  await expect(accountOf(page, 'superuser')).toBeAttached()
})
