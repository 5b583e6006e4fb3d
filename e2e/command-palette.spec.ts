import type { Page } from '@playwright/test'
import { expectNoViolations } from './axe.ts'
import { expect, test } from './fixtures.ts'
import { createAgent, lockAgent, skillRow, accountOf } from './helpers.ts'

const palette = (page: Page) => page.getByRole('dialog', { name: 'Command palette' })
const field = (page: Page) => palette(page).getByRole('combobox', { name: 'Search agents, skills and actions' })
const search = (page: Page) => page.getByRole('searchbox', { name: 'Search agents' })

async function openPalette(page: Page) {
  // The one before is gone only when the page that it led to is there.
  await expect(palette(page)).toHaveCount(0)
  await page.keyboard.press('Control+k')
  await expect(field(page)).toBeFocused()
}

test.describe('the command palette, by keyboard alone', () => {
  test('finds an agent by login ID and by last name', async ({ page, api }) => {
    const agent = await createAgent(api, { firstName: 'Barbara', lastName: 'Liskov' })
    await page.goto('/skills')
    await expect(skillRow(page, 'SPANISH')).toBeVisible()
    await openPalette(page)
    await page.keyboard.type(agent.loginId.toLowerCase())
    await expect(palette(page).getByRole('option', { name: `${agent.loginId} Barbara Liskov` })).toHaveAttribute(
      'aria-selected',
      'true',
    )
    await page.keyboard.press('Enter')
    await expect(page.getByRole('heading', { name: 'Barbara Liskov' })).toBeVisible()
    await expect(palette(page)).toHaveCount(0)

    await openPalette(page)
    await page.keyboard.type('iskov')
    await palette(page).getByRole('option', { name: agent.loginId }).waitFor()
    await page.keyboard.press('Escape')
    await expect(palette(page)).toHaveCount(0)
  })

  test('waits for who types faster than it finds', async ({ page, api }) => {
    const agent = await createAgent(api, { firstName: 'Frances', lastName: 'Allen' })
    await page.goto('/agents')
    await expect(page.getByRole('heading', { name: /^Agents/ })).toBeVisible()
    await openPalette(page)
    await page.keyboard.type(agent.loginId)
    await page.keyboard.press('Enter')
    await expect(page).toHaveURL(`/agents/${agent.id}`)
  })

  test('finds a skill', async ({ page }) => {
    await page.goto('/agents')
    await expect(page.getByRole('heading', { name: /^Agents/ })).toBeVisible()
    await openPalette(page)
    await page.keyboard.type('spani')
    await expect(palette(page).getByRole('option', { name: 'SPANISH 8945' })).toBeVisible()
    await page.keyboard.press('Enter')
    await expect(page).toHaveURL('/skills/8945')
  })

  test('opens what is about one’s own account', async ({ page }) => {
    await page.goto('/agents')
    await expect(page.getByRole('heading', { name: /^Agents/ })).toBeVisible()
    for (const name of ['Change password', 'My sessions', 'Keyboard shortcuts']) {
      await openPalette(page)
      await page.keyboard.type(name)
      await page.keyboard.press('Enter')
      await expect(page.getByRole('dialog', { name })).toBeVisible()
      await page.keyboard.press('Escape')
      await expect(page.getByRole('dialog')).toHaveCount(0)
    }
  })

  test('goes to a page, changes the colors, and signs out', async ({ page }) => {
    await page.goto('/agents')
    await expect(page.getByRole('heading', { name: /^Agents/ })).toBeVisible()
    await openPalette(page)
    // From the first to the second.
    await page.keyboard.press('ArrowDown')
    await expect(palette(page).getByRole('option', { name: 'Go to Skills' })).toHaveAttribute('aria-selected', 'true')
    await page.keyboard.press('Enter')
    await expect(page).toHaveURL('/skills')

    await openPalette(page)
    await page.keyboard.type('dark')
    await page.keyboard.press('Enter')
    await expect(page.locator('html')).toHaveAttribute('data-color-scheme', 'dark')
    await expect(page.locator('html')).toHaveAttribute('data-color-scheme', 'dark')

    await openPalette(page)
    await page.keyboard.type('sign out')
    await page.keyboard.press('Enter')
    await expect(page).toHaveURL(/\/sign-in/)
  })

  test('leads to the page with the focus, but takes it from nobody who opens it again at once', async ({ page }) => {
    const goTo = async (name: string) => {
      await page.keyboard.type(`go to ${name}`)
      await page.keyboard.press('Enter')
      await expect(page.locator('h1').filter({ hasText: name })).toBeAttached()
    }
    await page.goto('/agents')
    await expect(page.getByRole('heading', { name: /^Agents/ })).toBeVisible()
    await openPalette(page)
    await goTo('Skills')
    await expect(page.getByRole('main')).toBeFocused()

    await openPalette(page)
    // Faster than any hand: in the moment in which it is gone.
    await page.evaluate(() => {
      new MutationObserver((_, observer) => {
        if (document.querySelector('[role=dialog]')) return
        observer.disconnect()
        document.body.dispatchEvent(new KeyboardEvent('keydown', { key: 'k', ctrlKey: true, bubbles: true }))
      }).observe(document.body, { childList: true })
    })
    await goTo('History')
    // The new one, not the one that is about to go.
    await expect(field(page)).toHaveValue('')
    await expect(field(page)).toBeFocused()
    await page.keyboard.type('dark')
    await expect(field(page)).toHaveValue('dark')
    await expect(field(page)).toBeFocused()
  })

  test('makes a new skill from any page', async ({ page, api }) => {
    await page.goto('/agents')
    await expect(page.getByRole('heading', { name: /^Agents/ })).toBeVisible()
    await openPalette(page)
    await page.keyboard.type('new sk')
    await page.keyboard.press('Enter')
    const dialog = page.getByRole('dialog', { name: 'New skill' })
    await expect(dialog.getByLabel('Name')).toBeFocused()
    const name = `OCCITAN ${Date.now()}`
    await page.keyboard.type(name)
    await page.keyboard.press('Enter')
    await expect(page.getByText(`${name} created`)).toBeVisible()
    const { agentSkill } = await api('listAgentSkills', { query: { count: 1000, offset: 0 } })
    expect(agentSkill.map((skill) => skill.name)).toContain(name)
  })

  test('says when nothing matches', async ({ page }) => {
    await page.goto('/agents')
    await expect(page.getByRole('heading', { name: /^Agents/ })).toBeVisible()
    await openPalette(page)
    await page.keyboard.type('qzxw')
    await expect(palette(page).getByRole('status')).toContainText('No matches for “qzxw”')
  })

  test.describe('of who may not create', () => {
    test.use({ signedInAs: 'teamlead' })

    test('shows why not, and does not do it', async ({ page }) => {
      await page.goto('/agents')
      await expect(accountOf(page, 'teamlead')).toBeAttached()
      await openPalette(page)
      await page.keyboard.type('new skill')
      const option = palette(page).getByRole('option', { name: /New skill/ })
      await expect(option).toHaveAttribute('aria-disabled', 'true')
      await expect(option).toContainText('Administer Agents')
      await page.keyboard.press('Enter')
      await expect(palette(page)).toBeVisible()
    })
  })
})

