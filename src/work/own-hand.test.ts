import { expect, test } from 'vitest'
import type { Subject } from '../guidance/conditions.ts'
import type { Role } from '../guidance/words.ts'
import { byOwnHand } from './own-hand.ts'
import type { Place } from './steps.ts'

const open: Subject = { state: 'in-progress', socialWorkerLeads: false }
const submitted: Subject = { state: 'submitted', socialWorkerLeads: false }
test.each<[Role[], Place, Subject, string | null]>([
  [['team-manager'], 'arrange', open, 'Arrange it yourself'],
  [['team-manager'], 'views', open, 'Record them yourself'],
  [['team-manager'], 'part', open, 'Write it yourself'],
  [['team-manager'], 'check', submitted, 'Check it yourself'],
  [['team-manager'], 'copies', { ...submitted, state: 'signed-off' }, 'Save it yourself'],
  [['team-manager'], 'check', open, null],
  [['team-manager'], 'held', open, null],
  [['team-manager'], 'held', { ...open, socialWorkerLeads: true }, 'Record it yourself'],
  [['team-manager'], 'submit', open, null],
  [['team-manager'], 'review', submitted, null],
  [['team-manager'], 'before-meeting', open, null],
  [['team-manager'], 'school-place', open, 'Search yourself'],
  [['social-worker'], 'place-review', open, 'Review it yourself'],
  [['social-worker'], 'arrange', open, 'Arrange it yourself'],
  [['adviser'], 'part', open, null],
  [['virtual-school-head', 'adviser'], 'arrange', { ...open, socialWorkerLeads: true }, null],
  [[], 'arrange', open, null]
])('%j, %s, %o: %s', (roles, place, subject, words) => expect(byOwnHand(place, roles, subject)).toBe(words))
