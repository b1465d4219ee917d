import { describe, expect, test } from 'vitest'
import { missingIn, missingInWords, shownQuestions, statutoryCompleteness } from './completeness.ts'
import { type FormContext, holds } from './condition.ts'
import type { Condition, Value } from './definition.ts'
import { formFor } from './load.ts'

const context = (over: Partial<FormContext> = {}, answers: Record<string, Value> = {}): FormContext => ({
  phase: 'secondary',
  circumstances: [],
  kind: 'termly',
  term: 'autumn',
  yearGroup: 9,
  ...over,
  answers: new Map(Object.entries(answers))
})

describe('holds', () => {
  const answers = {
    'E.sdqTotal': 17,
    'B.upn': 'x',
    'D.schoolLetters': ['carer', 'parent'],
    'F.reduced': false,
    'N.clubs': ''
  }
  test.each<[Condition, boolean]>([
    [{ question: 'B.upn', answered: true }, true],
    [{ question: 'B.uln', answered: true }, false],
    [{ question: 'B.uln', answered: false }, true],
    [{ question: 'N.clubs', answered: true }, false],
    [{ question: 'F.reduced', answered: true }, true],
    [{ question: 'F.reduced', equals: false }, true],
    [{ question: 'F.reduced', equals: true }, false],
    [{ question: 'F.reduced', equals: 'false' }, false],
    [{ question: 'D.schoolLetters', equals: 'parent' }, true],
    [{ question: 'D.schoolLetters', in: ['home', 'carer'] }, true],
    [{ question: 'D.schoolLetters', in: ['home'] }, false],
    [{ question: 'E.sdqTotal', atLeast: 17 }, true],
    [{ question: 'E.sdqTotal', atLeast: 18 }, false],
    [{ question: 'E.sdqTotal', atMost: 17 }, true],
    [{ question: 'B.upn', atLeast: 0 }, false],
    [{ question: 'B.uln', atMost: 0 }, false],
    [{ phase: ['primary', 'secondary'] }, true],
    [{ phase: ['primary'] }, false],
    [{ circumstance: 'uasc' }, false],
    [{ kind: ['termly'] }, true],
    [{ term: ['spring'] }, false],
    [{ yearGroup: { from: 9, to: 9 } }, true],
    [{ yearGroup: { from: 10 } }, false],
    [{ yearGroup: { to: 8 } }, false],
    [{ record: 'targets' }, false],
    [{ fact: 'no-last-targets' }, false],
    [{ all: [{ kind: ['termly'] }, { term: ['autumn'] }] }, true],
    [{ all: [{ kind: ['termly'] }, { term: ['spring'] }] }, false],
    [{ any: [{ kind: ['initial'] }, { term: ['autumn'] }] }, true],
    [{ any: [{ kind: ['initial'] }, { term: ['spring'] }] }, false],
    [{ not: { circumstance: 'uasc' } }, true]
  ])('%j is %s', (condition, expected) => expect(holds(condition, context({}, answers))).toBe(expected))

  test('an unknown year group is in no range', () => {
    expect(holds({ yearGroup: {} }, context({ yearGroup: null }))).toBe(false)
  })
  test('records and facts are those given', () => {
    const given = context({ records: new Set(['targets']), facts: new Set(['no-last-targets']) })
    expect(holds({ record: 'targets' }, given)).toBe(true)
    expect(holds({ fact: 'no-last-targets' }, given)).toBe(true)
  })
})

const missingIds = (over: Partial<FormContext>, answers: Record<string, Value> = {}) => {
  const here = context(over, answers)
  return missingIn(formFor(here), here.answers, here).map(one => one.question ?? one.section)
}

