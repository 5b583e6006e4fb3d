import type { Locator, Page } from '@playwright/test'
import { expect, test, type Api } from './fixtures.ts'
import { putFinger } from './finger.ts'
import { apiAs, createAgent, createSkill, levelOf, levelOnScreen, tapLevel, writesFrom } from './helpers.ts'

const SPANISH = 8945
const AT_FIRST = 4

test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true })

const put = (agent: number, skill: number, level: number) =>
  `PUT /configuration/agents/${agent}/skills/${skill}?proficiency=${level}`

const slider = (page: Page) => page.getByRole('slider', { name: 'SPANISH proficiency' })

/** An agent whose skills fill more than the screen. */
async function agentOfManySkills(api: Api) {
  const { agentSkill } = await api('listAgentSkills', { query: { count: 12, offset: 0 } })
  const skills = agentSkill.toSorted((a, b) => a.name.localeCompare(b.name))
  const { id } = await createAgent(api, {
    assignedAgentSkill: skills.map((skill) => ({ id: skill.id, proficiency: AT_FIRST })),
  })
  return { id, skills }
}

const topOf = async (locator: Locator) => (await locator.boundingBox())?.y ?? NaN

/** The middle of it, once the page is complete and no longer moves. */
async function centerOf(page: Page, locator: Locator) {
  await locator.waitFor()
  await expect(page.locator('[aria-busy=true]')).toHaveCount(0)
  await locator.scrollIntoViewIfNeeded()
  const box = await locator.boundingBox()
  if (!box) throw new Error('it is not in sight')
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 }
}

/** Moves a finger up and down again from several places of the slider, the last of which is its thumb. */
async function scrollFrom(page: Page, moved: Locator) {
  for (const level of [1, 3, 5, AT_FIRST]) {
    const start = await levelOnScreen(moved, level)
    const top = await topOf(moved)
    const finger = await putFinger(page, start)
    await finger.moveBy(6, -220)
    await expect.poll(() => topOf(moved), `it goes up with a finger that began at ${level}`).toBeLessThan(top - 150)
    await finger.moveBy(-6, 220)
    await expect.poll(() => topOf(moved), `and down again`).toBeGreaterThan(top - 50)
    await finger.lift()
    await expect(moved).toHaveValue(String(AT_FIRST))
  }
}

test('a finger that goes up or down on an agent’s sliders scrolls the page and sets nothing', async ({ page, api }) => {
  const { id, skills } = await agentOfManySkills(api)
  const [, begun, other] = skills
  await page.goto(`/agents/${id}`)
  const writes = writesFrom(page)
  await scrollFrom(page, page.getByRole('slider', { name: `${begun?.name} proficiency` }))
  // Writes are sent one after another: had one been sent before, it would stand before this one.
  await tapLevel(page.getByRole('slider', { name: `${other?.name} proficiency` }), 1)
  await expect(page.getByText(`${other?.name} set to 1`)).toBeVisible()
  expect(writes).toEqual([put(id, other?.id ?? 0, 1)])
  expect(await levelOf(api, id, begun?.id ?? 0)).toBe(AT_FIRST)
})

test('a finger that goes up or down on the sliders of a skill’s agents scrolls their list and sets nothing', async ({
  page,
  api,
}) => {
  const skill = await createSkill(api)
  const holders = await Promise.all(
    Array.from({ length: 16 }, () =>
      createAgent(api, { assignedAgentSkill: [{ id: skill.id, proficiency: AT_FIRST }] }),
    ),
  )
  const [, begun, other] = holders.toSorted((a, b) => (a.loginId < b.loginId ? -1 : 1))
  await page.goto(`/skills/${skill.id}`)
  const writes = writesFrom(page)
  await scrollFrom(page, page.getByRole('slider', { name: `${begun?.loginId} proficiency` }))
  await tapLevel(page.getByRole('slider', { name: `${other?.loginId} proficiency` }), 1)
  await expect(page.getByText(`${other?.loginId} set to 1`)).toBeVisible()
  expect(writes).toEqual([put(other?.id ?? 0, skill.id, 1)])
  expect(await levelOf(api, begun?.id ?? 0, skill.id)).toBe(AT_FIRST)
})

