import { describe, expect, it } from 'vitest'
import { heardOf, lastsFor, type Writing, writingNow } from './presence.ts'
import { answersChanged, isWriting, planChanged, readTold } from './told.ts'

const at = 1_000_000
const sam = (question: string, when = at): Writing => ({ person: 'sam', question, at: when })
const ann = (question: string, when = at): Writing => ({ person: 'ann', question, at: when })

describe('who is writing', () => {
  const cases: [string, readonly Writing[], { person: string; question: string | null }, number, readonly Writing[]][] =
    [
      ['somebody begins', [], { person: 'sam', question: 'R.teaching' }, at, [sam('R.teaching')]],
      [
        'a second joins',
        [sam('R.teaching')],
        { person: 'ann', question: 'N.clubs' },
        at,
        [sam('R.teaching'), ann('N.clubs')]
      ],
      [
        'who goes on is there once',
        [sam('R.teaching')],
        { person: 'sam', question: 'R.teaching' },
        at + 5,
        [sam('R.teaching', at + 5)]
      ],
      [
        'who goes elsewhere is there only',
        [sam('R.teaching')],
        { person: 'sam', question: 'R.semh' },
        at,
        [sam('R.semh')]
      ],
      [
        'who leaves is gone',
        [sam('R.teaching'), ann('N.clubs')],
        { person: 'sam', question: null },
        at,
        [ann('N.clubs')]
      ],
      [
        'who fell silent is forgotten',
        [sam('R.teaching')],
        { person: 'ann', question: 'N.clubs' },
        at + lastsFor,
        [ann('N.clubs', at + lastsFor)]
      ]
    ]
  it.each(cases)('%s', (_name, known, heard, now, expected) => expect(heardOf(known, heard, now)).toEqual(expected))

  it('lasts for as long as it was heard lately, and not a moment longer', () => {
    expect(writingNow([sam('R.teaching')], at + lastsFor - 1)).toEqual([sam('R.teaching')])
    expect(writingNow([sam('R.teaching')], at + lastsFor)).toEqual([])
  })
})

describe('what processes tell one another', () => {
  it.each([
    [answersChanged('p1'), { what: 'answers', pep: 'p1' }],
    [planChanged('p1'), { what: 'plan', pep: 'p1' }],
    [isWriting('p1', 'sam', 'R.teaching'), { what: 'writing', pep: 'p1', person: 'sam', question: 'R.teaching' }],
    [isWriting('p1', 'sam', null), { what: 'writing', pep: 'p1', person: 'sam', question: null }],
    ['something else', null],
    ['', null]
  ])('%s', (text, told) => expect(readTold(text)).toEqual(told))
})
