import type { Tx } from '../db/transaction.ts'
import { inWords } from '../guidance/dates.ts'
import { participants } from '../guidance/submission.ts'
import type { SectionId } from '../guidance/words.ts'
import { isAssessment } from '../learning/assessments.ts'
import { attainmentOf, type StandingAttainment } from '../learning/attainment.ts'
import { assessmentInWords, attainmentInLines } from '../learning/attainment-words.ts'
import { attendanceOf as figuresOf, suspensionsOf } from '../learning/attendance.ts'
import { attendanceInLines } from '../learning/attendance-form.ts'
import { attendanceFinding } from '../learning/attendance-picture.tsx'
import { suspensionReason } from '../learning/scales.ts'
import { attendanceOf, presenceNames } from '../meetings/held.ts'
import { partyNames } from '../meetings/meeting.ts'
import type { Pep } from '../peps/pep.ts'
import { areaName } from '../targets/areas.ts'
import { targetsOf } from '../targets/target.ts'
import { targetInLines } from '../targets/target-card.tsx'
import type { RecordRef } from './record-refs.ts'

/** One record of a plan that a social worker may say is wrong: what it is called, and its words as they stand. */
export interface ReadRecord {
  readonly ref: RecordRef
  readonly section: SectionId
  readonly label: string
  readonly words: string
}

/** Attendance, each subject, each target and who came, in the order of the form. */
export async function recordsOf(tx: Tx, pep: Pep): Promise<readonly ReadRecord[]> {
  const came = await attendanceOf(tx, pep.id)
  return [
    ...(await attendanceRecord(tx, pep)),
    ...(await attainmentOf(tx, pep.id)).map(row => attainmentRecord(row, pep)),
    ...(await targetsOf(tx, pep.id)).map((target, at) => ({
      ref: `target:${target.id}` as const,
      section: 'P' as const,
      label: `Target ${at + 1}: ${areaName(target.area)}`,
      words: targetInLines(target)
    })),
    ...participants.flatMap(party => {
      const one = came.get(party)
      if (!one) return []
      const more = [one.reason, one.standIn && `in their place: ${one.standIn}`].filter(Boolean).join('; ')
      const words = `${presenceNames[one.presence]}${more ? ` (${more})` : ''}`
      return [{ ref: `came:${party}` as const, section: 'T' as const, label: partyNames[party], words }]
    })
  ]
}

async function attendanceRecord(tx: Tx, pep: Pep): Promise<ReadRecord[]> {
  const figures = (await figuresOf(tx, pep.id))?.content
  const suspended = (await suspensionsOf(tx, pep.id)).map(
    one =>
      `Suspended from ${inWords(one.starts)} for ${one.sessions} ${one.sessions === 1 ? 'session' : 'sessions'}: ${suspensionReason(one.reason)}`
  )
  if (!figures && suspended.length === 0) return []
  const counted = figures ? [attendanceFinding(figures), attendanceInLines({ ...figures, byWeek: [] })] : []
  return [{ ref: 'attendance', section: 'G', label: 'Attendance', words: [...counted, ...suspended].join('\n') }]
}

function attainmentRecord({ id, content }: StandingAttainment, { phase, formVersion: version }: Pep): ReadRecord {
  const words = isAssessment(content.subject)
    ? assessmentInWords(content, version)
    : attainmentInLines(content, { phase, version }).split('\n').slice(1).join('\n')
  return { ref: `attainment:${id}`, section: 'I', label: content.subject, words: words || 'Nothing recorded' }
}
