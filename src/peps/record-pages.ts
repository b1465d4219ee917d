import type { RecordKind } from '../forms/definition.ts'

/** Where a section's typed record has its page, below the plan's own address, and the words of the way there. */
export const recordPages: Partial<Record<RecordKind, { readonly path: string; readonly words: string }>> = {
  targets: { path: 'targets', words: 'Targets for the coming term' },
  'last-targets': { path: 'last-targets', words: 'Review last term’s targets' },
  premium: { path: 'premium', words: 'Pupil Premium Plus requests' },
  attendance: { path: 'attendance', words: 'Attendance figures and suspensions' },
  attainment: { path: 'attainment', words: 'Progress in each subject' },
  'views-child': { path: 'views', words: 'How the child is heard' },
  'views-carer': { path: 'views', words: 'How the carer is heard' },
  'views-parent': { path: 'views', words: 'How the parent is heard' },
  meeting: { path: 'meeting', words: 'The meeting: date, invitations, who came, next date' },
  agreement: { path: 'check', words: 'The social worker’s check' },
  quality: { path: 'review', words: 'The adviser’s review' },
  documents: { path: 'documents', words: 'Attached documents' }
}
