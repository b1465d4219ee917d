import { describe, expect, test } from 'vitest'
import { circumstances, phases } from '../guidance/words.ts'
import { composeForm, currentVersion, FormFault, formFor } from './load.ts'

/** Every set of circumstances that can be laid over a phase. */
const everySet = Array.from({ length: 2 ** circumstances.length }, (_, bits) =>
  circumstances.filter((_, at) => bits & (1 << at))
)

describe('formFor', () => {
  test.each(phases)('%s stands with every set of circumstances', phase => {
    for (const set of everySet) expect(formFor({ phase, circumstances: set }).sections.length).toBeGreaterThan(0)
  })
  test('is the same frozen object each time, whatever the order asked in', () => {
    const one = formFor({ phase: 'primary', circumstances: ['uasc', 'no-school-place'] })
    expect(formFor({ phase: 'primary', circumstances: ['no-school-place', 'uasc'], version: currentVersion })).toBe(one)
    expect(Object.isFrozen(one.sections[0]?.questions[0]?.audience)).toBe(true)
  })
  test('refuses a version that does not exist', () => {
    expect(() => formFor({ phase: 'primary', circumstances: [], version: '1066.1' })).toThrow(/no version 1066.1/)
  })
})

const oneQuestion =
  (question: Record<string, unknown>, section: Record<string, unknown> = {}) =>
  () =>
    composeForm({
      id: 'x',
      version: 'x',
      scales: {},
      files: [
        {
          title: 'X',
          sections: [
            {
              id: 'B',
              title: 'The child',
              owner: 'social-worker',
              audience: [],
              questions: [{ id: 'B.one', label: 'One', kind: 'text', ...question }],
              ...section
            }
          ]
        }
      ]
    })

describe('a definition that is wrong is refused with words', () => {
  test('and one that is right is not', () => {
    expect(oneQuestion({})().sections[0]?.questions[0]).toMatchObject({ id: 'B.one', required: 'never', audience: [] })
  })
  test.each<[string, Record<string, unknown>, Record<string, unknown>, RegExp]>([
    [
      'unknown question in a condition',
      { shownWhen: { question: 'B.two', answered: true } },
      {},
      /B.two, which is not/
    ],
    ['its own answer', { shownWhen: { question: 'B.one', answered: true } }, {}, /shown by its own answer/],
    ['no audience', {}, { audience: undefined }, /says no audience/],
    ['another section’s letter', { id: 'C.one' }, {}, /stands in another section/],
    ['a bad id', { id: 'B.__proto__' }, {}, /must be a section letter/],
    ['nothing to choose from', { kind: 'choice' }, {}, /nothing to choose from/],
    ['a scale that is not there', { kind: 'grade', scale: 'nowhere' }, {}, /nothing to choose from/],
    [
      'an option twice',
      {
        kind: 'choice',
        options: [
          { value: 'a', label: 'A' },
          { value: 'a', label: 'B' }
        ]
      },
      {},
      /offers a twice/
    ],
    ['rows without columns', { kind: 'rows' }, {}, /only a table of rows/],
    ['an unknown kind', { kind: 'essay' }, {}, /questions.0.kind/],
    ['an unknown key', { colour: 'red' }, {}, /colour/],
    ['an unknown condition', { required: { moon: 'full' } }, {}, /required/],
    ['a need without a record', {}, { recordNeeds: { label: 'x', required: 'always' } }, /record that it does not have/]
  ])('%s', (_, question, section, words) => {
    expect(oneQuestion(question, section)).toThrow(FormFault)
    expect(oneQuestion(question, section)).toThrow(words)
  })
})