describe('missingIn', () => {
  test('an empty plan owes the records and the Schedule 1 questions, each to its owner', () => {
    const here = context()
    const missing = missingIn(formFor(here), here.answers, here)
    expect(missing).toContainEqual({
      section: 'J',
      question: null,
      label: 'What the child says, or why there is nothing from them',
      owner: 'designated-teacher'
    })
    expect(missing.find(one => one.question === 'N.carersPart')?.owner).toBe('social-worker')
    expect(missing.map(one => one.question ?? one.section)).toEqual(
      expect.arrayContaining(['P', 'O', 'T', 'G', 'H.status'])
    )
  })
  test('an answered one owes nothing more', () => {
    const first = context({ records: new Set(['targets']) })
    expect(missingIds({ records: first.records }, { 'H.status': 'N' })).not.toEqual(
      expect.arrayContaining(['H.status'])
    )
    expect(missingIds({ records: first.records })).not.toContain('P')
  })
  test('a reason stands in for views', () => {
    expect(missingIds({}, { 'J.whyNone': 'chose-not-to' })).not.toContain('J')
  })
  test('only what the law and the guidance name is required of an ordinary plan', () => {
    const asked =
      'F.setting F.history F.hours G G.summary H.status I.summary J K L M.progress N.achievements N.leisure N.carersPart O P R.teaching S.changePlanned T'
    expect(missingIds({})).toEqual(asked.split(' '))
    expect(missingIds({}, { 'M.whyNone': 'away' })).not.toContain('M.progress')
  })
  test('a first plan has no last targets to review', () => {
    expect(missingIds({ circumstances: ['first-pep'] })).not.toContain('O')
    expect(missingIds({ facts: new Set(['no-last-targets']) })).not.toContain('O')
  })
  test('a high SDQ asks for strategies, a lower one does not', () => {
    expect(missingIds({}, { 'E.sdqTotal': 17 })).toContain('E.sdqStrategies')
    expect(missingIds({}, { 'E.sdqTotal': 16 })).not.toContain('E.sdqStrategies')
  })
  test('concern asks what is planned, whether somebody says so or the figures do', () => {
    expect(missingIds({})).not.toContain('G.planned')
    expect(missingIds({}, { 'G.concern': true })).toContain('G.planned')
    expect(missingIds({ facts: new Set(['attendance-concern']) })).toContain('G.planned')
  })
  test('the Year 11 move is owed in spring and summer only', () => {
    expect(missingIds({ yearGroup: 11, term: 'spring' })).toContain('S.year11Transition')
    expect(missingIds({ yearGroup: 11, term: 'autumn' })).not.toContain('S.year11Transition')
    expect(missingIds({ yearGroup: 10, term: 'summer' })).not.toContain('S.year11Transition')
  })
  test('without a school place the social worker owes it, and no attendance is asked', () => {
    const here = context({ circumstances: ['no-school-place'] })
    const missing = missingIn(formFor(here), here.answers, here)
    expect(missing.filter(one => one.owner === 'designated-teacher')).toEqual([])
    expect(missing.map(one => one.question ?? one.section)).toEqual(
      expect.arrayContaining(['F.applications', 'F.interimHours'])
    )
    expect(missing.map(one => one.question ?? one.section)).not.toContain('G')
  })
  test.each(['early-years', 'primary', 'secondary', 'post-16'] as const)(
    'without a school place nothing in %s asks about a school that is not there',
    phase => {
      const here = context({ phase, circumstances: ['no-school-place'] })
      const now = formFor(here).sections.filter(({ id }) => id !== 'S')
      const shown = now.flatMap(section => shownQuestions(section, here))
      const ids = shown.map(one => one.id)
      for (const hidden of ['F.setting', 'F.since', 'F.group', 'F.senco', 'F.hours', 'F.reduced', 'F.alternative'])
        expect(ids).not.toContain(hidden)
      const asks = shown.filter(one => /\b(at|in|about|of|from) (school|nursery|class)\b/i.test(one.label))
      expect(asks.map(one => `${one.id}: ${one.label}`)).toEqual([])
    }
  )
  test('the last plan asks what continues and who stays in touch', () => {
    expect(missingIds({ circumstances: ['leaving-care'] })).toEqual(
      expect.arrayContaining(['S.continues', 'S.staysInTouch'])
    )
    expect(missingIds({ facts: new Set(['no-pep-next-term']) })).toContain('S.continues')
    expect(missingIds({})).not.toContain('S.continues')
  })
})

describe('shownQuestions', () => {
  const section = (id: string) => {
    const found = formFor(context()).sections.find(one => one.id === id)
    if (!found) throw new Error(id)
    return found
  }
  test('a follow-up of a hidden question stays hidden, whatever was answered before', () => {
    const stale = { 'S.changePlanned': false, 'S.disruptsKeyStage4': true }
    const shown = shownQuestions(section('S'), context({ yearGroup: 10 }, stale)).map(one => one.id)
    expect(shown).not.toContain('S.disruptsKeyStage4')
    expect(shown).not.toContain('S.nominatedOfficer')
  })
  test('a hidden section shows nothing', () => {
    expect(shownQuestions(section('O'), context({ circumstances: ['first-pep'] }))).toEqual([])
  })
})

test('statutory completeness counts what the law names and nothing else', () => {
  const here = context()
  const form = formFor(here)
  const none = statutoryCompleteness(form, here.answers, here)
  expect(none.answered).toBe(0)
  expect(none.missing).toHaveLength(none.asked)
  expect(none.missing.map(one => one.question)).not.toContain('M.progress')
  const some = statutoryCompleteness(form, new Map([['N.leisure', 'Football']]), here)
  expect(some.answered).toBe(1)
})

describe('last term’s answers', () => {
  const owed = (answer: Value | undefined, unconfirmed: readonly string[]) => {
    const answers: Record<string, Value> = answer === undefined ? {} : { 'N.leisure': answer }
    const here = context({ unconfirmed: new Set(unconfirmed) }, answers)
    const form = formFor(here)
    return {
      missing: missingIn(form, here.answers, here).find(one => one.question === 'N.leisure'),
      statutory: statutoryCompleteness(form, here.answers, here).missing.some(one => one.question === 'N.leisure')
    }
  }
  const asked = 'What do they enjoy in their free time?'
  test.each<[string, Value | undefined, readonly string[], string | null]>([
    ['no answer is missing', undefined, [], asked],
    [
      'last term’s, unconfirmed, is missing too',
      'Football',
      ['N.leisure'],
      `${asked} (last term’s answer: is it still true?)`
    ],
    ['confirmed or changed, it counts', 'Football', [], null],
    ['another one’s standing is not its own', 'Football', ['R.teaching'], null],
    ['emptied, it is simply missing', '', ['N.leisure'], asked]
  ])('%s', (_, answer, unconfirmed, words) => {
    const { missing, statutory } = owed(answer, unconfirmed)
    expect(missing ? missingInWords(missing) : null).toBe(words)
    expect(statutory).toBe(words !== null)
  })
  test('what is not required is never owed', () => {
    const here = context({ unconfirmed: new Set(['N.strengths']) }, { 'N.strengths': 'Kind' })
    expect(missingIn(formFor(here), here.answers, here).map(one => one.question)).not.toContain('N.strengths')
  })
  test('a condition may rest on it: what follows from last term’s answer is asked', () => {
    const here = { unconfirmed: new Set(['H.status']) }
    expect(missingIds(here, { 'H.status': 'K' })).toEqual(expect.arrayContaining(['H.status', 'H.primaryNeed']))
  })
})
