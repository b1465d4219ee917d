import { expect, it } from 'vitest'
import { workAddress } from './email-address.ts'

it.each([
  ['Jo.Smith@Council.example', 'jo.smith@council.example'],
  ["o'brien@school.sch.example", "o'brien@school.sch.example"]
])('%s is a work address', (typed, value) => expect(workAddress(typed)).toEqual({ value }))

it.each([
  ['a Cyrillic о in the name', 'jо@council.example', 'holds “о”'],
  ['a Greek ο in the place', 'jo@cοuncil.example', 'holds “ο”'],
  ['full-width letters', 'ｊo@council.example', 'holds “ｊ”'],
  ['a joiner that nobody sees', 'jo\u200d@council.example', 'holds “'],
  ['the same place as a browser writes it', 'jo@xn--cuncil-kwg.example', 'another script'],
  ['a sub-domain so written', 'jo@mail.xn--cuncil-kwg.example', 'another script'],
  ['no place', 'jo@council', 'is not an e-mail address']
])('%s is refused, and said', (_, typed, reason) => {
  const read = workAddress(typed)
  expect('reason' in read && read.reason).toContain(reason)
})
