import type { Page } from '@playwright/test'
import { expectNoViolations } from './axe.ts'
import { expect, test, type Api } from './fixtures.ts'
import { apiAs, createAgent, createSkill, levelOf, lockAgent, tabTo } from './helpers.ts'

const box = (page: Page, loginId: string) => page.getByRole('checkbox', { name: `Select ${loginId}` })

/** A skill, and so many agents who hold it at a level. */
async function skillWith(api: Api, count: number, level: number) {
  const skill = await createSkill(api)
  const agents = []
  for (let i = 0; i < count; i++)
    agents.push(await createAgent(api, { assignedAgentSkill: [{ id: skill.id, proficiency: level }] }))
  return { skill, agents }
}

async function addChange(page: Page, what: string) {
  await page.getByRole('button', { name: 'Add change' }).click()
  await page.getByRole('menuitem', { name: what, exact: true }).click()
}

async function chooseSkill(page: Page, name: string) {
  await page.getByRole('combobox', { name: 'Skill' }).fill(name)
  await page.keyboard.press('Enter')
}

test('sets the level of twenty agents of a skill in eight clicks, with a preview, and takes it back', async ({
  page,
  api,
}) => {
  const { skill, agents } = await skillWith(api, 20, 3)
  await page.goto(`/agents?skill=${skill.id}:3`)
  await expect(page.getByRole('status').filter({ hasText: /^20 of / })).toBeVisible()
  let clicks = 0
  const click = async (target: ReturnType<Page['getByRole']>) => {
    clicks++
    await target.click()
  }
  await click(page.getByRole('checkbox', { name: 'Select all 20 that match' }))
  await click(page.getByRole('region', { name: 'Selection' }).getByRole('button', { name: 'Change…' }))
  await expect(page.getByRole('heading', { name: 'Change agents' })).toBeVisible()
  await click(page.getByRole('button', { name: 'Add change' }))
  await click(page.getByRole('menuitem', { name: 'Set a level' }))
  await chooseSkill(page, skill.name)
  await click(page.getByRole('radiogroup', { name: 'Level' }).getByRole('radio', { name: '2' }))
  await click(page.getByRole('button', { name: 'Preview' }))
  await expect(page.getByRole('heading', { name: 'Preview', level: 1 })).toBeVisible()
  await expect(page.getByRole('button', { name: '20 changes', exact: true })).toBeVisible()
  await expect(
    page.getByRole('checkbox', { name: `Apply to ${agents[0]?.loginId}: ${skill.name} 3 → 2` }),
  ).toBeChecked()
  await expectNoViolations(page, page.getByRole('table', { name: 'Items' }))
  await click(page.getByRole('button', { name: 'Apply to 20 agents' }))
  expect(clicks).toBeLessThanOrEqual(8)
  await expect(page.getByRole('heading', { name: `Set ${skill.name} to 2 for 20 agents` })).toBeVisible()
  await expect(page.getByRole('button', { name: '20 applied', exact: true })).toBeVisible()
  await expect(page.getByRole('status').filter({ hasText: 'Done' })).toBeVisible()
  for (const { id } of agents) expect(await levelOf(api, id, skill.id)).toBe(2)
  await expectNoViolations(page, page.getByRole('table', { name: 'Items' }))

  // Somebody changes one of them meanwhile: that one is left alone.
  const [other] = agents
  await api('addAgentSkill', { params: { agent: other?.id ?? 0, id: skill.id }, query: { proficiency: 5 } })
  await page.getByRole('button', { name: 'Undo 20 applied' }).click()
  await expect(page.getByRole('heading', { name: 'Preview', level: 1 })).toBeVisible()
  await page.getByRole('button', { name: 'Apply to 19 agents' }).click()
  await expect(page.getByRole('button', { name: '19 applied', exact: true })).toBeVisible()
  expect(await levelOf(api, agents[1]?.id ?? 0, skill.id)).toBe(3)
  expect(await levelOf(api, other?.id ?? 0, skill.id)).toBe(5)
  await page.getByRole('link', { name: /^bulk change \d+$/ }).click()
  await expect(page.getByRole('main').getByText(/undone by bulk change \d+$/)).toBeVisible()
  await expectNoViolations(page, page.getByRole('heading', { name: `Set ${skill.name} to 2 for 20 agents` }))
})

