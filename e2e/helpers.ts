import { randomUUID } from 'node:crypto'
import type { Locator, Page } from '@playwright/test'
import type { NewAgent } from '#contract/agents.ts'
import { configurationOperations } from '#contract/configuration.ts'
import { WRONG_PASSWORDS } from '#contract/sessions.ts'
import { userOperations, type NewUser, type UserUpdate } from '#contract/users.ts'
import { demoLogin } from '#server/first-start/demo/login.ts'
import { callerAs, CLIENT, PASSWORD, type Api, type User } from './fixtures.ts'

/** Fills in the sign-in page that is open and sends it. */
export async function signIn(page: Page, user: User, password = PASSWORD) {
  // The shell's switch has the same name, and is there until the page is.
  await page.getByRole('textbox', { name: 'Client' }).fill(CLIENT)
  await page.getByLabel('User name').fill(user)
  await page.getByLabel('Password').fill(password)
  await page.getByRole('button', { name: 'Sign in' }).click()
}

/** Reads an agent's level at a skill; undefined if they do not hold it. */
export async function levelOf(api: Api, agent: number, skill: number) {
  const { assignedAgentSkill } = await api('readAgent', { params: { id: agent } })
  return assignedAgentSkill.find(({ id }) => id === skill)?.proficiency
}

/** Creates an agent that no other test knows, with `PASSWORD` as their password. */
export async function createAgent(api: Api, details: Partial<NewAgent> = {}) {
  const agent: NewAgent = {
    loginId: `E2E-${randomUUID().slice(0, 8)}`.toUpperCase(),
    firstName: 'Ada',
    lastName: 'Lovelace',
    password: PASSWORD,
    phone: '5551234567',
    wrapUpTime: 30,
    homeAgent: true,
    active: true,
    ...details,
  }
  const { id } = await api('createAgent', { query: {}, body: agent })
  return { ...agent, id }
}

/** Signs in as an agent through the API. Rejects with an `ApiError` when refused: five wrong passwords lock them. */
export function signInAsAgent(api: Api, userName: string, password = PASSWORD) {
  return api('login', { body: { ...demoLogin(userName), password, agent: true } })
}

/** Locks an agent as it happens in life: by wrong passwords. */
export async function lockAgent(api: Api, loginId: string) {
  for (let i = 0; i < WRONG_PASSWORDS; i++)
    await signInAsAgent(api, loginId, 'not-the-password-1').catch((refused: unknown) => refused)
}

/** The Configuration API, called as another user than `api` is. */
export const apiAs = (server: string, user: User): Promise<Api> => callerAs(server, user, configurationOperations)

/** Creates a skill that no other test knows. */
export async function createSkill(api: Api, description = '') {
  const name = `E2E ${randomUUID().slice(0, 8)}`.toUpperCase()
  const { id } = await api('createAgentSkill', { query: {}, body: { name, description } })
  return { id, name, description }
}

/** The operations on users, called as `sysadmin`. */
export const usersApi = (server: string) => callerAs(server, 'sysadmin', userOperations)

export const newUserName = () => `e2e-${randomUUID().slice(0, 8)}`

/** Creates a user that no other test knows, with `PASSWORD` as their password. */
export async function createUser(server: string, more: Partial<NewUser> = {}) {
  const user: NewUser = {
    userName: newUserName(),
    role: 'Manager',
    administersAgents: true,
    allServices: true,
    services: [],
    active: true,
    password: PASSWORD,
    ...more,
  }
  const call = await usersApi(server)
  const { id } = await call('createUser', { query: {}, body: user })
  const read = async () => {
    const { user: users } = await call('listUsers', { query: { count: 1000, offset: 0 } })
    const found = users.find((row) => row.id === id)
    if (!found) throw new Error(`${user.userName} is gone`)
    return found
  }
  const update = (body: UserUpdate) => call('updateUser', { params: { id }, body })
  return { ...user, id, read, update }
}

/** Of the table of users. */
export const userRow = (page: Page, userName: string) =>
  page.getByRole('row').filter({ has: page.getByRole('button', { name: userName, exact: true }) })

