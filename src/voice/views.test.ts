import { expect, test } from 'vitest'
import type { Value } from '../forms/definition.ts'
import { hasWordsOf } from './views.ts'

const said = (value: Value | null, carried = false) => ({ value, carried })
test.each<[string, [string, ReturnType<typeof said>][], boolean]>([
  ['nothing', [], false],
  ['last term’s words, carried', [['M.carePlan', said('To stay', true)]], false],
  ['a reason why there is nothing', [['M.whyNone', said('away')]], false],
  ['an answer that was emptied', [['M.progress', said(null)]], false],
  ['somebody else’s section', [['N.leisure', said('Football')]], false],
  ['a word of this term', [['M.progress', said('Settling')]], true],
  [
    'one beside what is carried',
    [
      ['M.carePlan', said('To stay', true)],
      ['M.contact', said('Calm')]
    ],
    true
  ]
])('%s', (_, answers, heard) => expect(hasWordsOf('social-worker', new Map(answers))).toBe(heard))

test('each party’s words are those of their own section', () => {
  const answers = new Map([['L.proud', said('Reading')]])
  expect(hasWordsOf('parent', answers)).toBe(true)
  expect(hasWordsOf('carer', answers)).toBe(false)
})
