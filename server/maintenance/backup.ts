import { existsSync, linkSync, statSync, unlinkSync } from 'node:fs'
import path from 'node:path'
import { Refused } from '#server/maintenance/refused.ts'
import { flush, takeSnapshot } from '#server/maintenance/snapshot.ts'

/**
 * Writes the database of a folder, as it is at this moment, into a new file, which gets its name only when it is whole and
 * checked. A server may be using the folder. Returns the file's size in bytes.
 */
export async function backUp(dataDir: string, file: string): Promise<number> {
  if (!existsSync(path.dirname(file))) throw new Refused(`There is no folder ${path.dirname(file)}.`)
  if (existsSync(file)) throw new Refused(`${file} exists: a backup never overwrites a file.`)
  const unfinished = `${file}.unfinished-${process.pid}`
  await takeSnapshot(dataDir, unfinished)
  try {
    // Unlike a rename, this does not overwrite a file that another backup made meanwhile.
    linkSync(unfinished, file)
  } finally {
    unlinkSync(unfinished)
  }
  flush(file)
  return statSync(file).size
}
