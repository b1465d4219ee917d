import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { circumstances, phases } from '../guidance/words.ts'
import { missingIn, statutoryCompleteness } from './completeness.ts'
import type { FormContext } from './condition.ts'
import { editionWith } from './editions.ts'
import { formIn } from './load.ts'
import { type LocalChange, type LocalForm, localFormat } from './local.ts'
import { whatChanged } from './local-changes.ts'
import { problemsOfLocal, readByName, readLocalForm } from './local-problems.ts'
import { newOwnId } from './local-row.ts'
import { formSchema } from './pages/form-files.tsx'

const local = (...changes: LocalChange[]): LocalForm => ({ base: '2026.1', changes })
const form = (
  said: LocalForm,
  phase: (typeof phases)[number] = 'primary',
  laid: (typeof circumstances)[number][] = []
) => formIn(editionWith(said), 'draft', phase, laid)
const find = (said: LocalForm, id: string, ...where: [(typeof phases)[number]?, (typeof circumstances)[number][]?]) =>
  form(said, ...where)
    .sections.flatMap(one => one.questions)
    .find(one => one.id === id)
const order = (said: LocalForm, section: string) =>
  form(said)
    .sections.find(one => one.id === section)
    ?.questions.map(one => one.id)

const own: LocalChange = { question: 'N.ownClub', kind: 'text', label: 'Which club would they join?' }

describe('rows laid over the national form', () => {
  test('reword, and take the hint away', () => {
    const said = local({ question: 'B.pronouns', label: 'Which words do they use for themselves?', hint: '' })
    expect(find(said, 'B.pronouns')).toMatchObject({ label: 'Which words do they use for themselves?' })
    expect(find(said, 'B.pronouns')?.hint).toBeUndefined()
  })
  test('words for one phase lie over those for every phase', () => {
    const said = local(
      { question: 'N.clubs', label: 'Everywhere' },
      { question: 'N.clubs', phase: 'primary', label: 'Here' }
    )
    expect([find(said, 'N.clubs', 'primary')?.label, find(said, 'N.clubs', 'secondary')?.label]).toEqual([
      'Here',
      'Everywhere'
    ])
  })
  test('hide, also under a circumstance', () => {
    const said = local({ question: 'B.religion', hidden: true })
    for (const phase of phases) expect(find(said, 'B.religion', phase, [...circumstances])).toBeUndefined()
  })
  test('a question of one’s own stands at the end, or where it is put, under that heading', () => {
    expect(order(local(own), 'N')?.at(-1)).toBe('N.ownClub')
    const put = local({ ...own, after: 'N.clubs' })
    const at = order(put, 'N') ?? []
    expect(at[at.indexOf('N.clubs') + 1]).toBe('N.ownClub')
    expect(find(put, 'N.ownClub')?.group).toBe(find(put, 'N.clubs')?.group)
    expect(find(put, 'N.ownClub')?.audience).toEqual(form(put).sections.find(one => one.id === 'N')?.audience)
  })
  test('move a national one to the top', () =>
    expect(order(local({ question: 'B.pronouns', after: 'first' }), 'B')?.[0]).toBe('B.pronouns'))
  test('where there is no school, one’s own falls to the social worker like the rest', () => {
    const said = local({
      question: 'R.ownBooks',
      kind: 'yes-no',
      label: 'Have they books?',
      owner: 'designated-teacher'
    })
    expect(find(said, 'R.ownBooks', 'primary', ['no-school-place'])?.owner).toBe('social-worker')
    expect(find(said, 'R.ownBooks', 'primary')?.owner).toBe('designated-teacher')
  })
  test('nothing said is the national form', () => {
    for (const phase of phases)
      expect(formIn(editionWith(local()), 'x', phase, circumstances)).toEqual(
        formIn({ ...editionWith(local()), local: undefined } as never, 'x', phase, circumstances)
      )
  })
})

