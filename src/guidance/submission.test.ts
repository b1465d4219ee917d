import { describe, expect, it } from 'vitest'
import { heldWithout, type Presence, type SubmissionFacts, submissionFlags, submissionProblems } from './submission.ts'
import { contextOn, day } from './testing/books.ts'

const context = contextOn('2026-11-02')
const came: Presence = { how: 'came', reason: null }
const everyone = { 'designated-teacher': came, 'social-worker': came, carer: came, parent: came, child: came }
const whole: SubmissionFacts = {
  term: { year: '2026-27', term: 'autumn' },
  ledBy: 'designated-teacher',
  heldOn: day('2026-10-20'),
  came: everyone,
  views: { child: 'recorded', carer: 'recorded', parent: { noneBecause: 'A court order' } },
  unanswered: [],
  lastTargetsUnreviewed: [],
  lastActionsUnreviewed: [],
  moveUnapproved: false,
  targets: [{ label: 'Read 20 pages a week', lead: 'Ms Fry', due: day('2027-01-20') }],
  next: { pepDue: true, date: day('2027-01-21'), lateReason: null }
}
const problems = (facts: Partial<SubmissionFacts>, books = context) =>
  submissionProblems({ ...whole, ...facts }, books).map(({ where, who, what }) => `${where} ${who}: ${what}`)
const nextOn = (date: string | null, lateReason: string | null = null) =>
  ({
    next: { pepDue: true, date: date ? day(date) : null, lateReason },
    targets: [{ label: 'Read', lead: 'Ms Fry', due: day('2026-12-01') }]
  }) as const

it('a whole plan goes', () => expect(problems({})).toEqual([]))

it('a move in year 10 or 11 without approval is flagged, and holds nothing up (regulation 10)', () => {
  const facts = { ...whole, moveUnapproved: true }
  expect(submissionProblems(facts, context)).toEqual([])
  expect(submissionFlags(facts, context).map(({ where, what }) => `${where}: ${what}`)).toEqual([
    expect.stringMatching(/^S: The nominated officer’s approval .* is not on record/)
  ])
  expect(submissionFlags(whole, context)).toEqual([])
})

describe('next term’s meeting date (G 5)', () => {
  it.each([
    ['none', null, 'cannot be submitted without it'],
    ['passed', '2026-11-01', 'which has passed'],
    ['a Saturday', '2027-01-23', 'not a Saturday'],
    ['a bank holiday', '2026-12-28', 'a bank holiday (Boxing Day (substitute day))'],
    ['this term', '2026-12-18', 'is not in next term. Choose a day after Friday 18 December 2026'],
    ['the Christmas holiday', '2027-01-04', 'is outside the spring term 2026-27'],
    ['the term after', '2027-04-14', 'is outside the spring term 2026-27'],
    ['half-term', '2027-02-16', 'spring half-term holiday'],
    ['the second half', '2027-03-01', 'by Friday 12 February 2027, or give the reason'],
    ['the second half, a blank reason', '2027-03-01', 'or give the reason', '  ']
  ])('refused: %s', (_, date, reason, late: string | null = null) => {
    const found = problems(nextOn(date, late))
    expect(found).toHaveLength(1)
    expect(found[0]).toMatch(/^T designated-teacher: /)
    expect(found[0]).toContain(reason)
  })
  it.each([
    ['the first day', '2027-01-05', null],
    ['the first half’s last day', '2027-02-12', null],
    ['the second half with a reason', '2027-03-01', 'Exams in January']
  ])('taken: %s', (_, date, late) => expect(problems(nextOn(date, late))).toEqual([]))

  it('a term without a calendar is taken and flagged, but never a weekend', () => {
    const summer = { term: { year: '2026-27', term: 'summer' } } as const
    expect(problems({ ...summer, ...nextOn('2027-09-22') })).toEqual([])
    expect(submissionFlags({ ...whole, ...summer, ...nextOn('2027-09-22') }, context)[0]?.what).toContain(
      'the autumn term 2027-28 has no calendar yet'
    )
    expect(problems({ ...summer, ...nextOn('2027-09-25') })).toHaveLength(1)
    expect(submissionFlags(whole, context)).toEqual([])
  })
  it('no pep due next term: what continues and who stays in touch instead', () => {
    expect(problems({ next: { pepDue: false, continues: ' ', staysInTouch: null } })).toEqual([
      'T designated-teacher: Say what continues after this plan ends.',
      'T designated-teacher: Say who stays in touch with the child.'
    ])
    expect(problems({ next: { pepDue: false, continues: 'College', staysInTouch: 'Her tutor' } })).toEqual([])
  })
})