/** The rail of a proficiency slider, and where on it a level lies. The slider itself reaches beyond it, as far as its thumb. */
async function levelOnRail(slider: Locator, level: number) {
  const rail = slider.locator('..')
  const box = await rail.boundingBox()
  if (!box) throw new Error('the slider is not in sight')
  // Inside of it at both ends.
  const x = Math.min(Math.max(((level - 1) / 4) * box.width, 1), box.width - 1)
  return { rail, position: { x, y: box.height / 2 } }
}

/** Moves the pointer to a level of a proficiency slider, once the page no longer moves below it. */
export async function pointAtLevel(slider: Locator, level: number) {
  const { rail, position } = await levelOnRail(slider, level)
  await rail.hover({ position })
}

/** The same with a finger, which taps there. */
export async function tapLevel(slider: Locator, level: number) {
  const { rail, position } = await levelOnRail(slider, level)
  await rail.tap({ position })
}

/** Where on the screen a level of a proficiency slider is, once the page no longer moves. */
export async function levelOnScreen(slider: Locator, level: number) {
  await slider.scrollIntoViewIfNeeded()
  const { rail, position } = await levelOnRail(slider, level)
  const box = await rail.boundingBox()
  if (!box) throw new Error('the slider is not in sight')
  return { x: box.x + position.x, y: box.y + position.y }
}

/** The writes that the page has sent, as `METHOD path?query`. */
export function writesFrom(page: Page) {
  const list: string[] = []
  page.on('request', (request) => {
    const { pathname, search } = new URL(request.url())
    if (request.method() !== 'GET') list.push(`${request.method()} ${pathname}${search}`)
  })
  return list
}

// More than any page has before its actions.
const MOST_TABS = 60

/** Goes on with the Tab key until `wanted` has the focus. */
export async function tabTo(page: Page, wanted: Locator) {
  await wanted.waitFor()
  for (let pressed = 0; pressed <= MOST_TABS; pressed++) {
    if (await wanted.evaluate((element) => element === document.activeElement)) return
    await page.keyboard.press('Tab')
  }
  throw new Error(`the Tab key does not lead to ${wanted.toString()}`)
}

/** A skill's row on the page of all skills; a row of the agents page may name the skill, too. */
export const skillRow = (page: Page, name: string) =>
  page.getByRole('table', { name: 'Skills' }).getByRole('row', { name })

/** Opens the menu of the signed-in user, which on a narrow screen is in the page's menu. */
export async function openAccountMenu(page: Page) {
  const toggle = page.getByRole('button', { name: 'Menu', exact: true })
  const isNarrow = (page.viewportSize()?.width ?? 0) < 800
  if (isNarrow && (await toggle.getAttribute('aria-expanded')) === 'false') await toggle.click()
  await page.getByRole('button', { name: /^Account: / }).click()
}

/** Chooses an action on one's own account. */
export async function chooseInAccountMenu(page: Page, name: 'Change password' | 'My sessions' | 'Sign out') {
  await openAccountMenu(page)
  await page.getByRole('menuitem', { name }).click()
}

/** The button that names who is signed in; on a narrow screen it is in the closed menu. */
export const accountOf = (page: Page, user: string) =>
  page.getByRole('button', { name: `Account: ${user}`, exact: true, includeHidden: true })

declare global {
  interface Window {
    moves?: number
  }
}

/** Counts clicks, and keys that write nothing, from the next page load on. */
export async function countMoves(page: Page) {
  await page.addInitScript(() => {
    const note = () => (window.moves = (window.moves ?? 0) + 1)
    document.addEventListener('pointerdown', note, true)
    document.addEventListener('keydown', ({ key, ctrlKey }) => !isTyped(key, ctrlKey) && note(), true)
    const isTyped = (key: string, ctrlKey: boolean) => key === 'Control' || (key.length === 1 && !ctrlKey)
  })
  return () => page.evaluate(() => window.moves ?? 0)
}
