import { expect, test } from 'vitest'
import { nameBeside, nameOf } from './who.ts'

const child = (first_name: string | null, preferred_name: string | null, last_name: string | null) => ({
  first_name,
  preferred_name,
  last_name
})

test.each([
  ['Siân', 'Seren', 'Llewellyn-Price', 'sian', 'Siân Llewellyn-Price'],
  ['Siân', 'Seren', 'Llewellyn-Price', 'Sian Llew', 'Siân Llewellyn-Price'],
  ['Siân', 'Seren', 'Llewellyn-Price', 'seren', null],
  ['Siân', 'Seren', 'Llewellyn-Price', 'price', null],
  ['Siân', 'Seren', 'Llewellyn-Price', '', null],
  ['Siân', 'Seren', 'Llewellyn-Price', '!', null],
  ['Samīra', 'سميرة', 'al-Ḥaddād', '', 'Samīra al-Ḥaddād'],
  ['Samīra', 'سميرة', 'al-Ḥaddād', 'سميرة', 'Samīra al-Ḥaddād'],
  ['سميرة', null, 'الحداد', '', null],
  ['سميرة', 'سمسم', 'الحداد', '', null],
  ['Tuyết', null, 'Nguyễn', 'tuyet', null],
  ['Šimon', null, 'Žák-O’Brien', '', null],
  [null, 'Ash', null, 'x', null],
  [null, null, null, '', null]
])('beside %s “%s” %s, searched “%s”: %s', (first, likes, last, searched, beside) =>
  expect(nameBeside(child(first, likes, last), searched)).toBe(beside)
)

test('how a child is called', () => {
  expect(nameOf(child('Siân', 'Seren', 'Price'))).toBe('Seren Price')
  expect(nameOf(child(null, null, null))).toBe('Name not known')
})
