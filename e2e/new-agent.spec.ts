import { randomUUID } from 'node:crypto'
import type { Page } from '@playwright/test'
import { configurationOperations } from '#contract/configuration.ts'
import { expectNoViolations } from './axe.ts'
import { expect, PASSWORD, test } from './fixtures.ts'
import { createAgent, signInAsAgent } from './helpers.ts'

const ACD_SERVICE = 17885
const NO_ACD_SERVICE = 38184
const SPANISH = 8945

const newLoginId = () => `New_${randomUUID().slice(0, 8)}.x`

const create = (page: Page) => page.getByRole('button', { name: 'Create agent' })

async function fillIn(page: Page, loginId: string) {
  await page.getByLabel('Login ID').fill(loginId)
  await page.getByLabel('First name').fill('Katherine')
  await page.getByLabel('Last name').fill('Johnson')
  await page.getByLabel('Password').fill(PASSWORD)
  await page.getByLabel('Phone').fill('(202) 555-0199')
}

function jobs() {
  test('creates an agent with skills and services, and lands on them', async ({ page, api }) => {
    const loginId = newLoginId()
    await page.goto('/agents')
    await page.getByRole('button', { name: 'New agent' }).click()
    await expect(page).toHaveURL('/agents/new')
    await fillIn(page, loginId)
    await page.getByRole('radio', { name: 'Minutes' }).check()
    await page.getByLabel('Wrap-up time in minutes').fill('1.5')
    await page.getByRole('checkbox', { name: 'Home agent' }).check()

    await page.getByRole('combobox', { name: 'Add skill' }).fill('spanish')
    await page.getByRole('option', { name: /SPANISH/ }).click()
    await page.getByRole('slider', { name: 'SPANISH proficiency' }).press('1')

    await page.getByRole('combobox', { name: 'Add service' }).fill(String(NO_ACD_SERVICE))
    const refused = page.getByRole('option', { name: new RegExp(String(NO_ACD_SERVICE)) })
    await expect(refused).toBeDisabled()
    await expect(refused).toContainText('can’t be assigned')
    await page.getByRole('combobox', { name: 'Add service' }).fill(String(ACD_SERVICE))
    await page.getByRole('option', { name: new RegExp(String(ACD_SERVICE)) }).click()
    await page.keyboard.press('Escape')

    await create(page).click()
    await expect(page.getByRole('heading', { name: 'Katherine Johnson' })).toBeVisible()
    await expect(page.getByRole('slider', { name: 'SPANISH proficiency' })).toHaveValue('1')
    const id = Number(new URL(page.url()).pathname.split('/').at(-1))
    expect(await api('readAgent', { params: { id } })).toMatchObject({
      loginId: loginId.toUpperCase(),
      firstName: 'Katherine',
      phone: '(202) 555-0199',
      wrapUpTime: 90,
      homeAgent: true,
      active: true,
      assignedAgentSkill: [{ id: SPANISH, proficiency: 1 }],
      assignedService: [{ id: ACD_SERVICE }],
    })
    expect(await signInAsAgent(api, loginId)).toMatchObject({ userId: id })
  })

  test('says at each field what is missing, malformed or taken, and keeps what was typed', async ({ page, api }) => {
    const taken = await createAgent(api, { loginId: newLoginId() })
    await page.goto('/agents/new')
    await create(page).click()
    for (const [label, asked] of [
      ['Login ID', 'Enter the login ID'],
      ['First name', 'Enter the first name'],
      ['Last name', 'Enter the last name'],
      ['Password', 'Enter the password'],
      ['Phone', 'Enter the phone'],
    ] as const)
      await expect(page.getByLabel(label)).toHaveAccessibleDescription(asked)
    await expect(page.getByLabel('Login ID')).toBeFocused()

    await fillIn(page, 'AGENT#.?')
    await page.getByLabel('Password').fill('short')
    await page.getByRole('radio', { name: 'Seconds' }).check()
    await page.getByLabel('Wrap-up time in seconds').fill('-1')
    await create(page).click()
    await expect(page.getByLabel('Login ID')).toHaveAccessibleDescription(/only letters/)
    await expect(page.getByLabel('Password')).toHaveAccessibleDescription(/at least 8 characters/)
    await expect(page.getByLabel('Wrap-up time in seconds')).toHaveAccessibleDescription(/0 or more/)

    await page.getByLabel('Login ID').fill('a'.repeat(21))
    await expect(page.getByLabel('Login ID')).toHaveAccessibleDescription(/at most 20/)
    await page.getByLabel('Password').fill(PASSWORD)
    await page.getByRole('radio', { name: 'Unlimited' }).check()
    await page.getByLabel('Login ID').fill(taken.loginId)
    await create(page).click()
    await expect(page.getByLabel('Login ID')).toHaveAccessibleDescription(/is already taken/)
    await expect(page.getByLabel('Login ID')).toBeFocused()
    await expect(page.getByLabel('Last name')).toHaveValue('Johnson')
    await expect(page.getByLabel('Password')).toHaveValue(PASSWORD)
  })
}

