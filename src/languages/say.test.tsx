import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { renderToString } from 'preact-render-to-string'
import { expect, test } from 'vitest'
import { sayIn } from './say.tsx'
import { languagesFolder, shipped } from './shipped.ts'
import { isUnusable, readTranslation, type Translation } from './translation.ts'

const { english, others } = shipped()
const language = (code: string): Translation => others.find(one => one.code === code) ?? english
const html = (said: unknown) => renderToString(<p>{said as string}</p>)

/** Arabic of which some phrases are not translated. */
function without(...missing: string[]): Translation {
  const file = JSON.parse(readFileSync(join(languagesFolder, 'ar.json'), 'utf8'))
  for (const key of missing) delete file.words[key]
  const read = readTranslation('ar.json', JSON.stringify(file))
  if (isUnusable(read)) throw new Error(read.unusable.join(' '))
  return read
}

test('a name is set apart, whatever its script, and never run', () => {
  const say = sayIn(language('ar'))
  expect(html(say('start.hello', { name: '<b>Dawit</b>' }))).toBe(
    '<p>مرحبا <bdi>&lt;b>Dawit&lt;/b></bdi>. هذا هو الجزء الخاص بك.</p>'
  )
})

test('what is not translated is English, and marked so; in English nothing is marked', () => {
  const say = sayIn(without('question.next', 'start.hello'))
  expect(html(say('question.next'))).toBe('<p><span lang="en" dir="ltr">Next</span></p>')
  expect(html(say('start.hello', { name: 'پروانه' }))).toBe(
    '<p><span lang="en" dir="ltr">Hello <bdi>پروانه</bdi>. This is your part.</span></p>'
  )
  expect(say.text('question.next')).toBe('Next')
  expect(html(sayIn(english)('question.next'))).toBe('<p>Next</p>')
})

test('a question is found by its English; one that an authority has reworded is asked in English, marked so', () => {
  const say = sayIn(language('ar'))
  expect(say.asked('Who helps you?')).toBe('من يساعدك؟')
  expect(html(say.asked('Who helps you most?'))).toBe('<p><span lang="en" dir="ltr">Who helps you most?</span></p>')
  // Words of the pages are no words of the form.
  expect(html(say.asked('Next'))).toContain('lang="en"')
})

test('a problem with an answer is said in the language, its figures kept', () => {
  const say = sayIn(language('ar'))
  expect(say.problem('Shorten this to 20,000 characters or fewer. It has 100,000.')).toBe(
    'اختصر هذا إلى 20,000 حرف أو أقل. فيه الآن 100,000.'
  )
  expect(say.problem('Something new')).toBe('Something new')
})

test.each([
  ['en', 'Thursday 3 December 2026'],
  ['ar', 'الخميس، 3 ديسمبر 2026'],
  ['fa', 'پنجشنبه 3 دسامبر 2026'],
  ['uk', 'четвер, 3 грудня 2026 р.'],
  ['pl', 'czwartek, 3 grudnia 2026'],
  ['ti', 'ሓሙስ፣ 3 ታሕሳስ 2026']
])('the day as it is written in %s, with the figures of the school’s letters', (code, words) =>
  expect(sayIn(language(code)).date(Temporal.PlainDate.from('2026-12-03'))).toBe(words)
)

test.each(others.map(one => [one.code, one] as const))('%s names its weekday and month in its own words', (_, one) => {
  const words = sayIn(one).date(Temporal.PlainDate.from('2026-12-03'))
  expect(words).toMatch(/2026/)
  expect(words).not.toMatch(/Thursday|December/)
})
