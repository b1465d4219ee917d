import type { RecordKind, Section } from '../forms/definition.ts'
import { type ActionName, may } from '../guidance/access.ts'
import { socialWorkerLeads } from '../guidance/leader.ts'
import type { Role } from '../guidance/words.ts'
import type { Pep } from './pep.ts'

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

/** The pages that ask the rest of a record's section too, and end it: nobody passes through the section's own page to them. */
const wholePages: Partial<Record<RecordKind, { readonly path: string; readonly needs: ActionName }>> = {
  attainment: { path: 'attainment', needs: 'read section' },
  'last-targets': { path: 'last-targets', needs: 'read plan' },
  targets: { path: 'targets', needs: 'read plan' },
  premium: { path: 'premium', needs: 'read plan' },
  meeting: { path: 'meeting/held', needs: 'record meeting' },
  documents: { path: 'documents', needs: 'read plan' }
}

/** Where a section is read and written: on its record's page where that is the whole of it and theirs to open, else on its own. */
export function placeOf(pep: Pep, { id, record }: Pick<Section, 'id' | 'record'>, standing: readonly Role[]): string {
  const whole = record ? wholePages[record] : undefined
  const subject = { state: pep.state, socialWorkerLeads: socialWorkerLeads(pep), section: id, grantedSections: [id] }
  const opens = whole !== undefined && may(whole.needs, standing, subject)
  return `/peps/${pep.id}/${opens ? whole.path : `sections/${id}`}`
}
