import { describe, expect, it } from 'vitest'
import { fileName, recordFileName } from './file-name.ts'
import { fullPlan } from './plan-document.samples.ts'

describe('the name of a plan’s file', () => {
  it('for the record is the care-system id, year, term and date', () => {
    const plan = { careSystemId: 'NM-204417', year: '2026-27', term: 'autumn', date: '2026-10-30' } as const
    expect(recordFileName(plan)).toBe('NM-204417_PEP_2026-27_autumn_2026-10-30.pdf')
    expect(recordFileName({ ...plan, careSystemId: '../É 1/\u0000' })).toBe('E-1_PEP_2026-27_autumn_2026-10-30.pdf')
    expect(recordFileName({ ...plan, careSystemId: '' })).toBe('unknown_PEP_2026-27_autumn_2026-10-30.pdf')
  })

  it('for people has no identifier and no setting', () => {
    expect(fileName(fullPlan('carer'))).toBe('Plan for Amira, autumn 2026, carer’s copy.pdf')
    const parents = fileName(fullPlan('parent'))
    expect(parents).not.toMatch(/Hollin|NM-|H801/)
  })

  it.each([
    ['../../x', 'x'],
    ['a"b\r\nc:*?', 'abc'],
    ['\u202eSiân', 'Siân'],
    ['ليلى', 'ليلى'],
    ['   ', 'a child'],
    ['', 'a child']
  ])('holds no more of the name %j than %j', (name, shown) => {
    const plan = fullPlan('child')
    const spring = { ...plan, child: { ...plan.child, name }, pep: { ...plan.pep, term: 'spring' as const } }
    expect(fileName(spring)).toBe(`Plan for ${shown}, spring 2027, my own copy.pdf`)
  })
})