test('changes pasted agents in several ways at once, leaves out who is unticked, and names unknown login IDs', async ({
  page,
  api,
}) => {
  const { skill, agents } = await skillWith(api, 3, 1)
  const [first, second, third] = agents
  await page.goto('/bulk-changes/new')
  await page
    .getByLabel('Login IDs')
    .fill(`${first?.loginId}, ${second?.loginId}\n${third?.loginId?.toLowerCase()}\nNOBODY-HERE`)
  await addChange(page, 'One level weaker')
  await chooseSkill(page, skill.name)
  await addChange(page, 'Set wrap-up time')
  await page.getByLabel('Wrap-up time in seconds').fill('45')
  await expectNoViolations(page, page.getByRole('heading', { name: 'Change agents' }))
  await page.getByRole('button', { name: 'Preview' }).click()
  await expect(page.getByRole('button', { name: '6 changes', exact: true })).toBeVisible()
  await expect(page.getByRole('region', { name: 'Unknown login IDs' })).toContainText('NOBODY-HERE')
  await expect(page.getByText(`Nobody active would be first in line for ${skill.name}.`)).toBeVisible()
  await page.getByRole('checkbox', { name: `Apply to ${third?.loginId}: ${skill.name} 1 → 2` }).uncheck()
  await expect(page.getByRole('button', { name: '5 changes', exact: true })).toBeVisible()
  await expect(page.getByText(`Nobody active would be first in line for ${skill.name}.`)).toHaveCount(0)
  await page.getByRole('button', { name: 'Apply to 3 agents' }).click()
  await expect(
    page.getByRole('heading', {
      name: `${skill.name} one level weaker and set wrap-up time to 45 seconds for 3 agents`,
    }),
  ).toBeVisible()
  await expect(page.getByRole('button', { name: '5 applied', exact: true })).toBeVisible()
  const row = page.getByRole('row').filter({ hasText: first?.loginId ?? '' })
  await expect(row.first()).toContainText(`${first?.firstName} ${first?.lastName}`)
  await expect(row.getByRole('link', { name: skill.name })).toHaveAttribute('href', `/skills/${skill.id}`)
  expect(await levelOf(api, first?.id ?? 0, skill.id)).toBe(2)
  expect(await levelOf(api, third?.id ?? 0, skill.id)).toBe(1)
  expect((await api('readAgent', { params: { id: third?.id ?? 0 } })).wrapUpTime).toBe(45)

  await page.keyboard.press('Control+z')
  await expect(page.getByRole('heading', { name: 'Preview', level: 1 })).toBeVisible()
  await expect(page.getByRole('button', { name: 'Apply to 3 agents' })).toBeVisible()
})

test('says what failed and why, and tries only that again', async ({ page, api, server }) => {
  const { skill, agents } = await skillWith(api, 2, 3)
  const [first, second] = agents
  await page.goto('/bulk-changes/new')
  await page.getByLabel('Login IDs').fill(agents.map(({ loginId }) => loginId).join('\n'))
  await addChange(page, 'Set a level')
  await chooseSkill(page, skill.name)
  await page.getByRole('radio', { name: '1', exact: true }).check()
  await page.getByRole('button', { name: 'Preview' }).click()
  await expect(page.getByRole('button', { name: '2 changes', exact: true })).toBeVisible()
  const somebody = await apiAs(server, 'superuser')
  await somebody('addAgentSkill', { params: { agent: first?.id ?? 0, id: skill.id }, query: { proficiency: 4 } })
  await page.getByRole('button', { name: 'Apply to 2 agents' }).click()
  await page.getByRole('button', { name: '1 failed', exact: true }).click()
  const row = page.getByRole('row').filter({ hasText: first?.loginId ?? '' })
  await page.setViewportSize({ width: 390, height: 844 })
  const reason = row.getByText(/superuser/)
  await expect(reason).toBeInViewport({ ratio: 1 })
  expect(await reason.evaluate(({ scrollWidth, clientWidth }) => scrollWidth <= clientWidth)).toBe(true)
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390)
  await expectNoViolations(page, page.getByRole('table', { name: 'Items' }))
  await expect(page.getByRole('row').filter({ hasText: second?.loginId ?? '' })).toHaveCount(0)
  await page.getByRole('button', { name: 'Retry 1 failed' }).click()
  await expect(page.getByRole('checkbox', { name: `Apply to ${first?.loginId}: ${skill.name} 4 → 1` })).toBeChecked()
  await page.getByRole('button', { name: 'Apply to 1 agent' }).click()
  await expect(page.getByRole('button', { name: '1 applied', exact: true })).toBeVisible()
  expect(await levelOf(api, first?.id ?? 0, skill.id)).toBe(1)
})

