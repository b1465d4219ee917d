import { type ActionName, may } from '../guidance/access.ts'
import type { Subject } from '../guidance/conditions.ts'
import type { Role } from '../guidance/words.ts'
import type { Place } from './steps.ts'

/** What somebody does in the place of whoever holds a step, and what they must be allowed to do. */
const byOneself: Readonly<Partial<Record<Place, readonly [action: ActionName, words: string]>>> = {
  arrange: ['arrange meeting', 'Arrange it yourself'],
  held: ['record meeting', 'Record it yourself'],
  views: ['send a link for views', 'Record them yourself'],
  part: ['write section', 'Write it yourself'],
  submit: ['submit pep', 'Submit it yourself'],
  check: ['check pep', 'Check it yourself'],
  copies: ['confirm filed', 'Save it yourself'],
  'school-place': ['look for a school place', 'Search yourself'],
  'place-review': ['look for a school place', 'Review it yourself']
}

/** Who acts for a colleague in the same line: a social worker's manager, and the social worker for a school that waits. */
const inTheLine: readonly Role[] = ['team-manager', 'social-worker']

/** The words of the link where somebody may do a step that another holds; null where they may not. */
export function byOwnHand(place: Place, roles: readonly Role[], subject: Subject): string | null {
  const own = byOneself[place]
  const acting = roles.filter(role => inTheLine.includes(role))
  return own && may(own[0], acting, { ...subject, sectionOwner: 'social-worker' }) ? own[1] : null
}
