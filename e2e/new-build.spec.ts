import { cp, mkdtemp, readdir, rename, rm, symlink } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { test as base, expect, signedIn } from './fixtures.ts'
import { skillRow } from './helpers.ts'
import { startServer } from './server.ts'

interface Fixtures {
  /** A server of this test alone. */
  copy: { address: string; folder: string }
  /** Takes away, or brings back, a built file by the part of its name before the hash. */
  build: { remove: (name: string) => Promise<void>; restore: (name: string) => Promise<void> }
}

const test = base.extend<Fixtures>({
  // oxlint-disable-next-line no-empty-pattern -- Playwright reads what a fixture depends on from it
  copy: async ({}, provide) => {
    const folder = await mkdtemp(join(tmpdir(), 'agent-console-e2e-'))
    for (const part of ['package.json', 'dist', 'dist-server']) await cp(part, join(folder, part), { recursive: true })
    await symlink(resolve('node_modules'), join(folder, 'node_modules'))
    const { address, stop } = await startServer({ DATA_DIR: join(folder, 'data'), DEMO_AGENTS: '50' }, folder)
    await provide({ address, folder })
    await stop()
    await rm(folder, { recursive: true })
  },

  baseURL: ({ copy }, provide) => provide(copy.address),

  storageState: async ({ copy, playwright }, provide) => provide(await signedIn(playwright, copy.address, 'manager')),

  build: async ({ copy }, provide) => {
    const assets = join(copy.folder, 'dist/assets')
    const move = async (name: string, from: string, to: string) => {
      const files = (await readdir(assets)).filter((file) => file.startsWith(from + name))
      expect(files, `files of ${name}`).not.toEqual([])
      for (const file of files) await rename(join(assets, file), join(assets, to + file.slice(from.length)))
    }
    await provide({
      remove: (name) => move(`${name}-`, '', 'gone-'),
      restore: (name) => move(`${name}-`, 'gone-', ''),
    })
  },
})

test('a dialog or a page that a newer build has taken away asks to reload, and the rest works on until then', async ({
  page,
  build,
}) => {
  await page.goto('/skills')
  await expect(skillRow(page, 'SPANISH')).toBeVisible()
  await build.remove('NewSkillDialog')
  await page.getByRole('button', { name: 'New skill' }).click()
  const dialog = page.getByRole('dialog', { name: 'Reload to continue' })
  await expect(dialog).toContainText('was updated')
  await dialog.getByRole('button', { name: 'Not now' }).click()
  await expect(dialog).toHaveCount(0)
  await expect(skillRow(page, 'SPANISH')).toBeVisible()

  await page.getByRole('button', { name: 'New skill' }).click()
  await expect(dialog).toBeVisible()
  await build.restore('NewSkillDialog')
  await dialog.getByRole('button', { name: 'Reload' }).click()
  await page.getByRole('button', { name: 'New skill' }).click()
  await expect(page.getByRole('dialog', { name: 'New skill' })).toBeVisible()
  await page.keyboard.press('Escape')

  await page.getByRole('link', { name: 'Agents', exact: true }).click()
  await build.remove('AgentPage')
  await page.getByRole('link', { name: 'DEMOAGENT' }).click()
  const heading = page.getByRole('heading', { name: 'Reload to continue' })
  await expect(heading).toBeVisible()
  await page.getByRole('link', { name: 'Skills' }).click()
  await expect(skillRow(page, 'SPANISH')).toBeVisible()
  await page.goBack()
  await expect(heading).toBeVisible()

  await build.restore('AgentPage')
  await page.getByRole('button', { name: 'Reload' }).click()
  await expect(page.getByRole('region', { name: 'Details' })).toContainText('DEMOAGENT')
})
