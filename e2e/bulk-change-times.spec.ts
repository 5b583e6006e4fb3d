import type { Page } from '@playwright/test'
import { expectNoViolations } from './axe.ts'
import { expect, test, type Api } from './fixtures.ts'
import { createAgent, createSkill, levelOf } from './helpers.ts'

test.use({ timezoneId: 'America/New_York' })

/** A moment so many hours from now, as a field has it on the clock of the browser. */
const inHours = (page: Page, hours: number) =>
  page.evaluate(
    (ms) => {
      const date = new Date(Date.now() + ms)
      date.setMinutes(date.getMinutes() - date.getTimezoneOffset())
      return date.toISOString().slice(0, 16)
    },
    hours * 60 * 60 * 1000,
  )

const times = (page: Page, name: 'Start' | 'Take back') => page.getByRole('radiogroup', { name, exact: true })

/** Opens the form for one agent who holds a new skill at 3: it is to be 1. */
async function openForm(page: Page, api: Api) {
  const skill = await createSkill(api)
  const agent = await createAgent(api, { assignedAgentSkill: [{ id: skill.id, proficiency: 3 }] })
  await page.goto('/bulk-changes/new')
  await page.getByLabel('Login IDs').fill(agent.loginId)
  await page.getByRole('button', { name: 'Add change' }).click()
  await page.getByRole('menuitem', { name: 'Set a level' }).click()
  await page.getByRole('combobox', { name: 'Skill' }).fill(skill.name)
  await page.keyboard.press('Enter')
  await page.getByRole('radio', { name: '1', exact: true }).check()
  return { skill, agent }
}

test('schedules a bulk change, says so, and stops it; wrong times are named at their fields', async ({ page, api }) => {
  const { skill, agent } = await openForm(page, api)
  await times(page, 'Start').getByRole('radio', { name: 'At' }).check()
  await times(page, 'Take back').getByRole('radio', { name: 'At' }).check()
  await page.getByRole('button', { name: 'Preview' }).click()
  await expect(page.getByText('Choose a date and a time')).toHaveCount(2)
  await expect(page.getByLabel('Start at')).toBeFocused()
  await expectNoViolations(page, page.getByRole('heading', { name: 'Change agents' }))
  const tomorrow = await inHours(page, 24)
  await page.getByLabel('Start at').fill(tomorrow)
  await page.getByLabel('Take back at').fill(tomorrow)
  await expect(page.getByLabel('Take back at')).toHaveAccessibleDescription(/Choose a time after the start$/)
  await page.getByLabel('Start at').fill(await inHours(page, -24))
  await expect(page.getByLabel('Start at')).toHaveAccessibleDescription(/Choose a time in the future$/)

  await page.getByLabel('Start at').fill(await inHours(page, 12))
  await page.getByRole('button', { name: 'Preview' }).click()
  await expect(page.getByRole('heading', { name: 'Preview', level: 1 })).toBeVisible()
  await expect(page.getByText(/^Starts .* · will be taken back /)).toBeVisible()
  await page.getByRole('button', { name: 'Apply to 1 agent' }).click()
  await expect(
    page.getByRole('status').filter({ hasText: /^Scheduled · starts .* · will be taken back/ }),
  ).toBeVisible()
  await expectNoViolations(page, page.getByRole('table', { name: 'Items' }))

  await page.getByRole('link', { name: 'Bulk changes' }).first().click()
  await page.getByLabel('Show').selectOption('Scheduled')
  const row = page.getByRole('row').filter({ hasText: skill.name })
  await expect(row).toContainText('Scheduled')
  await row.getByRole('link').click()
  await page.getByRole('button', { name: 'Stop' }).click()
  await expect(page.getByRole('status').filter({ hasText: 'Stopped' })).toBeVisible()
  await expect(page.getByRole('button', { name: '1 not started', exact: true })).toBeVisible()
  expect(await levelOf(api, agent.id, skill.id)).toBe(3)
})

test('shows on the agent until when a level is temporary, ends it at once, and keeps another', async ({
  page,
  api,
}) => {
  const apply = async () => {
    await times(page, 'Take back').getByRole('radio', { name: 'At' }).check()
    await page.getByLabel('Take back at').fill(await inHours(page, 5))
    await page.getByRole('button', { name: 'Preview' }).click()
    await page.getByRole('button', { name: 'Apply to 1 agent' }).click()
    await expect(page.getByRole('button', { name: '1 applied', exact: true })).toBeVisible()
  }
  const { skill, agent } = await openForm(page, api)
  await apply()
  const address = page.url()
  await page.goto(`/agents/${agent.id}`)
  const until = page.getByRole('region', { name: 'Skills' }).getByRole('link', { name: /^until / })
  await expect(until).toBeVisible()
  await expectNoViolations(page, until)
  await until.click()
  await expect(page).toHaveURL(address)
  await page.getByRole('button', { name: 'End now' }).click()
  await expect(page.getByRole('heading', { name: `Undo: Set ${skill.name} to 1 for 1 agent` })).toBeVisible()
  await expect(page.getByRole('status').filter({ hasText: 'Done' })).toBeVisible()
  expect(await levelOf(api, agent.id, skill.id)).toBe(3)
  await page.goto(`/agents/${agent.id}`)
  await expect(page.getByRole('slider', { name: `${skill.name} proficiency` })).toBeVisible()
  await expect(until).toHaveCount(0)

  const kept = await openForm(page, api)
  await apply()
  await page.getByRole('button', { name: 'Keep' }).click()
  await expect(page.getByRole('status').filter({ hasText: /^Done.* · kept$/ })).toBeVisible()
  await expect(page.getByRole('button', { name: 'End now' })).toHaveCount(0)
  expect(await levelOf(api, kept.agent.id, kept.skill.id)).toBe(1)
})
