import { expect, it } from 'vitest'
import { amountInWords } from './premium.ts'

it.each([
  [1200, 'hour', '12 hours'],
  [1000, 'session', '10 sessions'],
  [100, 'hours', '1 hour'],
  [50, 'day', '0.5 days'],
  [300, 'Books', '3 Books'],
  [200, 'one-to-one tuition', '2 one-to-one tuition'],
  [400, '', '4']
])('%i hundredths of “%s” are %s', (hundredths, unit, words) => expect(amountInWords({ hundredths, unit })).toBe(words))