test('unlocks a few selected agents at once', async ({ page, api }) => {
  const lastName = `Locked${Date.now()}`
  const agents = [await createAgent(api, { lastName }), await createAgent(api, { lastName })]
  for (const { loginId } of agents) await lockAgent(api, loginId)
  await page.goto(`/agents?q=${lastName}`)
  for (const { loginId } of agents) await box(page, loginId).check()
  await page.getByRole('region', { name: 'Selection' }).getByRole('button', { name: 'Unlock' }).click()
  await expect(page.getByRole('status').filter({ hasText: '2 agents unlocked' })).toBeVisible()
  for (const { id } of agents) expect((await api('readAgent', { params: { id } })).locked).toBe(false)
})

test('keeps ticks over another search and a reload, ranges with shift, and exceptions from all', async ({
  page,
  api,
}) => {
  const lastName = `Ticked${Date.now()}`
  const agents = []
  for (let i = 0; i < 5; i++) agents.push(await createAgent(api, { lastName }))
  await page.goto(`/agents?q=${lastName}`)
  const boxes = page.getByRole('checkbox', { name: /^Select E2E/ })
  await expect(boxes).toHaveCount(5)
  await boxes.first().check()
  await boxes.nth(3).click({ modifiers: ['Shift'] })
  const bar = page.getByRole('region', { name: 'Selection' })
  await expect(bar.getByRole('status')).toHaveText('4 selected')
  await page.getByRole('searchbox', { name: 'Search agents' }).fill('DEMOAGENT')
  await expect(bar.getByRole('status')).toHaveText('4 selected, 4 not shown')
  await page.reload()
  await expect(bar.getByRole('status')).toHaveText('4 selected, 4 not shown')
  await page.getByRole('searchbox', { name: 'Search agents' }).fill(lastName)
  await bar.getByRole('button', { name: 'Select all 5 that match' }).click()
  await expect(bar.getByRole('status')).toHaveText('5 selected')
  await boxes.nth(2).uncheck()
  await expect(bar.getByRole('status')).toHaveText('4 selected')
  await page.getByRole('searchbox', { name: 'Search agents' }).fill('')
  await expect(bar).toHaveCount(0)
})

