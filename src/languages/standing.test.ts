import { expect, test } from 'vitest'
import { shipped } from './shipped.ts'
import { isOn, languageFor, offered, standingOf } from './standing.ts'

const { english, others } = shipped()
const arabic = others.find(one => one.code === 'ar') ?? english
const farsi = others.find(one => one.code === 'fa') ?? english

test.each([
  [undefined, 'unchecked', false, true],
  [{ version: arabic.version, off: false }, 'checked', true, true],
  [{ version: 'another', off: false }, 'changed', false, true],
  [{ version: arabic.version, off: true }, 'off', false, false],
  [{ version: 'another', off: true }, 'off', false, false]
] as const)('checked as %j it is %s: on in production %s, in the demonstration %s', (checked, standing, real, demo) => {
  expect(standingOf(arabic, checked)).toBe(standing)
  expect([isOn(standing, false), isOn(standing, true)]).toEqual([real, demo])
})

test('production offers only what is checked, the demonstration all but what is turned off', () => {
  const checked = { ar: { version: arabic.version, off: false }, fa: { version: farsi.version, off: true } }
  expect(offered(others, checked, false)).toEqual([arabic])
  expect(offered(others, checked, true)).toEqual(others.filter(one => one !== farsi))
  expect(offered(others, {}, false)).toEqual([])
})

test.each([
  ['as chosen', 'ar', ['prs'], arabic],
  ['English, chosen over what the record says', 'en', ['ar'], english],
  ['as the record says, the interpreter’s language first', null, ['prs', 'ar'], farsi],
  ['the next that is known, where the first is not to be had', null, ['mis', 'ar'], arabic],
  ['as the record says, where the chosen one is not on any more', 'ti', [null, 'ar'], arabic],
  ['English, where nothing is known', null, [null, null], english]
] as const)('%s', (_, chosen, known, expected) =>
  expect(languageFor([arabic, farsi], english, { chosen, known })).toBe(expected)
)
