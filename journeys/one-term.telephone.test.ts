import { describe } from 'vitest'
import { oneTerm } from './one-term.ts'

describe('one term, on a telephone, 320 pixels wide, without JavaScript', () =>
  oneTerm({
    means: { javaScript: false, width: 320 },
    child: { first: 'Jonah', last: 'Fellwater', id: 'ONE-2', upn: '', born: '2014-06-03' },
    careBegan: '2026-11-17',
    arrangedOn: '2026-11-18',
    meeting: '2026-12-01',
    written: '2026-12-02',
    next: '2027-01-27'
  }))