test('refuses contradictory, incomplete and empty changes at their place, and loses nothing', async ({ page, api }) => {
  const { skill, agents } = await skillWith(api, 1, 3)
  const pasted = page.getByLabel('Login IDs')
  const preview = page.getByRole('button', { name: 'Preview' })
  const alerts = page.getByRole('main').getByRole('alert')
  await page.goto('/bulk-changes/new')
  await preview.click()
  await expect(alerts).toHaveText(['Paste at least one login ID', 'Add at least one change'])
  await expect(pasted).toBeFocused()
  await pasted.fill(agents[0]?.loginId ?? '')
  await pasted.press('Enter')
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
  await page.evaluate(() => navigator.clipboard.writeText('AGENT\n'.repeat(1_000_000)))
  await pasted.press('ControlOrMeta+V')
  await expect(pasted).toHaveAccessibleDescription(/^Paste at most 100,000 login IDs at once/)
  await page.getByLabel('Reason').fill('Night shift')
  await expect(page.getByLabel('Reason')).toHaveValue('Night shift')
  await page.getByRole('button', { name: 'Remove 1,000,000 pasted' }).click()
  await expect(pasted).toBeFocused()
  await expect(pasted).toHaveValue(`${agents[0]?.loginId}\n`)
  await expect(alerts).toHaveText(['Add at least one change'])
  await addChange(page, 'Set a level')
  const combobox = page.getByRole('combobox', { name: 'Skill' })
  await expect(combobox).toBeFocused()
  await expect(combobox).toHaveAccessibleDescription('')
  // Its open list may lie over the button.
  await combobox.press('Escape')
  await expect(page.getByRole('listbox')).toHaveCount(0)
  await preview.click()
  await expect(combobox).toHaveAccessibleDescription('Choose a skill')
  await expect(combobox).toBeFocused()
  await chooseSkill(page, skill.name)
  await addChange(page, 'Remove a skill')
  const second = page.getByRole('region', { name: 'Change 2' })
  await second.getByRole('combobox', { name: 'Skill' }).fill(skill.name)
  await page.keyboard.press('Enter')
  await expect(second.getByText('Another change is already about this skill')).toBeVisible()
  await addChange(page, 'Copy skills from an agent')
  await expect(alerts).toHaveText([
    'Copy skills from an agent: Copying skills can’t be combined with other changes to skills',
  ])
  await addChange(page, 'Activate')
  await addChange(page, 'Deactivate')
  await expect(alerts).toHaveText(['Deactivate: This conflicts with another change'])
  await expect(page.getByRole('region', { name: /^Change / })).toHaveCount(3)
  await page.getByRole('button', { name: 'Remove change 2' }).click()
  await expect(page.getByRole('button', { name: 'Remove change 2' })).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('button', { name: 'Add change' })).toBeFocused()
  await preview.click()
  await expect(page.getByRole('button', { name: '1 unchanged', exact: true })).toBeVisible()

  // The server names a skill that is gone meanwhile at its field, and the form stays as it is.
  const brief = await createSkill(api)
  await page.goto('/bulk-changes/new')
  await pasted.fill(agents[0]?.loginId ?? '')
  await addChange(page, 'Unlock')
  await addChange(page, 'Give a skill')
  await chooseSkill(page, brief.name)
  await expect(combobox).toHaveValue(brief.name)
  await api('deleteAgentSkill', { params: { id: brief.id } })
  await preview.click()
  await expect(combobox).toHaveAccessibleDescription('This skill no longer exists')
  await expect(combobox).toBeFocused()
  await expect(pasted).toHaveValue(agents[0]?.loginId ?? '')
})

test('goes back from a preview to the form and its ticks as they were, and begins empty otherwise', async ({
  page,
  api,
}) => {
  const { skill, agents } = await skillWith(api, 2, 3)
  await page.goto(`/agents?skill=${skill.id}:3`)
  await page.getByRole('checkbox', { name: 'Select all 2 that match' }).click()
  await page.getByRole('region', { name: 'Selection' }).getByRole('button', { name: 'Change…' }).click()
  const words = page.getByRole('list', { name: 'Agents that match' })
  await expect(words).toHaveText(`Skill: ${skill.name} 3`)
  await page.reload()
  await expect(page.getByRole('radio', { name: 'All 2 agents that match' })).toBeChecked()
  await addChange(page, 'Set a level')
  await chooseSkill(page, skill.name)
  await page.getByRole('radio', { name: '1', exact: true }).check()
  await page.getByLabel('Reason').fill('Night shift')
  await page.getByRole('button', { name: 'Preview' }).click()
  await expect(words).toHaveText(`Skill: ${skill.name} 3`)
  const tick = page.getByRole('checkbox', { name: `Apply to ${agents[0]?.loginId}: ${skill.name} 3 → 1` })
  await tick.uncheck()
  await expect(page.getByRole('button', { name: 'Apply to 1 agent', exact: true })).toBeVisible()
  const address = page.url()
  await page.reload()
  for (const back of [() => page.getByRole('button', { name: 'Back' }).click(), () => page.goBack()]) {
    await back()
    await expect(page.getByRole('radio', { name: 'All 2 agents that match' })).toBeChecked()
    await expect(page.getByRole('combobox', { name: 'Skill' })).toHaveValue(skill.name)
    await expect(page.getByRole('combobox', { name: 'Skill' })).not.toBeFocused()
    await expect(page.getByRole('radio', { name: '1', exact: true })).toBeChecked()
    await expect(page.getByLabel('Reason')).toHaveValue('Night shift')
    await page.getByRole('button', { name: 'Preview' }).click()
    await expect(tick).not.toBeChecked()
    expect(page.url()).toBe(address)
  }
  // Another level is another preview, of the same rows.
  await page.getByRole('button', { name: 'Back' }).click()
  await page.getByRole('radio', { name: '2', exact: true }).check()
  await page.getByRole('button', { name: 'Preview' }).click()
  const rowOf = (loginId = '') => page.getByRole('checkbox', { name: `Apply to ${loginId}: ${skill.name} 3 → 2` })
  await expect(rowOf(agents[1]?.loginId)).toBeChecked()
  await expect(rowOf(agents[0]?.loginId)).not.toBeChecked()
  await expect(page.getByText('Rows that you unticked before you went back are still unticked.')).toBeVisible()
  await page.goto('/bulk-changes/new')
  await expect(page.getByLabel('Login IDs')).toHaveValue('')
  await expect(page.getByRole('radio', { name: /that match/ })).toHaveCount(0)
})

