import { cp, mkdtemp, readdir, rename, rm, symlink } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { test as base, expect } from './fixtures.ts'
import { signIn } from './helpers.ts'
import { startServer } from './server.ts'

interface Fixtures {
  /** Where a server is whose build a test may change. */
  address: string
  /** Takes away, or brings back, what the build has under a name; the name of a file carries a hash besides. */
  build: { remove: (name: string) => Promise<void>; restore: (name: string) => Promise<void> }
  copy: { address: string; folder: string }
}

const test = base.extend<Fixtures>({
  signedInAs: null,

  // Playwright reads what a fixture depends on from this pattern.
  // oxlint-disable-next-line no-empty-pattern
  copy: async ({}, provide) => {
    const folder = await mkdtemp(join(tmpdir(), 'agent-console-e2e-'))
    for (const part of ['package.json', 'tsconfig.json', 'contract', 'server', 'dist'])
      await cp(part, join(folder, part), { recursive: true })
    await symlink(resolve('node_modules'), join(folder, 'node_modules'))
    const { address, stop } = await startServer({ DATA_DIR: join(folder, 'data'), DEMO_AGENTS: '50' }, folder)
    await provide({ address, folder })
    await stop()
    await rm(folder, { recursive: true })
  },

  address: ({ copy }, provide) => provide(copy.address),

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

test('a dialog that a newer build has taken away asks to reload, and leaves the page as it is until then', async ({
  page,
  address,
  build,
}) => {
  await page.goto(`${address}/sign-in?redirect=/skills`)
  await signIn(page, 'manager')
  await expect(page.getByRole('row', { name: /SPANISH/ })).toBeVisible()
  await build.remove('NewSkillDialog')
  await page.getByRole('button', { name: 'New skill' }).click()
  const dialog = page.getByRole('dialog', { name: 'Reload to go on' })
  await expect(dialog).toContainText('was updated')
  await dialog.getByRole('button', { name: 'Not now' }).click()
  await expect(dialog).toHaveCount(0)
  await expect(page.getByRole('row', { name: /SPANISH/ })).toBeVisible()

  await page.getByRole('button', { name: 'New skill' }).click()
  await expect(dialog).toBeVisible()
  await build.restore('NewSkillDialog')
  await dialog.getByRole('button', { name: 'Reload' }).click()
  await page.getByRole('button', { name: 'New skill' }).click()
  await expect(page.getByRole('dialog', { name: 'New skill' })).toBeVisible()
})

test('a page that a newer build has taken away asks to reload, and opens then', async ({ page, address, build }) => {
  await page.goto(`${address}/sign-in`)
  await signIn(page, 'manager')
  await build.remove('AgentPage')
  await page.getByRole('link', { name: 'DEMOAGENT' }).click()
  await expect(page.getByRole('heading', { name: 'Reload to go on' })).toBeVisible()
  // The rest works on.
  await page.getByRole('link', { name: 'Skills' }).click()
  await expect(page.getByRole('row', { name: /SPANISH/ })).toBeVisible()
  await page.goBack()
  await expect(page.getByRole('heading', { name: 'Reload to go on' })).toBeVisible()

  await build.restore('AgentPage')
  await page.getByRole('button', { name: 'Reload' }).click()
  await expect(page.getByRole('region', { name: 'Details' })).toContainText('DEMOAGENT')
})
