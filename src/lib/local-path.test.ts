import { expect, it } from 'vitest'
import { localPath } from './local-path.ts'

const origin = 'https://console.example'

it('keeps a path of this origin, with its query and hash', () => {
  expect(localPath('/agents?q=ri#top', origin)).toBe('/agents?q=ri#top')
})

it.each([
  'https://elsewhere.example/',
  '//elsewhere.example',
  '/\\elsewhere.example',
  '/.//elsewhere.example',
  '/..//elsewhere.example',
  '/%2e//elsewhere.example',
  '/a/..//elsewhere.example',
  '/./\\elsewhere.example',
  '/\n/elsewhere.example',
  'javascript:alert(1)',
  'agents',
  '',
])('refuses %s', (address) => {
  expect(localPath(address, origin)).toBeUndefined()
})
