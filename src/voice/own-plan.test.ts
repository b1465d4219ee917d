import { expect, test } from 'vitest'
import { pairsIn } from './own-plan.ts'
import { ownAddress } from './pages/my-look.tsx'

test('pairs are what was said and what was done; a half that is missing stays empty, an empty row is none', () => {
  expect(
    pairsIn([
      { said: ' Lunch is loud ', did: 'You may eat in the library' },
      { said: 'More art' },
      { said: '', did: ' ' }
    ])
  ).toEqual([
    { said: 'Lunch is loud', did: 'You may eat in the library' },
    { said: 'More art', did: '' }
  ])
  expect(pairsIn(null)).toEqual([])
  expect(pairsIn('words')).toEqual([])
})

test.each([
  ['/', '/'],
  ['/peps/7/my-views', '/peps/7/my-views'],
  ['/peps/7/my-views/plan', '/peps/7/my-views/plan'],
  ['/peps/7/my-views/3', '/peps/7/my-views/3'],
  ['/peps/8/my-views', '/peps/7/my-views'],
  ['//elsewhere.example', '/peps/7/my-views'],
  ['/peps/7/my-views/../../', '/peps/7/my-views'],
  ['', '/peps/7/my-views']
])('after a change of look %s leads to %s', (from, to) => expect(ownAddress('7', from)).toBe(to))
