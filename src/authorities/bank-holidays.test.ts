import { expect, it } from 'vitest'
import { bankHolidays } from './bank-holidays.ts'

const of = (year: number) => [...bankHolidays([year]).keys()].map(date => date.slice(5)).join(' ')

// As published on GOV.UK, weekend originals kept beside their substitutes.
it.each([
  [2012, '01-01 01-02 04-06 04-09 05-07 06-04 06-05 08-27 12-25 12-26'],
  [2011, '01-01 01-03 04-22 04-25 04-29 05-02 05-30 08-29 12-25 12-26 12-27'],
  [2020, '01-01 04-10 04-13 05-08 05-25 08-31 12-25 12-26 12-28'],
  [2021, '01-01 04-02 04-05 05-03 05-31 08-30 12-25 12-26 12-27 12-28'],
  [2022, '01-01 01-03 04-15 04-18 05-02 06-02 06-03 08-29 09-19 12-25 12-26 12-27'],
  [2023, '01-01 01-02 04-07 04-10 05-01 05-08 05-29 08-28 12-25 12-26'],
  [2026, '01-01 04-03 04-06 05-04 05-25 08-31 12-25 12-26 12-28'],
  [2027, '01-01 03-26 03-29 05-03 05-31 08-30 12-25 12-26 12-27 12-28']
])('the bank holidays of %i', (year, dates) => expect(of(year)).toBe(dates))

it('names them', () => expect(bankHolidays([2022]).get('2022-09-19')).toMatch(/Funeral/))
it('gives the same map for the same years, whatever their order', () =>
  expect(bankHolidays([2026, 2025, 2026])).toBe(bankHolidays([2025, 2026])))
it('knows no other years', () => expect(bankHolidays([2026]).has('2027-01-01')).toBe(false))