describe('what the authority requires stands apart from what the law does', () => {
  const said = local({ question: 'B.religion', required: true }, { question: 'H.primaryNeed', required: true })
  const context: FormContext = {
    answers: new Map(),
    ...{ phase: 'primary', circumstances: [], kind: 'termly', term: 'autumn', yearGroup: 4 }
  }
  const found = missingIn(form(said), new Map(), context)
  test('marked local where the authority alone asks', () => {
    expect(found.find(one => one.question === 'B.religion')?.local).toBe(true)
    expect(found.find(one => one.question === 'F.history')?.local).toBeUndefined()
  })
  test('and the statutory count does not move', () => {
    expect(statutoryCompleteness(form(said), new Map(), context)).toEqual(
      statutoryCompleteness(form(local()), new Map(), context)
    )
  })
})

describe('refused row by row, in words', () => {
  test.each<[string, LocalForm, RegExp]>([
    [
      'a duplicated key',
      local({ question: 'B.religion', label: 'A' }, { question: 'B.religion', label: 'B' }),
      /two rows/
    ],
    ['an unknown question', local({ question: 'B.shoeSize', label: 'Size?' }), /has no such question/],
    ['a statutory question hidden', local({ question: 'F.history', hidden: true }), /statutory .* cannot be hidden/],
    ['one the guidance requires', local({ question: 'E.sdqStrategies', hidden: true }), /guidance requires/],
    ['one the service reads by name', local({ question: 'T.saidDid', hidden: true }), /service works with/],
    [
      'one that another waits for',
      local({ question: 'B.interpreterNeeded', hidden: true }),
      /interpreterLanguage.* depends/
    ],
    ['made optional', local({ question: 'F.history', required: false }), /what the national form requires stays/],
    ['the child made to answer', local({ question: 'J.worry', required: true }), /nobody may be made/],
    ['hidden and required', local({ question: 'B.religion', required: true, hidden: true }), /hidden question cannot/],
    ['a national question’s kind', local({ question: 'B.religion', kind: 'date' }), /belongs to the national form/],
    [
      'a phase that does not ask it',
      local({ question: 'I.booksAtHome', phase: 'post-16', label: 'X' }),
      /form of post-16/
    ],
    ['out of its section', local({ question: 'B.religion', after: 'C.carer' }), /stays in its section/],
    ['after what is not there', local({ question: 'B.religion', after: 'B.nowhere' }), /not in the form/],
    ['after itself', local({ question: 'B.religion', after: 'B.religion' }), /after itself/],
    ['one’s own without words', local({ question: 'N.ownClub', kind: 'text' }), /needs “label”/],
    ['one’s own without a kind', local({ question: 'N.ownClub', label: 'Club?' }), /needs “kind”/],
    ['a choice of nothing', local({ question: 'N.ownClub', kind: 'choice', label: 'Club?' }), /at least two options/],
    [
      'an option twice',
      local({
        ...own,
        kind: 'choice',
        options: [
          { value: 'a', label: 'A' },
          { value: 'a', label: 'B' }
        ]
      }),
      /“a” is there twice/
    ],
    [
      'shown by what is not there',
      local({ ...own, shownWhen: { question: 'N.gone', answered: true } }),
      /shown by N.gone/
    ],
    ['shown by itself', local({ ...own, shownWhen: { question: 'N.ownClub', answered: true } }), /its own answer/],
    ['in the service’s own section', local({ ...own, question: 'A.ownThing' }), /nothing can be added/],
    ['a number for the child', local({ ...own, question: 'J.ownHeight', kind: 'number' }), /answers in words/],
    ['an edition that is not there', { base: '1066.1', changes: [] }, /no national edition/]
  ])('%s', (_, said, words) => {
    const problems = problemsOfLocal(said, [])
    expect(problems.map(({ what }) => what).join('\n')).toMatch(new RegExp(words, 'i'))
  })

  test('hiding what waits for it too is taken', () =>
    expect(
      problemsOfLocal(
        local(
          ...['B.interpreterNeeded', 'B.interpreterLanguage', 'B.interpreterNotes'].map(question => ({
            question,
            hidden: true
          }))
        ),
        []
      )
    ).toEqual([]))

  describe('a question that plans may hold answers to', () => {
    const choice: LocalChange = {
      ...{ question: 'N.ownClub', label: 'Club?', kind: 'choice' },
      options: [
        { value: 'a', label: 'Chess' },
        { value: 'b', label: 'Judo' }
      ]
    }
    test.each<[string, LocalChange[], RegExp]>([
      ['taken out', [], /may hold answers to it. Hide it/],
      ['turned into another kind', [{ ...own, kind: 'date' }], /published as “choice”/],
      [
        'without one of its options',
        [{ ...choice, options: choice.options?.toSpliced(1, 1, { value: 'c', label: 'Go' }) }],
        /“Judo”/
      ]
    ])('%s', (_, now, words) =>
      expect(problemsOfLocal(local(...now), [choice])[0]?.what).toMatch(new RegExp(words, 'i'))
    )
    test('hidden is taken', () => expect(problemsOfLocal(local({ ...choice, hidden: true }), [choice])).toEqual([]))
  })
})

