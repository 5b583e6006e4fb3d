import type { Page, Response } from '@playwright/test'
import { expect, test, type Api } from './fixtures.ts'
import { apiAs, createAgent, createSkill, levelOf, lockAgent } from './helpers.ts'

const SPANISH = 8945

const levels = (page: Page) => page.getByRole('list', { name: 'Agents by level' }).getByRole('listitem')

/** A skill with two holders, at 1 and at 4. */
async function skillOfTwo(api: Api) {
  const skill = await createSkill(api, 'For the test of its page')
  const [strong, faint] = [
    await createAgent(api, { assignedAgentSkill: [{ id: skill.id, proficiency: 1 }] }),
    await createAgent(api, { assignedAgentSkill: [{ id: skill.id, proficiency: 4 }] }),
  ]
  return { skill, strong, faint }
}

for (const viewport of [
  { width: 1366, height: 768 },
  { width: 390, height: 844 },
])
  test.describe(`at ${viewport.width} pixels`, () => {
    test.use({ viewport })

    test('shows who holds a skill and how well, sets a level, removes, and takes both back', async ({ page, api }) => {
      const { skill, strong, faint } = await skillOfTwo(api)
      await page.goto('/skills')
      await page.getByRole('link', { name: skill.name }).click()
      await expect(page.getByRole('heading', { name: skill.name, level: 1 })).toBeVisible()
      await expect(page.getByText('For the test of its page', { exact: true })).toBeVisible()
      await expect(levels(page)).toHaveText([
        /first in line1 agent50 %$/,
        /^20 agents/,
        /^30/,
        /^41 agent50 %$/,
        /last0 agents/,
      ])

      const slider = page.getByRole('slider', { name: `${faint.loginId} proficiency` })
      await expect(slider).toHaveValue('4')
      await slider.press('2')
      await expect(page.getByText(`${faint.loginId} set to 2`)).toBeVisible()
      await expect(levels(page).nth(1)).toContainText('1 agent')
      expect(await levelOf(api, faint.id, skill.id)).toBe(2)
      await page.getByRole('status').getByRole('button', { name: 'Undo' }).click()
      await expect(slider).toHaveValue('4')
      await expect.poll(() => levelOf(api, faint.id, skill.id)).toBe(4)

      await page.getByRole('button', { name: `Remove ${strong.loginId}` }).click()
      await expect(page.getByText(`${strong.loginId} removed`, { exact: true })).toBeVisible()
      await expect(page.getByRole('slider')).toHaveCount(1)
      expect(await levelOf(api, strong.id, skill.id)).toBeUndefined()
      await page.getByRole('status').getByRole('button', { name: 'Undo' }).click()
      await expect(page.getByRole('slider', { name: `${strong.loginId} proficiency` })).toHaveValue('1')
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(viewport.width)
    })

    test('adds several agents, says who failed and why, and keeps those', async ({ page, api }) => {
      const { skill, strong } = await skillOfTwo(api)
      const [ok, gone] = [
        await createAgent(api, { lastName: `Wuthering${skill.id}` }),
        await createAgent(api, { lastName: `Wuthering${skill.id}` }),
      ]
      await page.goto(`/skills/${skill.id}`)
      await page.getByRole('button', { name: 'Add agents' }).click()
      const dialog = page.getByRole('dialog', { name: 'Add agents' })
      await dialog.getByLabel('Search agents').fill(strong.loginId)
      const holder = dialog.getByRole('checkbox', { name: strong.loginId })
      await expect(holder).toBeDisabled()
      await expect(holder).toHaveAccessibleDescription(/Already at 1/)

      await dialog.getByLabel('Search agents').fill(`wuthering${skill.id}`)
      await dialog.getByRole('checkbox', { name: ok.loginId }).check()
      await dialog.getByRole('checkbox', { name: gone.loginId }).check()
      await dialog.getByRole('radio', { name: /^5/ }).check()
      await api('deleteAgent', { params: { id: gone.id } })
      await dialog.getByRole('button', { name: 'Add', exact: true }).click()

      const picked = dialog.getByRole('list', { name: 'Chosen agents' }).getByRole('listitem')
      await expect(dialog.getByRole('alert')).toContainText('1 agent couldn’t be added')
      await expect(picked).toHaveCount(1)
      await expect(picked).toContainText(`${gone.loginId}Agent ${gone.id} doesn’t exist`)
      expect(await levelOf(api, ok.id, skill.id)).toBe(5)
      await expect(dialog.getByRole('button', { name: 'Retry' })).toBeVisible()
      await dialog.getByRole('button', { name: `Don’t add ${gone.loginId}` }).click()
      await dialog.getByRole('button', { name: 'Cancel' }).click()
      await expect(page.getByRole('slider', { name: `${ok.loginId} proficiency` })).toHaveValue('5')
      await expect(levels(page).nth(4)).toContainText('1 agent')
    })
  })