test('a finger that goes up or down on the sliders of the form for a new agent scrolls it and sets nothing', async ({
  page,
  api,
}) => {
  const { id, skills } = await agentOfManySkills(api)
  await page.goto(`/agents/new?from=${id}`)
  const levels = page.getByRole('slider')
  await expect(levels).toHaveCount(12)
  await scrollFrom(page, levels.nth(2))
  await tapLevel(levels.nth(3), 2)
  await expect(levels.nth(3)).toHaveValue('2')
  const shown = await Promise.all((await levels.all()).map((level) => level.inputValue()))
  expect(shown).toEqual(skills.map((_, index) => (index === 3 ? '2' : '4')))
})

test.describe('with one skill', () => {
  const open = async (page: Page, api: Api) => {
    const { id } = await createAgent(api, { assignedAgentSkill: [{ id: SPANISH, proficiency: AT_FIRST }] })
    await page.goto(`/agents/${id}`)
    await expect(slider(page)).toHaveValue('4')
    return { id, writes: writesFrom(page) }
  }

  test('a tap on a mark sets its level', async ({ page, api }) => {
    const { id, writes } = await open(page, api)
    await tapLevel(slider(page), 2)
    await expect(page.getByText('SPANISH set to 2')).toBeVisible()
    expect(writes).toEqual([put(id, SPANISH, 2)])
    expect(await levelOf(api, id, SPANISH)).toBe(2)
  })

  test('a finger that goes sideways drags, and sets the level where it is lifted, once', async ({ page, api }) => {
    const { id, writes } = await open(page, api)
    const [from, to] = [await levelOnScreen(slider(page), 4), await levelOnScreen(slider(page), 1)]
    const finger = await putFinger(page, from)
    await finger.moveBy(to.x - from.x, 0)
    await expect(slider(page)).toHaveValue('1')
    // Nothing scrolls any more, and it need not stay on the rail.
    await finger.moveBy(0, -120)
    expect(writes).toEqual([])
    await finger.lift()
    await expect(page.getByText('SPANISH set to 1')).toBeVisible()
    expect(writes).toEqual([put(id, SPANISH, 1)])
    expect(await levelOf(api, id, SPANISH)).toBe(1)
  })

  for (const [what, disturb] of [
    ['is taken away by the system', (finger) => finger.takeAway()],
    ['is joined by a second one', (finger) => finger.joinAt({ x: 200, y: 700 }).then(finger.lift)],
  ] satisfies [string, (finger: Awaited<ReturnType<typeof putFinger>>) => Promise<unknown>][])
    test(`a drag whose finger ${what} sets nothing, and shows the level again`, async ({ page, api }) => {
      const { id, writes } = await open(page, api)
      const [from, to] = [await levelOnScreen(slider(page), 4), await levelOnScreen(slider(page), 2)]
      const finger = await putFinger(page, from)
      await finger.moveBy(to.x - from.x, 0)
      await expect(slider(page)).toHaveValue('2')
      await disturb(finger)
      await expect(slider(page)).toHaveValue('4')
      await tapLevel(slider(page), 5)
      await expect(page.getByText('SPANISH set to 5')).toBeVisible()
      expect(writes).toEqual([put(id, SPANISH, 5)])
    })

  test('a first contact that is taken away sets nothing, and shows nothing', async ({ page, api }) => {
    const { id, writes } = await open(page, api)
    const finger = await putFinger(page, await levelOnScreen(slider(page), 1))
    await finger.takeAway()
    await expect(slider(page)).toHaveValue('4')
    await tapLevel(slider(page), 5)
    await expect(page.getByText('SPANISH set to 5')).toBeVisible()
    expect(writes).toEqual([put(id, SPANISH, 5)])
  })
})