jobs()

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 } })
  jobs()
})

test('shows each of several things that the server refuses at its field, and the rest at the head', async ({
  page,
}) => {
  // A server that knows more rules than this page does.
  const faults = [
    'Invalid phone [phone must be of this country]',
    'Invalid lastName [lastName must be in the directory]',
    'Invalid clientId [clientId must be of this site]',
  ]
  await page.route(`**${configurationOperations.createAgent.path}`, (route) =>
    route.fulfill({ status: 400, json: { code: 202, message: faults.join('; ') } }),
  )
  await page.goto('/agents/new')
  await fillIn(page, newLoginId())
  await create(page).click()
  await expect(page.getByLabel('Phone')).toHaveAccessibleDescription('Phone must be of this country')
  await expect(page.getByLabel('Last name')).toHaveAccessibleDescription('Last name must be in the directory')
  await expect(page.getByRole('alert').filter({ hasText: 'Client' })).toHaveText('Client must be of this site')
  await expect(page.getByLabel('Phone')).toBeFocused()
})

const result = (page: Page, loginId: string) => page.getByRole('region', { name: `${loginId.toUpperCase()} created` })

test('makes a password that works, shows it until it is copied, and keeps it nowhere', async ({
  page,
  api,
  context,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  const loginId = newLoginId()
  await page.goto('/agents/new')
  await fillIn(page, loginId)
  const password = page.getByLabel('Password')
  await expect(password).toHaveAttribute('type', 'password')
  await page.getByRole('button', { name: 'Generate' }).click()
  await expect(password).toHaveAttribute('type', 'text')
  const made = await password.inputValue()
  await page.getByRole('button', { name: 'Copy' }).click()
  await expect(page.getByRole('status').filter({ hasText: 'Password copied' })).toBeVisible()
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(made)
  await create(page).click()

  const created = result(page, loginId)
  await expect(created).toContainText(made)
  await expect(created.getByRole('button', { name: 'Copy both' })).toBeFocused()
  await expectNoViolations(page, created)
  const question = page.getByRole('dialog', { name: 'Leave without the password?' })
  await created.getByRole('button', { name: 'Open agent' }).click()
  await question.getByRole('button', { name: 'Stay' }).click()
  await created.getByRole('button', { name: 'Copy both' }).click()
  await expect(page.getByRole('status').filter({ hasText: 'Login ID and password copied' })).toBeVisible()
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(
    `Login ID: ${loginId.toUpperCase()}\nPassword: ${made}`,
  )
  await created.getByRole('button', { name: 'Open agent' }).click()
  await expect(page.getByRole('heading', { name: 'Katherine Johnson' })).toBeVisible()
  await signInAsAgent(api, loginId, made)
  await expect(page.locator('body')).not.toContainText(made)
  expect(await page.evaluate(() => JSON.stringify([localStorage, sessionStorage]))).not.toContain(made)
})

test('creates another like the one that was just created', async ({ page }) => {
  const loginId = newLoginId()
  await page.goto('/agents/new')
  await fillIn(page, loginId)
  await page.getByRole('combobox', { name: 'Add skill' }).fill('spanish 2')
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: 'Generate' }).click()
  const made = await page.getByLabel('Password').inputValue()
  await create(page).click()
  await result(page, loginId).getByRole('button', { name: 'Create another like this' }).click()
  await page.getByRole('button', { name: 'Leave' }).click()
  await expect(page.getByRole('heading', { name: 'New agent, like Katherine Johnson' })).toBeVisible()
  await expect(page).toHaveTitle('New agent, like Katherine Johnson · Agent Console')
  await expect(page.getByLabel('Login ID')).toBeFocused()
  await expect(page.getByLabel('Login ID')).toHaveValue('')
  await expect(page.getByRole('slider', { name: 'SPANISH proficiency' })).toHaveValue('2')
  await expect(page.locator('body')).not.toContainText(made)
})

for (const [width, height] of [
  [1366, 768],
  [390, 844],
] as const)
  test(`has “Create agent” in view at ${width} by ${height}, over nothing that has the focus`, async ({ page }) => {
    await page.setViewportSize({ width, height })
    await page.goto('/agents/new')
    await page.getByLabel('Login ID').waitFor()
    await expect(create(page)).toBeInViewport({ ratio: 1 })
    for (let pressed = 0; pressed < 16; pressed++) {
      await page.keyboard.press('Tab')
      const top = (await create(page).boundingBox())?.y ?? 0
      const focused = page.locator(':focus')
      if (await focused.evaluate((element) => element.closest('footer') !== null)) break
      const box = await focused.boundingBox()
      expect((box?.y ?? 0) + (box?.height ?? 0), await focused.evaluate((element) => element.outerHTML)).toBeLessThan(
        top,
      )
    }
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width)
  })

