import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { formFor } from '../forms/load.ts'
import { phases } from '../guidance/words.ts'
import { projectPath } from '../paths.ts'
import { english, keys } from './english.ts'
import { languagesFolder, shipped } from './shipped.ts'
import { completeness, isUnusable, languageFile, placeholdersIn, readTranslation } from './translation.ts'

const ours = ['Albanian', 'Arabic', 'Farsi and Dari', 'Kurdish (Sorani)', 'Pashto', 'Polish', 'Romanian', 'Tigrinya']
const { others, unusable } = shipped()
const file = (code: string) => JSON.parse(readFileSync(join(languagesFolder, `${code}.json`), 'utf8'))
const arabic = file('ar')
const read = (change: object, name = 'ar.json') => readTranslation(name, JSON.stringify({ ...arabic, ...change }))
const usable = (change: object) => {
  const translation = read(change)
  if (isUnusable(translation)) throw new Error(translation.unusable.join(' '))
  return translation
}
const why = (change: object, name?: string) => {
  const translation = read(change, name)
  return isUnusable(translation) ? translation.unusable.join(' ') : 'usable'
}

test('every language that we ship can be used', () => {
  expect(unusable).toEqual([])
  expect(others.map(one => one.english)).toEqual([...ours, 'Ukrainian', 'Vietnamese'])
})

test.each(others.map(one => [one.english, one] as const))('%s is whole, and has lost no placeholder', (_, language) => {
  expect(language.problems).toEqual([])
  expect(completeness(language)).toBe(100)
  for (const key of keys)
    expect([key, placeholdersIn(language.words.get(key) ?? '')]).toEqual([key, placeholdersIn(english[key])])
  expect(Intl.DateTimeFormat.supportedLocalesOf([language.code])).toEqual([language.code])
})

test.each([
  ['ar', 'rtl', 'noto-sans-arabic'],
  ['fa', 'rtl', 'noto-sans-arabic'],
  ['ps', 'rtl', 'noto-sans-arabic'],
  ['ckb', 'rtl', 'noto-sans-arabic'],
  ['ti', 'ltr', 'noto-sans-ethiopic'],
  ['uk', 'ltr', 'noto-sans'],
  ['vi', 'ltr', 'noto-sans'],
  ['pl', 'ltr', null]
])('%s runs %s and is drawn with %s', (code, direction, font) => {
  const language = others.find(one => one.code === code)
  expect([language?.direction, language?.font]).toEqual([direction, font])
})

test('every question that a child, a carer or a parent is asked is in the languages', () => {
  const known = new Set<string>(Object.values(english))
  const asked = phases.flatMap(phase =>
    formFor({ phase, circumstances: ['uasc', 'no-school-place'] }).sections.flatMap(({ id, owner, questions }) =>
      ['J', 'K', 'L'].includes(id)
        ? questions.flatMap(one =>
            (one.owner ?? owner) === owner
              ? [one.label, one.hint, ...(one.options ?? []).map(({ label }) => label)]
              : []
          )
        : []
    )
  )
  expect(asked.length).toBeGreaterThan(80)
  expect(asked.filter(words => words !== undefined && !known.has(words))).toEqual([])
})

test('what is missing, unknown or has lost a placeholder is said by its key, and its English stands in its place', () => {
  const { 'question.skip': _, ...words } = arabic.words
  const language = usable({ words: { ...words, 'start.hello': 'مرحبا.', 'question.next': ' ', mistyped: 'كلمة' } })
  expect(Object.fromEntries(language.problems.map(({ key, kind }) => [key, kind]))).toEqual({
    ...{ mistyped: 'unknown', 'question.skip': 'missing', 'question.next': 'missing', 'start.hello': 'placeholder' }
  })
  expect(language.problems.find(({ key }) => key === 'start.hello')?.what).toContain('It must hold {name}')
  for (const key of ['question.skip', 'question.next', 'start.hello'] as const)
    expect(language.words.has(key)).toBe(false)
  expect(completeness(language)).toBe(98)
})

test('a placeholder that is not in the English is a fault too', () =>
  expect(usable({ words: { ...arabic.words, 'question.next': '{name}' } }).problems).toMatchObject([
    { key: 'question.next', kind: 'placeholder' }
  ]))

test.each([
  [
    'a language without a font',
    { words: { ...arabic.words, 'question.next': 'ᠮᠣᠩᠭᠣᠯ' } },
    /No font of ours can draw “ᠮ”.*empty boxes/
  ],
  [
    'two scripts that no one font has',
    { words: { ...arabic.words, 'question.next': 'ቀጽል' } },
    /No font of ours can draw/
  ],
  ['the wrong direction', { direction: 'ltr' }, /run from right to left/],
  ['no direction', { direction: undefined }, /direction/],
  ['a key that we do not read', { nmae: 'x' }, /nmae/],
  ['words that are not words', { words: { 'question.next': 7 } }, /words → question.next/]
])('%s is refused, and says why', (_, change, words) => expect(why(change)).toMatch(words))

test('a file under another name, and one that is not JSON', () => {
  expect(why({}, 'arabic.json')).toBe('The file of Arabic is called ar.json.')
  const broken = readTranslation('ar.json', '{"language": "ar",}')
  expect(isUnusable(broken) && broken.unusable[0]).toMatch(/not JSON.*comma or a quotation mark/)
})

test('the version follows the words, and nothing else', () => {
  const { version } = usable({})
  expect(usable({ also: ['apc'] }).version).toBe(version)
  expect(usable({ words: { ...arabic.words, 'question.next': 'بعد ذلك' } }).version).not.toBe(version)
})

test('the published schema is what is read', () =>
  expect(JSON.parse(readFileSync(projectPath('docs', 'openpep-language-1.schema.json'), 'utf8'))).toEqual({
    $id: 'openpep-language-1',
    title: 'A language of the child’s, the carer’s and the parent’s own pages',
    ...z.toJSONSchema(languageFile, { target: 'draft-2020-12' })
  }))
