import { expect, it } from 'vitest'
import { type InTheRoom, isInTheRoom, shownTo } from './in-the-room.ts'
import type { Audience } from './words.ts'

const cases: [InTheRoom[], Audience[]][] = [
  [[], []],
  [['council'], ['full']],
  [['school'], ['setting']],
  [
    ['school', 'council'],
    ['setting', 'full']
  ],
  [
    ['council', 'school', 'carer'],
    ['carer', 'setting', 'full']
  ],
  [
    ['carer', 'parent'],
    ['parent', 'carer']
  ],
  [
    ['parent', 'child', 'school'],
    ['child', 'parent', 'setting']
  ],
  [['guest'], ['child', 'parent', 'carer', 'setting']],
  [
    ['guest', 'council'],
    ['child', 'parent', 'carer', 'setting', 'full']
  ]
]
it.each(cases)('%j: what all of %j may read, the narrowest first', (present, audiences) =>
  expect(shownTo(present)).toEqual(audiences)
)

it('knows nobody else', () => expect(['carer', 'full', '', 'Carer'].filter(isInTheRoom)).toEqual(['carer']))