describe('a file', () => {
  const file = (changes: unknown[], more: object = {}) => ({ format: localFormat, base: '2026.1', changes, ...more })
  test.each<[string, unknown, { row: number | null; what: RegExp }]>([
    ['a list', [], { row: null, what: /an object/ }],
    ['no format', { base: '2026.1', changes: [] }, { row: null, what: /“format”/ }],
    ['an unknown word', file([{ question: 'B.religion', colour: 'red' }]), { row: 1, what: /“colour” is not known/ }],
    ['no question', file([{ label: 'X' }]), { row: 1, what: /“question”: this is missing/ }],
    ['a bad id', file([{ question: 'B.religion' }, { question: 'religion' }]), { row: 2, what: /section letter/ }],
    ['an unknown kind', file([{ question: 'N.ownX', kind: 'essay' }]), { row: 1, what: /none of: text-line/ }],
    [
      'an unknown condition',
      file([{ ...own, shownWhen: { moon: 'full' } }]),
      { row: 1, what: /“shownWhen”: this is no condition/ }
    ],
    ['an empty label', file([{ question: 'B.religion', label: '  ' }]), { row: 1, what: /“label”: this is empty/ }],
    [
      'a prototype',
      JSON.parse('{"format":"openpep-form-1","base":"2026.1","changes":[],"__proto__":{"a":1}}'),
      { row: null, what: /./ }
    ]
  ])('%s', (_, candidate, expected) => {
    const read = readLocalForm(candidate)
    const [first] = 'problems' in read ? read.problems : []
    expect({ row: first?.row, what: first?.what }).toEqual({
      row: expected.row,
      what: expect.stringMatching(new RegExp(expected.what, 'i'))
    })
  })

  test('what goes out comes in as it was', () => {
    const said = local(own, { question: 'B.religion', hidden: true })
    expect(readLocalForm(JSON.parse(JSON.stringify({ format: localFormat, ...said })))).toEqual({ local: said })
  })

  test('its schema in docs is the one that is served', () =>
    expect(JSON.parse(readFileSync('docs/openpep-form-1.schema.json', 'utf8'))).toEqual(
      JSON.parse(JSON.stringify(formSchema()))
    ))
})

test('what changed is said in words', () => {
  const before = local({ question: 'B.religion', required: true })
  const after = local(
    { ...own, required: true },
    { question: 'B.pronouns', hidden: true },
    { question: 'N.clubs', phase: 'primary', label: 'Clubs?' }
  )
  expect(whatChanged(before, after)).toEqual([
    '“Do they follow a religion or faith?” need not be answered any more.',
    'Strengths, interests and achievements: a new question, “Which club would they join?”, which must be answered.',
    '“Which pronouns do they use?” is not asked any more.',
    expect.stringMatching(/^“.*” \(primary only\) now reads “Clubs\?”\.$/)
  ])
  expect(whatChanged(after, after)).toEqual([])
})

test('what the service reads by name is in the form', () => {
  for (const id of readByName) expect(find(local(), id)).toBeDefined()
})

test('ids of one’s own questions are never the same twice', () => {
  const first = newOwnId('N', 'Which club, if any?', local())
  expect(first).toBe('N.ownWhichClubIfAny')
  expect(newOwnId('N', 'Which club, if any?', local({ question: first }))).toBe('N.ownWhichClubIfAny2')
  expect(newOwnId('N', '؟', local())).toBe('N.ownQuestion')
})
