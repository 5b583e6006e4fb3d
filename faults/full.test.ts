import { expect, it } from 'vitest'
import { full } from './full.ts'
import { onSqlite } from './site.ts'
import { mountSmallDisk } from './tmpfs.ts'

it('a full disk refuses writes, goes on reading, and loses nothing', async ({ skip }) => {
  const disk = mountSmallDisk(8)
  if (!disk) return skip('mounting a small disk takes root')
  try {
    const { figures, violations } = await full(onSqlite(disk.folder), disk)
    expect(violations).toEqual([])
    expect(figures['refused for want of room']).toBeGreaterThan(0)
  } finally {
    disk.remove()
  }
})