test('selects on a skill’s and a service’s page as in the list, and hands over the question', async ({ page, api }) => {
  const { skill, agents } = await skillWith(api, 3, 2)
  const bar = page.getByRole('region', { name: 'Selection' })
  const words = page.getByRole('list', { name: 'Agents that match' })
  await page.goto(`/skills/${skill.id}`)
  await box(page, agents[0]?.loginId ?? '').check()
  await expect(bar.getByRole('status')).toHaveText('1 selected')
  await page.getByRole('checkbox', { name: 'Select all 3 that match' }).click()
  await expect(bar.getByRole('status')).toHaveText('3 selected')
  await box(page, agents[2]?.loginId ?? '').uncheck()
  await bar.getByRole('button', { name: 'Change…' }).click()
  await expect(words.getByRole('listitem')).toHaveText([`Skill: ${skill.name}`, '1 exception'])
  await addChange(page, 'Add a service')
  await page.getByRole('combobox', { name: 'Service' }).fill('17798')
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: 'Preview' }).click()
  await page.getByRole('button', { name: 'Apply to 2 agents' }).click()
  await expect(page.getByRole('button', { name: '2 applied', exact: true })).toBeVisible()

  const { assignedService } = await api('readAgent', { params: { id: agents[0]?.id ?? 0 } })
  const [service] = assignedService
  await page.goto(`/services/${service?.id}?q=${agents[0]?.loginId}`)
  await page.getByRole('checkbox', { name: 'Select all 1 that match' }).click()
  await bar.getByRole('button', { name: 'Change…' }).click()
  await expect(words.getByRole('listitem')).toHaveText([`Search: ${agents[0]?.loginId}`, 'Service: Card Activation'])
})