test('takes every key from the first press on, on a page that has just opened', async ({ page }) => {
  await page.goto('/agents', { waitUntil: 'commit' })
  await page.getByRole('button', { name: 'Search…' }).waitFor()
  await page.keyboard.press('Control+k')
  await page.keyboard.type('aabubakar22')
  await expect(field(page)).toHaveValue('aabubakar22')
})

test('finds an agent by first name and by a part of the phone, and marks who is locked', async ({ page, api }) => {
  const agent = await createAgent(api, { firstName: 'Radia', lastName: 'Perlman', phone: '5559081726' })
  await lockAgent(api, agent.loginId)
  await page.goto('/agents')
  await expect(page.getByRole('heading', { name: /^Agents/ })).toBeVisible()
  await openPalette(page)
  for (const text of ['radia perl', 'perlman radia', '908172']) {
    await field(page).fill(text)
    const option = palette(page).getByRole('option', { name: `${agent.loginId} locked Radia Perlman` })
    await expect(option).toBeVisible()
    await field(page).fill('')
  }
  await field(page).fill('radia perl')
  await expectNoViolations(page, palette(page).getByRole('option', { name: /locked/ }))
})

test('says how many agents match beyond those shown, and leads to them', async ({ page, api }) => {
  const lastName = `Many${Date.now()}`
  for (let i = 0; i < 8; i++) await createAgent(api, { lastName })
  await page.goto('/agents')
  await expect(page.getByRole('heading', { name: /^Agents/ })).toBeVisible()
  await openPalette(page)
  await page.keyboard.type(lastName)
  await palette(page).getByRole('option', { name: 'Show all 8 in Agents' }).click()
  await expect(page).toHaveURL(`/agents?q=${lastName}`)
  await expect(page.getByRole('table', { name: 'Agents' }).getByRole('link')).toHaveCount(8)
})

test('finds services and call centers, which lead to their agents', async ({ page, api }) => {
  const { service } = await api('listServices', { query: { count: 1000, offset: 0 } })
  const { callCenter } = await api('listCallCenters', { query: { count: 1000, offset: 0 } })
  const name = service.find(({ serviceId }) => serviceId === 17885)?.name ?? ''
  const center = callCenter[0]?.name ?? ''
  await page.goto('/skills')
  await expect(skillRow(page, 'SPANISH')).toBeVisible()
  await openPalette(page)
  await page.keyboard.type('17885')
  await palette(page)
    .getByRole('group', { name: 'Services' })
    .getByRole('option', { name: `${name} 17885` })
    .click()
  await expect(page).toHaveURL('/services/17885')

  await openPalette(page)
  await page.keyboard.type(center)
  await palette(page).getByRole('group', { name: 'Call centers' }).getByRole('option', { name: center }).click()
  await expect(page).toHaveURL(`/agents?callCenter=${callCenter[0]?.callCenterId}`)
})

