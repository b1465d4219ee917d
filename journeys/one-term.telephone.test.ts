import { describe } from 'vitest'
import { oneTerm } from './one-term.ts'

describe('one term, on a telephone, 320 pixels wide, without JavaScript', () =>
  oneTerm({
    means: { javaScript: false, width: 320 },
    child: { first: 'Jonah', last: 'Fellwater', id: 'ONE-2', upn: '', born: '2014-06-03' },
    careBegan: '2026-11-24',
    arrangedOn: '2026-11-25',
    meeting: '2026-12-08',
    written: '2026-12-09',
    next: '2027-01-27'
  }))
