import { expect, it } from 'vitest'
import { matchingCommands } from './command.ts'

const commands = ['New agent', 'New skill', 'Go to Agents'].map((label) => ({ id: label, label, run: () => {} }))
const found = (text: string) => matchingCommands(commands, text).map(({ label }) => label)

it('finds by the beginnings of words, in any order and case', () => {
  expect(found('AG')).toEqual(['New agent', 'Go to Agents'])
  expect(found('ag new')).toEqual(['New agent'])
  expect(found('gents')).toEqual([])
})

it('offers everything when nothing is typed', () => {
  expect(found('  ')).toHaveLength(3)
})