test('makes every kind of change in the page, and asks for the number where many are deactivated', async ({
  page,
  api,
}) => {
  const [given, set, stronger, weaker, removed] = await Promise.all(Array.from({ length: 5 }, () => createSkill(api)))
  if (!given || !set || !stronger || !weaker || !removed) throw new Error('there are five skills')
  const { service } = await api('listServices', { query: { offset: 0, count: 50 } })
  const [added, taken] = service.filter(({ acdFeatureCode }) => acdFeatureCode !== null)
  if (!added || !taken) throw new Error('there are two services')
  const held = [set, stronger, weaker, removed].map(({ id }) => ({ id, proficiency: 3 }))
  const model = await createAgent(api, { assignedAgentSkill: [{ id: given.id, proficiency: 2 }] })
  const agents = []
  for (let i = 0; i < 11; i++)
    agents.push(
      await createAgent(api, { assignedAgentSkill: held, assignedService: [{ id: taken.serviceId }], wrapUpTime: 5 }),
    )
  const [first] = agents
  if (!first) throw new Error('there are eleven agents')
  await lockAgent(api, first.loginId)

  const last = () => page.getByRole('region', { name: /^Change / }).last()
  const withSkill = async (what: string, name: string) => {
    await addChange(page, what)
    await last().getByRole('combobox', { name: 'Skill' }).fill(name)
    await page.keyboard.press('Enter')
  }
  const withService = async (what: string, { serviceId, name }: { serviceId: number; name: string }) => {
    await addChange(page, what)
    await last().getByRole('combobox', { name: 'Service' }).fill(name)
    await page
      .getByRole('option', { name: new RegExp(String(serviceId) + '|' + name) })
      .first()
      .click()
  }
  const begin = async (names: readonly string[]) => {
    await page.goto('/bulk-changes/new')
    await page.getByLabel('Login IDs').fill(names.join('\n'))
  }
  const apply = async (counted: string) => {
    await page.getByRole('button', { name: /^Apply to / }).click()
    await expect(page.getByRole('button', { name: counted, exact: true })).toBeVisible()
  }

  await begin([first.loginId])
  await withSkill('Give a skill', given.name)
  await last().getByRole('radio', { name: '4' }).check()
  await withSkill('Set a level', set.name)
  await last().getByRole('radio', { name: '5' }).check()
  await withSkill('One level stronger', stronger.name)
  await withSkill('One level weaker', weaker.name)
  await withSkill('Remove a skill', removed.name)
  await withService('Add a service', added)
  await withService('Remove a service', taken)
  await addChange(page, 'Unlock')
  await addChange(page, 'Set wrap-up time')
  await last().getByRole('radio', { name: 'Unlimited' }).check()
  await page.getByRole('button', { name: 'Preview' }).click()
  await apply('9 applied')
  await expect(page.getByRole('list', { name: 'Changes' }).getByRole('listitem')).toHaveText([
    `Give ${given.name} at 4`,
    `Set ${set.name} to 5`,
    `${stronger.name} one level stronger`,
    `${weaker.name} one level weaker`,
    `Remove ${removed.name}`,
    `Add ${added.name}`,
    `Remove ${taken.name}`,
    'Unlock',
    'Set wrap-up time to unlimited',
  ])
  const changed = await api('readAgent', { params: { id: first.id } })
  expect(changed).toMatchObject({ locked: false, wrapUpTime: -1, assignedService: [{ id: added.serviceId }] })
  expect(changed.assignedAgentSkill.toSorted((a, b) => a.id - b.id)).toEqual(
    [
      { id: given.id, proficiency: 4 },
      { id: set.id, proficiency: 5 },
      { id: stronger.id, proficiency: 2 },
      { id: weaker.id, proficiency: 4 },
    ].toSorted((a, b) => a.id - b.id),
  )

  await begin(agents.map(({ loginId }) => loginId))
  await addChange(page, 'Deactivate')
  await page.getByRole('button', { name: 'Preview' }).click()
  await page.getByRole('button', { name: 'Apply to 11 agents' }).click()
  await expect(page.getByRole('main').getByRole('alert')).toHaveText(/^Type the number of agents .*: 11$/)
  await page.getByLabel('Number of agents').fill('11')
  await apply('11 applied')

  await begin([first.loginId])
  await addChange(page, 'Activate')
  await addChange(page, 'Copy skills from an agent')
  await last().getByRole('combobox', { name: 'Agent' }).fill(model.loginId)
  await page.getByRole('option', { name: new RegExp(model.loginId) }).click()
  await last().getByRole('checkbox', { name: 'Exactly' }).check()
  await page.getByRole('button', { name: 'Preview' }).click()
  await expect(
    page.getByRole('checkbox', { name: `Apply to ${first.loginId}: ${given.name} 4 → 2`, exact: true }),
  ).toBeChecked()
  await apply('5 applied')
  expect(await api('readAgent', { params: { id: first.id } })).toMatchObject({
    active: true,
    assignedAgentSkill: [{ id: given.id, proficiency: 2 }],
  })
})

