import { describe } from 'vitest'
import { oneTerm } from './one-term.ts'

describe('one term, at a desk, 1280 pixels wide, with JavaScript', () =>
  oneTerm({
    means: { javaScript: true, width: 1280 },
    child: { first: 'Amara', last: 'Quillfeather', id: 'ONE-1', upn: '', born: '2014-05-12' },
    careBegan: '2026-11-09',
    arrangedOn: '2026-11-10',
    meeting: '2026-11-24',
    written: '2026-11-25',
    next: '2027-01-26'
  }))