for (const [of, path] of [
  ['a skill', `/skills/${SPANISH}`],
  ['a service', '/services/17885'],
] as const)
  test(`reads two pages of the many agents of ${of}, never all, and finds one of them`, async ({ page, api }) => {
    const lastName = `Zzyzx${Date.now()}`
    const { loginId } = await createAgent(api, {
      lastName,
      assignedAgentSkill: [{ id: SPANISH, proficiency: 2 }],
      assignedService: [{ id: 17885 }],
    })
    const rows: Promise<number>[] = []
    page.on('response', (response) => {
      if (/\/(configuration|dashboard)\//.test(response.url())) rows.push(agentsIn(response))
    })
    const table = page.getByRole('table', { name: 'Agents' })
    const inDocument = table.locator('tbody').getByRole('link')
    await page.goto(path)
    await expect(inDocument.first()).toBeVisible()
    await expect.poll(async () => Number(await table.getAttribute('aria-rowcount'))).toBeGreaterThan(200)
    expect(await inDocument.count()).toBeLessThan(60)
    await page.getByLabel('Search these agents').fill(lastName)
    await expect(inDocument).toHaveText([loginId])
    expect(rows.length).toBeLessThan(20)
    // Two pages, the second one read ahead, and the one that is found.
    expect((await Promise.all(rows)).reduce((sum, count) => sum + count)).toBeLessThanOrEqual(101)
  })

/** Counts the agents in a reply. */
async function agentsIn(response: Response): Promise<number> {
  const body: unknown = await response.json().catch(() => undefined)
  return JSON.stringify(body ?? '').match(/"loginId"/g)?.length ?? 0
}

test('filters by a click on a level and by status, and keeps both in the URL', async ({ page, api }) => {
  const { skill, strong, faint } = await skillOfTwo(api)
  await lockAgent(api, strong.loginId)
  await page.goto(`/skills/${skill.id}`)
  const agents = page.getByRole('table', { name: 'Agents' }).getByRole('link')
  await expect(agents).toHaveText([strong.loginId, faint.loginId])
  await levels(page).nth(3).getByRole('button').click()
  await expect(agents).toHaveText([faint.loginId])
  await expect(page).toHaveURL(/level=4/)
  await page.reload()
  await expect(agents).toHaveText([faint.loginId])
  await page.getByRole('button', { name: 'All levels' }).click()
  await expect(agents).toHaveCount(2)
  await page.getByRole('button', { name: 'Filter', exact: true }).click()
  await page.getByRole('menuitem', { name: 'Status' }).click()
  await page.getByRole('checkbox', { name: 'Locked' }).check()
  await page.getByRole('button', { name: 'Done' }).click()
  await expect(agents).toHaveText([strong.loginId])
  await expect(page.getByRole('button', { name: `Unlock ${strong.loginId}` })).toBeVisible()
  await page.getByRole('button', { name: 'Level', exact: true }).click()
  await expect(page).toHaveURL(/sort=-level/)
})

test('returns a slider, with the server’s sentence, when the agent is gone', async ({ page, api }) => {
  const { skill, faint } = await skillOfTwo(api)
  await page.goto(`/skills/${skill.id}`)
  const slider = page.getByRole('slider', { name: `${faint.loginId} proficiency` })
  await slider.focus()
  await api('deleteAgent', { params: { id: faint.id } })
  await page.keyboard.press('1')
  await expect(page.getByRole('alert')).toContainText(`Agent ${faint.id} doesn’t exist`)
  await expect(slider).toHaveValue('4')
  // While it has the focus the row stays where it is.
  await slider.blur()
  await expect(slider).toHaveCount(0)
})

test('is edited: only what was changed is sent, and one click takes it back', async ({ page, api, server }) => {
  const skill = await createSkill(api, 'before')
  const somebodyElse = await apiAs(server, 'superuser')
  await page.goto(`/skills/${skill.id}`)
  await page.getByRole('button', { name: 'Edit', exact: true }).click()
  const dialog = page.getByRole('dialog', { name: 'Edit skill' })
  const save = dialog.getByRole('button', { name: 'Save' })
  await dialog.getByLabel('Description').fill('after')
  await somebodyElse('updateAgentSkill', { params: { id: skill.id }, body: { name: `${skill.name} NEW` } })
  await save.click()
  await expect(dialog).toHaveCount(0)
  await expect(page.getByRole('heading', { name: `${skill.name} NEW` })).toBeVisible()
  await expect(page.getByRole('region', { name: 'History' })).toContainText('description before → after')
  expect(await api('readAgentSkill', { params: { id: skill.id } })).toMatchObject({
    name: `${skill.name} NEW`,
    description: 'after',
  })
  await page.getByRole('status').getByRole('button', { name: 'Undo' }).click()
  await expect(page.getByText('before', { exact: true })).toBeVisible()
})

test('says so when there is no such skill', async ({ page }) => {
  await page.goto('/skills/999999')
  await expect(page.getByRole('heading', { name: 'Skill not found' })).toBeVisible()
  await expect(page.getByText('Skill 999999 doesn’t exist')).toBeVisible()
})

test.describe('a Manager without the power', () => {
  test.use({ signedInAs: 'teamlead' })

  test('reads which power is missing at every control', async ({ page, api }) => {
    const { skill, faint } = await skillOfTwo(api)
    await page.goto(`/skills/${skill.id}`)
    for (const name of ['Edit', 'Delete', 'Add agents', `Remove ${faint.loginId}`]) {
      const button = page.getByRole('button', { name, exact: true })
      await expect(button).toBeDisabled()
      await expect(button).toHaveAccessibleDescription(/Administer Agents/)
    }
    await page.getByRole('slider', { name: `${faint.loginId} proficiency` }).press('1')
    expect(await levelOf(api, faint.id, skill.id)).toBe(4)
  })
})

test('is worked by keyboard alone: an agent added, a level set, the agent removed', async ({ page, api }) => {
  const skill = await createSkill(api)
  const agent = await createAgent(api)
  await page.goto(`/skills/${skill.id}`)
  await page.getByRole('button', { name: 'Add agents' }).focus()
  await page.keyboard.press('Enter')
  const dialog = page.getByRole('dialog', { name: 'Add agents' })
  await expect(dialog.getByLabel('Search agents')).toBeFocused()
  await page.keyboard.type(agent.loginId)
  await expect(dialog.getByRole('checkbox')).toHaveCount(1)
  await page.keyboard.press('Tab')
  await expect(dialog.getByRole('checkbox', { name: agent.loginId })).toBeFocused()
  await page.keyboard.press('Space')
  await page.keyboard.press('Tab')
  await expect(dialog.getByRole('button', { name: `Don’t add ${agent.loginId}` })).toBeFocused()
  await page.keyboard.press('Tab')
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('Enter')
  await expect(dialog).toHaveCount(0)

  const slider = page.getByRole('slider', { name: `${agent.loginId} proficiency` })
  await expect(slider).toHaveValue('4')
  await slider.focus()
  await page.keyboard.press('1')
  await expect(page.getByText(`${agent.loginId} set to 1`)).toBeVisible()
  await page.keyboard.press('Tab')
  await expect(page.getByRole('button', { name: `Remove ${agent.loginId}` })).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(slider).toHaveCount(0)
  await expect.poll(() => levelOf(api, agent.id, skill.id)).toBeUndefined()
})