test('asks before it is left with something typed, and not when there is nothing to lose', async ({ page }) => {
  await page.goto('/agents')
  await page.getByRole('button', { name: 'New agent' }).click()
  const main = page.getByRole('navigation', { name: 'Main' })
  await page.getByLabel('First name').fill('Kept')
  await main.getByRole('link', { name: 'Skills' }).click()
  const question = page.getByRole('dialog', { name: 'Discard your changes?' })
  await question.getByRole('button', { name: 'Keep editing' }).click()
  await expect(question).toHaveCount(0)
  await expect(page.getByLabel('First name')).toHaveValue('Kept')
  await page.goBack()
  await expect(question).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(page.getByLabel('First name')).toHaveValue('Kept')
  // The browser itself asks before the tab is reloaded or closed.
  const asked = page.waitForEvent('dialog')
  await page.close({ runBeforeUnload: true })
  const dialog = await asked
  expect(dialog.type()).toBe('beforeunload')
  await dialog.dismiss()
  await main.getByRole('link', { name: 'Skills' }).click()
  await question.getByRole('button', { name: 'Discard' }).click()
  await expect(page.getByRole('heading', { name: /^Skills/ })).toBeVisible()

  await page.goto('/agents/new')
  await page.getByRole('button', { name: 'Cancel' }).click()
  await expect(page).toHaveURL('/agents')
})

test('duplicates an agent: skills, services and settings, but not login ID, name, phone and password', async ({
  page,
  api,
}) => {
  const original = await createAgent(api, {
    loginId: newLoginId(),
    firstName: 'Dorothy',
    wrapUpTime: 120,
    active: false,
    assignedService: [{ id: ACD_SERVICE }],
    assignedAgentSkill: [{ id: SPANISH, proficiency: 2 }],
  })
  await page.goto(`/agents/${original.id}`)
  await page.getByRole('button', { name: 'More' }).click()
  await page.getByRole('menuitem', { name: 'Duplicate' }).click()
  await expect(page).toHaveURL(`/agents/new?from=${original.id}`)
  await expect(page.getByLabel('Login ID')).toBeFocused()
  await expect(page.getByRole('heading', { name: 'New agent, like Dorothy Lovelace' })).toBeVisible()
  for (const label of ['Login ID', 'First name', 'Last name', 'Password', 'Phone'])
    await expect(page.getByLabel(label)).toHaveValue('')
  await expect(page.getByLabel('Wrap-up time in minutes')).toHaveValue('2')
  await expect(page.getByRole('slider', { name: 'SPANISH proficiency' })).toHaveValue('2')
  const loginId = newLoginId()
  await fillIn(page, loginId)
  await create(page).click()
  await expect(page.getByRole('heading', { name: 'Katherine Johnson' })).toBeVisible()
  const id = Number(new URL(page.url()).pathname.split('/').at(-1))
  expect(await api('readAgent', { params: { id } })).toMatchObject({
    loginId: loginId.toUpperCase(),
    wrapUpTime: 120,
    homeAgent: true,
    active: false,
    assignedService: [{ id: ACD_SERVICE }],
    assignedAgentSkill: [{ id: SPANISH, proficiency: 2 }],
  })
})

test('says that the agent to duplicate is gone', async ({ page }) => {
  await page.goto('/agents/new?from=111111')
  await expect(page.getByText('Agent 111111 doesn’t exist')).toBeVisible()
  await page.getByRole('link', { name: 'Start without a copy' }).click()
  await expect(page.getByLabel('Login ID')).toBeVisible()
})

test.describe('a Manager without the power', () => {
  test.use({ signedInAs: 'teamlead' })

  test('reads above the form and at the button which power is missing, and can fill in nothing', async ({ page }) => {
    await page.goto('/agents/new?from=324515')
    await expect(page.getByRole('note')).toContainText('Administer Agents')
    for (const label of ['Login ID', 'Phone', 'Active']) await expect(page.getByLabel(label)).toBeDisabled()
    await expect(page.getByRole('combobox', { name: 'Add skill' })).toBeDisabled()
    await expect(page.getByRole('slider').first()).toBeDisabled()
    await expectNoViolations(page, page.getByRole('note'))
    await expect(create(page)).toHaveAccessibleDescription(/Administer Agents/)
  })
})

test('creates one agent when the reply was lost and the form is sent again', async ({ page, api }) => {
  const loginId = newLoginId()
  await page.goto('/agents/new')
  await fillIn(page, loginId)
  // The server does its work; only its word is cut off, in the browser.
  await page.route(
    '**/configuration/agents',
    async (route) => {
      await route.fetch()
      await route.abort()
    },
    { times: 1 },
  )
  await create(page).click()
  await expect(page.getByRole('alert').filter({ hasText: 'Can’t reach the server' }).first()).toBeVisible()
  await create(page).click()
  await expect(page.getByRole('heading', { name: 'Katherine Johnson' })).toBeVisible()
  const id = Number(new URL(page.url()).pathname.split('/').at(-1))
  expect(await api('readAgent', { params: { id } })).toMatchObject({ loginId: loginId.toUpperCase() })
  await expect(page.getByRole('region', { name: 'History' }).getByText('Created')).toHaveCount(1)
})