describe('targets', () => {
  const target = (lead: string | null, due: string | null) => ({ label: 'Read', lead, due: due ? day(due) : null })
  it.each([
    ['none', [], 'Set at least one target.'],
    ['no lead', [target(' ', '2027-01-20')], 'Give at least one target both a lead and a due date.'],
    ['no due date', [target('Ms Fry', null)], 'Give at least one target both a lead and a due date.'],
    [
      'due after the next meeting',
      [target('Ms Fry', '2027-01-22')],
      'not after the next meeting on Thursday 21 January 2027'
    ]
  ])('%s', (_, targets, reason) => {
    const found = problems({ targets })
    expect(found).toHaveLength(1)
    expect(found[0]).toContain(reason)
  })
  it('one whole target is enough', () =>
    expect(problems({ targets: [target(null, null), target('Ms Fry', '2027-01-21')] })).toEqual([]))
  it('without a next meeting: by the last school day of next term', () => {
    const leaving = { next: { pepDue: false, continues: 'x', staysInTouch: 'y' } } as const
    expect(problems({ ...leaving, targets: [target('Ms Fry', '2027-03-25')] })).toEqual([])
    expect(problems({ ...leaving, targets: [target('Ms Fry', '2027-03-26')] })[0]).toContain('Thursday 25 March 2027')
  })
})

describe('who came, views, answers', () => {
  it('each of the five, and why not', () => {
    const absent = { how: 'apology', reason: '' } as const
    expect(problems({ came: { ...everyone, carer: absent, child: null } })).toEqual([
      'T designated-teacher: Say why the carer did not come.',
      'T designated-teacher: Say whether the child came.'
    ])
    expect(problems({ came: { ...everyone, carer: { how: 'views-sent', reason: 'At work' } } })).toEqual([])
  })
  it('no designated teacher is asked for where the social worker leads', () => {
    const without = { came: { ...everyone, 'designated-teacher': null } }
    expect(problems({ ...without, ledBy: 'social-worker' })).toEqual([])
    expect(problems(without)).toEqual(['T designated-teacher: Say whether the designated teacher came.'])
  })
  it('a meeting that was not held asks for that first', () =>
    expect(problems({ heldOn: null, came: { ...everyone, child: null } })).toEqual([
      'T designated-teacher: Record the meeting as held.'
    ]))
  it('views or a reason, each from its owner', () =>
    expect(problems({ views: { child: null, carer: null, parent: { noneBecause: ' ' } } })).toEqual([
      'J designated-teacher: Record the child’s views, or why there are none.',
      'K social-worker: Record the carer’s views, or why there are none.',
      'L social-worker: Record the parent’s views, or why there are none.'
    ]))
  it('last term’s answer asks whether it is still true', () =>
    expect(
      problems({ unanswered: [{ section: 'R', label: 'What works?', owner: 'designated-teacher', unconfirmed: true }] })
    ).toEqual(['R designated-teacher: Say whether last term’s answer is still true, or change it: “What works?”.']))
  it('unanswered questions by section and owner, last targets after them', () =>
    expect(
      problems({
        lastTargetsUnreviewed: ['Spell 20 words'],
        unanswered: [
          { section: 'R', label: 'What helps in class?', owner: 'designated-teacher' },
          { section: 'C', label: 'Legal status', owner: 'social-worker' }
        ]
      })
    ).toEqual([
      'C social-worker: Answer “Legal status”.',
      'O designated-teacher: Review last plan’s target “Spell 20 words”.',
      'R designated-teacher: Answer “What helps in class?”.'
    ]))
})

it('a meeting without its leader or the social worker is held without them', () => {
  const apology: Presence = { how: 'apology', reason: 'Ill' }
  const noWorker = { ...everyone, 'social-worker': apology }
  expect(heldWithout(everyone, 'designated-teacher', false)).toEqual([])
  expect(heldWithout(noWorker, 'designated-teacher', false)).toEqual(['social-worker'])
  expect(heldWithout(noWorker, 'designated-teacher', true)).toEqual([])
  expect(heldWithout({ ...everyone, 'designated-teacher': null }, 'designated-teacher', false)).toEqual([
    'designated-teacher'
  ])
  expect(heldWithout({ ...everyone, 'designated-teacher': null }, 'social-worker', false)).toEqual([])
})

it('actions that nobody has looked at are said to whoever submits, and do not hold the plan up', () => {
  const left = { ...whole, lastActionsUnreviewed: ['Ring the library', 'Buy boots'] }
  expect(submissionProblems(left, context)).toEqual([])
  expect(submissionFlags(left, context)).toEqual([
    {
      where: 'last-actions',
      who: 'designated-teacher',
      what: '2 actions agreed earlier have not been looked at: “Ring the library”, “Buy boots”. This does not hold the plan up.'
    }
  ])
})
