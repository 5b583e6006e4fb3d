import type { Page } from '@playwright/test'
import { CONSOLE_USER } from '#contract/console-user.ts'
import { dashboardOperations } from '#contract/dashboard.ts'
import { configurationOperations } from '#contract/configuration.ts'
import { demoLogin } from '#server/first-start/demo/login.ts'
import { CLIENT, expect, PASSWORD, test, type Api } from './fixtures.ts'
import { createAgent, skillRow, chooseInAccountMenu, accountOf } from './helpers.ts'

const SPANISH = 8945

/** Signs in as another tab of the same browser does: the cookie is this page's, too. */
async function signInElsewhere(page: Page, userName: string, clientName = CLIENT) {
  const data = { ...demoLogin(userName), clientName }
  await expect(await page.request.post(dashboardOperations.signIn.path, { data })).toBeOK()
}

async function lvSession(api: Api) {
  const { sessionId } = await api('login', { body: demoLogin() })
  return { 'LV-Session': sessionId }
}

const dialogOf = (page: Page, user = 'superuser') => page.getByRole('dialog', { name: `Signed in as ${user}` })

/** Coming back to a tab refetches the data that may have changed. */
const lookAt = (page: Page) =>
  page.evaluate(() => document.dispatchEvent(new Event('visibilitychange', { bubbles: true })))

const firstAgent = (page: Page) => page.locator('table[aria-label="Agents"] tbody a').first()

test('a form that is sent after another tab signed in as somebody else creates nothing, and says who is signed in', async ({
  page,
  api,
}) => {
  const loginId = `E2E_${Date.now()}`
  await page.goto('/agents/new')
  await page.getByLabel('Login ID').fill(loginId)
  await page.getByLabel('First name').fill('Katherine')
  await page.getByLabel('Last name').fill('Johnson')
  await page.getByLabel('Password').fill(PASSWORD)
  await page.getByLabel('Phone').fill('(202) 555-0199')
  await signInElsewhere(page, 'north-manager', 'NORTH')
  await page.getByRole('button', { name: 'Create agent' }).click()

  const dialog = dialogOf(page, 'north-manager')
  await expect(dialog).toContainText('north-manager of North Contact Center')
  const north = { ...demoLogin('north-manager'), clientName: 'NORTH' }
  const { sessionId } = await api('login', { body: north })
  for (const headers of [{ 'LV-Session': sessionId }, await lvSession(api)]) {
    const url = `${configurationOperations.findMatchingAgents.path}?count=5&offset=0`
    expect(await (await page.request.post(url, { data: { loginId }, headers })).json()).toMatchObject({ agent: [] })
  }
  await page.keyboard.press('Escape')
  await page.keyboard.press('Escape')
  await expect(dialog).toBeVisible()
  await dialog.getByRole('button', { name: 'Continue as north-manager' }).click()
  await expect(accountOf(page, 'north-manager')).toBeAttached()
  await expect(page.getByLabel('Login ID')).toHaveValue('')
})

test('a page that is left alone shows nothing of the other user’s client', async ({ page }) => {
  await page.goto('/agents')
  const shown = await firstAgent(page).innerText()
  await signInElsewhere(page, 'north-manager', 'NORTH')
  await lookAt(page)
  await expect(dialogOf(page, 'north-manager')).toBeVisible()
  await expect(firstAgent(page)).toHaveText(shown)
})

test('a slider that is set saves nothing in the name of somebody else', async ({ page, api }) => {
  const { id } = await createAgent(api, { assignedAgentSkill: [{ id: SPANISH, proficiency: 4 }] })
  await page.goto(`/agents/${id}`)
  const slider = page.getByRole('slider', { name: 'SPANISH proficiency' })
  await slider.focus()
  await signInElsewhere(page, 'superuser')
  await page.keyboard.press('2')
  await expect(dialogOf(page)).toBeVisible()
  expect((await api('readAgent', { params: { id } })).assignedAgentSkill).toEqual([{ id: SPANISH, proficiency: 4 }])
})

test('the command palette finds nothing in the name of somebody else', async ({ page }) => {
  await page.goto('/agents')
  await expect(firstAgent(page)).toBeVisible()
  await page.keyboard.press('Control+k')
  await page.getByRole('combobox', { name: 'Search agents' }).fill('AGENT')
  await expect(page.getByRole('option', { name: /AGENT!/ })).toBeVisible()
  await signInElsewhere(page, 'north-manager', 'NORTH')
  await page.getByRole('combobox', { name: 'Search agents' }).fill('AABUBAKAR')
  await expect(dialogOf(page, 'north-manager')).toBeVisible()
})

test('signing out here does not sign out who signed in elsewhere', async ({ page }) => {
  await page.goto('/agents')
  await expect(accountOf(page, 'manager')).toBeAttached()
  await signInElsewhere(page, 'superuser')
  await chooseInAccountMenu(page, 'Sign out')
  await dialogOf(page).getByRole('button', { name: 'Continue as superuser' }).click()
  await expect(accountOf(page, 'superuser')).toBeAttached()
})