test('runs on without its tab, is stopped from another, and says so wherever one is', async ({
  page,
  api,
  context,
}) => {
  const skills = await Promise.all(Array.from({ length: 5 }, () => createSkill(api)))
  await page.goto('/agents')
  await page.getByRole('checkbox', { name: /^Select all .* that match$/ }).click()
  await page.getByRole('region', { name: 'Selection' }).getByRole('button', { name: 'Change…' }).click()
  for (const [index, { name }] of skills.entries()) {
    await addChange(page, 'Give a skill')
    await page
      .getByRole('region', { name: `Change ${index + 1}` })
      .getByRole('combobox', { name: 'Skill' })
      .fill(name)
    await page.keyboard.press('Enter')
  }
  await page.getByRole('button', { name: 'Preview' }).click()
  await page.getByRole('button', { name: /^Apply to [\d,]+ agents$/ }).click()
  const running = page.getByRole('status').filter({ hasText: /^Running/ })
  await expect(running).toBeVisible()
  const progress = page.getByRole('progressbar', { name: 'Progress' })
  await expectNoViolations(page, progress)
  const address = page.url()
  await page.getByRole('navigation').getByRole('link', { name: 'Skills' }).click()
  await expect(page.getByRole('heading', { name: 'Skills' })).toBeVisible()

  const other = await context.newPage()
  await other.goto(address)
  await expect(other.getByRole('status').filter({ hasText: /^Running/ })).toBeVisible()
  await other.getByRole('button', { name: 'Stop' }).click()
  await expect(other.getByRole('status').filter({ hasText: 'Stopped' })).toBeVisible()
  await expectNoViolations(other, other.getByRole('button', { name: /not started$/ }))
  await expect(page.getByRole('status').filter({ hasText: /applied, .* not started/ })).toBeVisible()
})

test('is planned and applied by keyboard alone', async ({ page, api }) => {
  const { skill, agents } = await skillWith(api, 1, 3)
  const [agent] = agents
  await page.goto('/bulk-changes/new')
  await tabTo(page, page.getByLabel('Login IDs'))
  await page.keyboard.type(agent?.loginId ?? '')
  await tabTo(page, page.getByRole('button', { name: 'Add change' }))
  await page.keyboard.press('Enter')
  await page.keyboard.press('ArrowDown')
  await expect(page.getByRole('menuitem', { name: 'Set a level' })).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('combobox', { name: 'Skill' })).toBeFocused()
  await page.keyboard.type(skill.name)
  await page.keyboard.press('Enter')
  await tabTo(page, page.getByRole('radio', { name: '3', exact: true }))
  await page.keyboard.press('ArrowLeft')
  await tabTo(page, page.getByRole('button', { name: 'Preview' }))
  await page.keyboard.press('Enter')
  const box = page.getByRole('checkbox', { name: `Apply to ${agent?.loginId}: ${skill.name} 3 → 2` })
  await tabTo(page, box)
  await page.keyboard.press('Space')
  await expect(box).not.toBeChecked()
  await page.keyboard.press('Space')
  await expect(box).toBeChecked()
  await page.getByRole('heading', { name: 'Preview', level: 1 }).click()
  await tabTo(page, page.getByRole('button', { name: 'Apply to 1 agent' }))
  await page.keyboard.press('Enter')
  await expect(page.getByRole('button', { name: '1 applied', exact: true })).toBeVisible()
  expect(await levelOf(api, agent?.id ?? 0, skill.id)).toBe(2)
})

test.describe('a Manager without the power', () => {
  test.use({ signedInAs: 'teamlead' })

  test('sees bulk changes, and reads why they can’t be made', async ({ page }) => {
    await page.goto('/bulk-changes/new')
    const preview = page.getByRole('button', { name: 'Preview' })
    await expect(preview).toBeDisabled()
    await expect(preview).toHaveAccessibleDescription(/Administer Agents/)
    await page.goto('/bulk-changes')
    await expect(page.getByRole('heading', { name: 'Bulk changes' })).toBeVisible()
  })
})
