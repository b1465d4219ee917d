import { expect, it } from 'vitest'
import { ownPath } from './own-path.ts'

it.each(['/', '/peps/1?section=B', '/children'])('goes to %s', path => expect(ownPath(path)).toBe(path))

it.each([
  undefined,
  '',
  'https://evil.example/',
  '//evil.example',
  '/\\evil.example',
  '/\t/evil.example',
  '/.//evil.example',
  '/%2e//evil.example',
  'javascript:alert(1)',
  'children',
  `/${'a'.repeat(600)}`
])('goes to the first page instead of %j', path => expect(ownPath(path)).toBe('/'))
