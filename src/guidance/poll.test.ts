import { expect, it } from 'vitest'
import { type Choice, tally, type Vote } from './poll.ts'

const vote = (name: string, ...said: Choice[]): Vote => ({ name, choices: said.length > 0 ? said : null })
const best = (...votes: Vote[]) => tally(3, votes).flatMap((date, at) => (date.best ? [at + 1] : []))

it.each<[string, Vote[], number[]]>([
  ['nobody has answered', [vote('Ann'), vote('Bob')], []],
  ['one suits more', [vote('Ann', 'yes', 'if-need-be', 'no'), vote('Bob', 'yes', 'yes', 'yes')], [1]],
  [
    'whom it suits less is better than who cannot',
    [vote('Ann', 'no', 'if-need-be', 'no'), vote('Bob', 'yes', 'if-need-be', 'yes')],
    [2]
  ],
  ['two are as good', [vote('Ann', 'yes', 'yes', 'no')], [1, 2]],
  ['none suits anybody', [vote('Ann', 'no', 'no', 'no')], [1, 2, 3]],
  ['somebody still has to answer', [vote('Ann', 'no', 'yes', 'no'), vote('Bob')], [2]]
])('the best date where %s', (_, votes, expected) => expect(best(...votes)).toEqual(expected))

it('says who said what of each date', () =>
  expect(tally(1, [vote('Ann', 'yes'), vote('Bob', 'if-need-be'), vote('Cat', 'no'), vote('Dan')])).toEqual([
    { yes: ['Ann'], ifNeedBe: ['Bob'], no: ['Cat'], waiting: ['Dan'], best: 'alone' }
  ]))

it('says of dates that are as good that they are', () => {
  const said = (...votes: Vote[]) => tally(3, votes).map(({ best }) => best)
  expect(said(vote('Ann', 'yes', 'yes', 'no'))).toEqual(['equally', 'equally', null])
  expect(said(vote('Ann', 'yes', 'no', 'no'))).toEqual(['alone', null, null])
})
