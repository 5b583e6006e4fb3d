import type { Page } from '@playwright/test'
import { expect, test } from './fixtures.ts'
import { createAgent } from './helpers.ts'

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
    await expect(page.getByRole('row', { name: /SPANISH/ })).toBeVisible()
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
    await expect(page.getByRole('radio', { name: 'Dark' })).toBeChecked()

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
    await expect(palette(page).getByRole('status')).toContainText('Nothing matches “qzxw”')
  })

  test.describe('of who may not create', () => {
    test.use({ signedInAs: 'teamlead' })

    test('shows why not, and does not do it', async ({ page }) => {
      await page.goto('/agents')
      await expect(page.getByText(/teamlead ·/)).toBeAttached()
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

test('the palette opens with a button too, on a narrow screen', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 })
  await page.goto('/skills')
  await page.getByRole('button', { name: 'Command palette' }).click()
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
  await page.getByRole('link', { name: 'Skills' }).click()
  await expect(page.getByRole('row', { name: /SPANISH/ })).toBeVisible()
  await page.keyboard.press('/')
  await expect(page).toHaveURL('/agents')
  await expect(search(page)).toBeFocused()
})

test('“?” lists the keys, but not while one types', async ({ page }) => {
  await page.goto('/skills')
  await expect(page.getByRole('row', { name: /SPANISH/ })).toBeVisible()
  await page.keyboard.press('?')
  const keys = page.getByRole('dialog', { name: 'Keyboard shortcuts' })
  await expect(keys).toContainText('Search agents')
  await page.keyboard.press('Escape')
  await expect(keys).toHaveCount(0)
  await page.getByRole('button', { name: 'New skill' }).click()
  const name = page.getByRole('dialog', { name: 'New skill' }).getByLabel('Name')
  await name.press('?')
  await name.press('/')
  await expect(name).toHaveValue('?/')
  await expect(keys).toHaveCount(0)
})