test('a finger that scrolls a list from what it could press there presses nothing', async ({ page, api }) => {
  const { id } = await createAgent(api)
  await page.goto('/agents')
  const link = page.getByRole('table', { name: 'Agents' }).getByRole('link').nth(4)
  const linkPlace = await centerOf(page, link)
  const onLink = await putFinger(page, linkPlace)
  await onLink.moveBy(0, -220)
  await expect.poll(() => topOf(link)).toBeLessThan(linkPlace.y - 150)
  await onLink.lift()
  await expect(page).toHaveURL('/agents')

  await page.goto(`/agents/${id}`)
  await page.getByRole('combobox', { name: 'Add skill' }).tap()
  const option = page.getByRole('option', { name: 'GOLD' })
  const optionPlace = await centerOf(page, option)
  const onOption = await putFinger(page, optionPlace)
  await onOption.moveBy(0, -120)
  await expect.poll(() => topOf(option)).toBeLessThan(optionPlace.y - 80)
  await onOption.lift()
  await expect(option).toBeVisible()
  expect((await api('readAgent', { params: { id } })).assignedAgentSkill).toEqual([])
  // A tap on a list that still runs on stops it, and does nothing else.
  let top = Number.NaN
  await expect
    .poll(async () => {
      const [before, now] = [top, await topOf(option)]
      top = now
      return now - before
    })
    .toBe(0)
  await option.tap()
  await expect(page.getByRole('slider', { name: 'GOLD proficiency' })).toBeVisible()
})

test('rows that are read again stay where they are under a finger that is down', async ({ page, api }) => {
  const lastName = `Still${Date.now()}`
  const [, second] = [
    await createAgent(api, { loginId: `M1-${lastName}`.toUpperCase(), lastName }),
    await createAgent(api, { loginId: `M2-${lastName}`.toUpperCase(), lastName }),
  ]
  await page.goto(`/agents?q=${lastName}&by=lastName`)
  const rows = page.getByRole('table', { name: 'Agents' }).locator('tbody tr[aria-rowindex]')
  await expect(rows).toHaveCount(2)
  // Told to the page alone: the browser would take a finger that is down for long for the beginning of a selection.
  await rows.nth(1).dispatchEvent('pointerdown', { pointerType: 'touch' })
  await createAgent(api, { loginId: `A0-${lastName}`.toUpperCase(), lastName })
  await api('updateAgent', { params: { id: second.id }, body: { firstName: 'Grace' } })
  // Coming back to the tab reads the list again.
  await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange', { bubbles: true })))
  await expect(rows.nth(1)).toContainText('Grace')
  await expect(rows.nth(1)).toContainText(second.loginId)
  await rows.nth(1).dispatchEvent('pointerout', { pointerType: 'touch' })
  await expect(rows).toHaveCount(3)
  await expect(rows.nth(2)).toContainText(second.loginId)
})

test.describe('a Manager without the power', () => {
  test.use({ signedInAs: 'teamlead' })

  test('scrolls by the sliders too, and reads at a tap why they are not set', async ({ page, server }) => {
    const api = await apiAs(server, 'manager')
    const { id, skills } = await agentOfManySkills(api)
    await page.goto(`/agents/${id}`)
    const writes = writesFrom(page)
    const begun = page.getByRole('slider', { name: `${skills[1]?.name} proficiency` })
    await scrollFrom(page, begun)
    await expect(page.getByRole('tooltip')).toHaveCount(0)
    await tapLevel(begun, 1)
    const reason = page.getByRole('tooltip')
    await expect(reason).toContainText('Administer Agents')
    await expect(begun).toHaveValue('4')

    // The reason goes where its slider goes.
    const [top, apart] = [await topOf(begun), (await topOf(begun)) - (await topOf(reason))]
    const finger = await putFinger(page, await centerOf(page, page.getByRole('heading', { name: 'Skills' })))
    await finger.moveBy(0, -120)
    await expect.poll(() => topOf(begun)).toBeLessThan(top - 80)
    await expect.poll(async () => (await topOf(begun)) - (await topOf(reason))).toBeCloseTo(apart, 0)
    await finger.lift()
    expect(writes).toEqual([])
  })
})