test.describe('of who administers users', () => {
  test.use({ signedInAs: 'sysadmin' })

  test('finds users', async ({ page }) => {
    await page.goto('/skills')
    await expect(skillRow(page, 'SPANISH')).toBeVisible()
    await openPalette(page)
    await page.keyboard.type('teaml')
    await palette(page)
      .getByRole('group', { name: 'Users' })
      .getByRole('option', { name: /^teamlead/ })
      .click()
    await expect(page).toHaveURL('/settings/users')
  })
})

test('shows the agents opened last when nothing is typed, and acts on the one that is open', async ({ page, api }) => {
  const [first, second] = [
    await createAgent(api, { firstName: 'Grace', lastName: 'Hopper' }),
    await createAgent(api, { firstName: 'Mary', lastName: 'Jackson' }),
  ]
  await lockAgent(api, second.loginId)
  for (const { id, firstName } of [first, second]) {
    await page.goto(`/agents/${id}`)
    await expect(page.getByRole('heading', { name: firstName })).toBeVisible()
  }
  await openPalette(page)
  const recent = palette(page).getByRole('group', { name: 'Recent' })
  await expect(recent.getByRole('option')).toHaveText([new RegExp(second.loginId), new RegExp(first.loginId)])
  await expectNoViolations(page, recent)
  await expect(palette(page).getByRole('group', { name: 'On this page' }).getByRole('option')).toHaveText([
    /^Unlock/,
    /^Edit details/,
    /^Set password/,
    /^Duplicate/,
    /^Add skill/,
  ])
  await page.keyboard.type('unlock')
  await page.keyboard.press('Enter')
  await expect(page.getByText(`${second.loginId} unlocked`)).toBeVisible()
  await openPalette(page)
  await expect(palette(page).getByRole('option', { name: /^Unlock/ })).toHaveCount(0)
  await page.keyboard.type('set pass')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('dialog').getByLabel('Password')).toBeVisible()
  await page.keyboard.press('Escape')
  await openPalette(page)
  await page.keyboard.type('dupl')
  await page.keyboard.press('Enter')
  await expect(page.getByLabel('Login ID')).toBeFocused()

  await openPalette(page)
  await expect(palette(page).getByRole('group', { name: 'On this page' })).toHaveCount(0)
  await recent.getByRole('option', { name: first.loginId }).click()
  await expect(page.getByRole('heading', { name: 'Grace Hopper' })).toBeVisible()
})

test('the palette opens with a button too, on a narrow screen', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 })
  await page.goto('/skills')
  await page.getByRole('button', { name: 'Search…' }).click()
  await palette(page).getByRole('option', { name: 'Go to Agents' }).click()
  await expect(page).toHaveURL('/agents')
})

test('“/” leads to the search from every page, and is a letter while one types', async ({ page }) => {
  await page.goto('/agents')
  await expect(page.getByRole('heading', { name: /^Agents/ })).toBeVisible()
  await page.keyboard.press('/')
  await expect(search(page)).toBeFocused()
  await expect(search(page)).toHaveValue('')
  await page.keyboard.type('a/b?')
  await expect(search(page)).toHaveValue('a/b?')
  await page.getByRole('link', { name: 'Services' }).click()
  await expect(page.getByRole('link', { name: 'Card Activation' })).toBeVisible()
  await page.keyboard.press('/')
  await expect(page).toHaveURL('/agents')
  await expect(search(page)).toBeFocused()
  // A page with a search of its own keeps the key.
  for (const [path, own] of [
    ['/skills', page.getByRole('searchbox', { name: 'Search skills' })],
    ['/skills/8945', page.getByRole('searchbox', { name: 'Search these agents' })],
    ['/services/17885', page.getByRole('searchbox', { name: 'Search these agents' })],
    ['/history', page.getByRole('combobox', { name: 'Agent', exact: true })],
  ] as const) {
    await page.goto(path)
    await expect(own).toBeVisible()
    await page.keyboard.press('/')
    await expect(own).toBeFocused()
    await expect(page).toHaveURL(path)
  }
})

test('“?” lists the keys, but not while one types', async ({ page }) => {
  await page.goto('/skills')
  await expect(skillRow(page, 'SPANISH')).toBeVisible()
  await page.keyboard.press('?')
  const keys = page.getByRole('dialog', { name: 'Keyboard shortcuts' })
  await expect(keys).toContainText('Search this page, or agents')
  await expect(keys).toContainText('Undo your last change')
  await page.keyboard.press('Escape')
  await expect(keys).toHaveCount(0)
  await page.getByRole('button', { name: 'New skill' }).click()
  const name = page.getByRole('dialog', { name: 'New skill' }).getByLabel('Name')
  await name.press('?')
  await name.press('/')
  await expect(name).toHaveValue('?/')
  await expect(keys).toHaveCount(0)
})
