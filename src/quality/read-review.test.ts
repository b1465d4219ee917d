import { expect, test } from 'vitest'
import { warwickshirePolicy } from '../guidance/policy.ts'
import { readReview } from './read-review.ts'

const all = (mark: string) => Object.fromEntries(Array.from({ length: 10 }, (_, at) => [`mark-${at + 1}`, mark]))
const read = (body: Record<string, string>) =>
  readReview(body, { sections: ['J', 'P'], policy: warwickshirePolicy.quality })
const problems = (body: Record<string, string>) => {
  const result = read(body)
  return 'problems' in result ? result.problems.map(one => one.field) : []
}

test.each<[string, Record<string, string>, string[]]>([
  ['nothing', {}, [...Array.from({ length: 10 }, (_, at) => `mark-${at + 1}`), 'decision']],
  ['a mark beyond the scale', { ...all('3'), 'mark-4': '5', decision: 'rated' }, ['mark-4']],
  ['does not apply, without why', { ...all('3'), 'mark-7': 'na', 'because-7': ' ', decision: 'rated' }, ['because-7']],
  ['an override without why', { ...all('3'), override: 'gold', decision: 'rated' }, ['override-reason']],
  ['a return without why', { ...all('1'), 'return-J': 'yes', decision: 'return' }, ['reason-J']],
  ['a return of nothing', { ...all('1'), decision: 'return' }, ['decision']],
  [
    'a return of what is not in the plan',
    { ...all('1'), 'return-A': 'yes', 'reason-A': 'x', decision: 'return' },
    ['decision']
  ],
  ['a green plan returned', { ...all('3'), 'return-J': 'yes', 'reason-J': 'x', decision: 'return' }, ['decision']],
  ['a red plan signed off', { ...all('1'), decision: 'sign-off' }, ['decision']],
  [
    'signed off with a tick to return',
    { ...all('4'), 'return-J': 'yes', 'reason-J': 'x', decision: 'sign-off' },
    ['decision']
  ],
  ['too much', { ...all('3'), 'comment-1': 'x'.repeat(4001), decision: 'rated' }, ['comment-1']]
])('%s is sent back', (_, body, fields) => expect(problems(body)).toEqual(fields))

test('an override with its reason counts, and amber may go either way', () => {
  const over = read({ ...all('3'), override: 'amber', 'override-reason': 'Voice is thin', decision: 'sign-off' })
  expect(over).toMatchObject({
    rated: { overall: 'amber', overrideReason: 'Voice is thin', computed: { rating: 'green' } }
  })
  expect(problems({ ...all('2'), 'return-P': 'yes', 'reason-P': 'Dates', decision: 'return' })).toEqual([])
  expect(problems({ ...all('2'), decision: 'sign-off' })).toEqual([])
})

test('feedback keeps its section; an override that says what the rule says needs no reason', () => {
  const result = read({
    ...all('4'),
    override: 'gold',
    'feedback-P': ' Good ',
    'feedback-plan': 'All',
    decision: 'sign-off'
  })
  expect(result).toMatchObject({
    rated: {
      overrideReason: null,
      feedback: [
        { section: null, words: 'All' },
        { section: 'P', words: 'Good' }
      ]
    }
  })
})