test('every open tab says so, and sends nothing more', async ({ page, context }) => {
  await page.goto('/agents')
  await expect(firstAgent(page)).toBeVisible()
  const third = await context.newPage()
  await third.goto('/skills')
  await expect(skillRow(third, 'SPANISH')).toBeVisible()
  await signInElsewhere(page, 'superuser')
  for (const tab of [page, third]) {
    await lookAt(tab)
    await expect(dialogOf(tab)).toBeVisible()
    const sent: string[] = []
    tab.on('request', (request) => sent.push(new URL(request.url()).pathname))
    const asked = tab.waitForResponse(`**${dashboardOperations.readCurrentSession.path}`)
    await lookAt(tab)
    await asked
    expect(new Set(sent)).toEqual(new Set([dashboardOperations.readCurrentSession.path]))
  }
})

test('goes on by itself once the same user is signed in again', async ({ page, api }) => {
  const { id } = await createAgent(api, { assignedAgentSkill: [{ id: SPANISH, proficiency: 4 }] })
  await page.goto(`/agents/${id}`)
  const slider = page.getByRole('slider', { name: 'SPANISH proficiency' })
  await slider.focus()
  await signInElsewhere(page, 'superuser')
  await page.keyboard.press('2')
  await expect(dialogOf(page)).toBeVisible()
  await signInElsewhere(page, 'manager')
  await lookAt(page)
  await expect(dialogOf(page)).toHaveCount(0)
  await expect(page.getByText('SPANISH set to 2')).toBeVisible()
  expect((await api('readAgent', { params: { id } })).assignedAgentSkill).toEqual([{ id: SPANISH, proficiency: 2 }])
})

test('asks for a sign-in once nobody is signed in any more', async ({ page }) => {
  await page.goto('/agents')
  await expect(firstAgent(page)).toBeVisible()
  await signInElsewhere(page, 'superuser')
  await lookAt(page)
  await expect(dialogOf(page)).toBeVisible()
  await expect(await page.request.delete(dashboardOperations.signOut.path)).toBeOK()
  await lookAt(page)
  const signIn = page.getByRole('dialog', { name: 'Sign in', exact: true })
  await expect(signIn.getByLabel('User name')).toHaveValue('manager')
  await expect(dialogOf(page)).toHaveCount(0)
})

test('the same user who signs in again in another tab disturbs nobody', async ({ page, api }) => {
  const { id } = await createAgent(api, { assignedAgentSkill: [{ id: SPANISH, proficiency: 4 }] })
  await page.goto(`/agents/${id}`)
  const slider = page.getByRole('slider', { name: 'SPANISH proficiency' })
  await slider.focus()
  await signInElsewhere(page, 'manager')
  await page.keyboard.press('2')
  await expect(page.getByText('SPANISH set to 2')).toBeVisible()
})

test('a reply that came early and is another user’s is not shown', async ({ page }) => {
  await page.route(`**${dashboardOperations.findAgents.path}?*`, async (route) => {
    const reply = await route.fetch()
    await route.fulfill({ response: reply, headers: { ...reply.headers(), [CONSOLE_USER.toLowerCase()]: '1005018:1' } })
  })
  // The page's user is named first.
  const session = page.waitForResponse(`**${dashboardOperations.readCurrentSession.path}`)
  await page.route(`**${dashboardOperations.findAgents.path}?*`, async (route) => {
    await session
    await route.fallback()
  })
  await page.goto('/agents')
  await expect(page.getByRole('dialog', { name: 'Signed in as someone else' })).toBeVisible()
  await expect(page.locator('table[aria-label="Agents"] tbody a')).toHaveCount(0)
})

test.describe('a message', () => {
  test('does not outlive the session that it came in', async ({ page, api }) => {
    const { id } = await createAgent(api, { assignedAgentSkill: [{ id: SPANISH, proficiency: 4 }] })
    await page.goto(`/agents/${id}`)
    await page.getByRole('slider', { name: 'SPANISH proficiency' }).focus()
    await page.keyboard.press('2')
    await expect(page.getByText('SPANISH set to 2')).toBeVisible()
    await chooseInAccountMenu(page, 'Sign out')
    await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible()
    await expect(page.getByText('SPANISH set to 2')).toHaveCount(0)
  })

  test('about a change that was on its way is not shown after signing out', async ({ page, api }) => {
    const { id } = await createAgent(api, { assignedAgentSkill: [{ id: SPANISH, proficiency: 4 }] })
    let answer = () => {}
    const answered = new Promise<void>((resolve) => (answer = resolve))
    await page.route(`**/configuration/agents/${id}/skills/${SPANISH}?*`, async (route) => {
      const reply = await route.fetch()
      await answered
      await route.fulfill({ response: reply })
    })
    await page.goto(`/agents/${id}`)
    await page.getByRole('slider', { name: 'SPANISH proficiency' }).focus()
    const saved = page.waitForResponse(`**/configuration/agents/${id}/skills/${SPANISH}?*`)
    await page.keyboard.press('2')
    await expect(page.getByText('Saving…')).toBeVisible()
    await chooseInAccountMenu(page, 'Sign out')
    await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible()
    answer()
    await saved
    await page.getByLabel('User name').fill('superuser')
    await expect(page.getByText('SPANISH set to 2')).toHaveCount(0)
  })
})
