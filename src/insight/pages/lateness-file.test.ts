import { expect, test } from 'vitest'
import type { LateStep } from '../lateness.ts'
import { lateCsv } from './lateness-file.ts'

const step: LateStep = {
  pepId: 'p',
  childId: 'c',
  childName: '=cmd|A1',
  words: 'Submit the plan',
  holder: 'designated-teacher',
  person: 'Priya Raman',
  setting: 'Oak Lane School',
  team: 'North',
  adviser: 'Helen Marlowe',
  due: '2026-10-23',
  lateSince: '2026-10-24',
  inside: false,
  days: 5
}

test('each row says whose it is, of which team and adviser, since when, and whether the child is in the first 20 days', () => {
  const nobody = { ...step, person: null, setting: null, team: null, adviser: null, inside: true, days: -3 }
  expect(lateCsv([step, nobody]).replace('\uFEFF', '').split('\r\n')).toEqual([
    'child,step,role,who holds it,setting,team,adviser,due,late since,days late,inside first 20 days',
    "'=cmd|A1,Submit the plan,Designated teacher,Priya Raman,Oak Lane School,North,Helen Marlowe,2026-10-23,2026-10-24,5,no",
    "'=cmd|A1,Submit the plan,Designated teacher,Nobody is recorded,No school place,No team,No adviser,2026-10-23,,,yes",
    ''
  ])
})
