import { expect, test } from 'vitest'
import { sdqBand } from './sdq.ts'

test.each([
  [0, 'expected'],
  [13, 'expected'],
  [14, 'borderline'],
  [16, 'borderline'],
  [17, 'high'],
  [40, 'high'],
  [-1, null],
  [41, null],
  [12.5, null],
  [Number.NaN, null]
])('an SDQ total of %s is %s', (total, band) => expect(sdqBand(total)).toBe(band))
