import { expect, test } from 'vitest'
import { signatureOf } from './signature.ts'

const answer = {
  by: 'Grace Adeyemi',
  forName: null,
  at: '2026-06-12 09:30:00+00',
  carried: false,
  confirmed: null as { by: string; byId: string; at: string } | null
}
const priya = { by: 'Priya Raman', byId: 'p', at: '2026-10-03 13:00:00+00' }

test.each([
  ['written this term', answer, 'Grace Adeyemi, 12 June 2026'],
  ['entered for another', { ...answer, forName: 'Ann Ode' }, 'Grace Adeyemi for Ann Ode, 12 June 2026'],
  ['carried', { ...answer, carried: true }, 'From last term, not confirmed: Grace Adeyemi, 12 June 2026'],
  [
    'still true, said by somebody else',
    { ...answer, confirmed: priya },
    'Grace Adeyemi, 12 June 2026. Still true: Priya Raman, 3 October 2026'
  ]
])('%s', (_, given, words) => expect(signatureOf(given)).toBe(words))
