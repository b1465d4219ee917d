import { sessionColumns, summaryColumns } from './attendance.ts'
import { childColumns } from './children.ts'
import type { Columns } from './columns.ts'
import { personColumns } from './people.ts'

/** The tables whose headings an authority may name in its own way. GIAS and the 903 are the nation's, and named by it. */
export const layouts = {
  children: { children: childColumns },
  people: { people: personColumns },
  attendance: { sessions: sessionColumns, summaries: summaryColumns }
} as const satisfies Record<string, Record<string, Columns>>

export type Mappable = keyof typeof layouts
export const isMappable = (kind: string): kind is Mappable => kind in layouts

const abbreviations = new Set(['id', 'upn', 'urn', 'iro', 'sen', 'am', 'pm'])

const inOtherWords: Readonly<Record<string, string>> = {
  care_system_id: 'Number in your care system',
  child_id_903: 'Number in the 903',
  upn: 'Pupil number (UPN)',
  setting_urn: 'School’s number (URN)',
  setting_name: 'School’s name',
  iro_email: 'Reviewing officer’s e-mail',
  adviser_email: 'Adviser’s e-mail',
  social_worker_email: 'Social worker’s e-mail',
  carer_email: 'Carer’s e-mail',
  carer_name: 'Carer’s name',
  carer_phone: 'Carer’s phone',
  uasc: 'Unaccompanied, seeking asylum',
  possible: 'Sessions possible',
  email: 'E-mail'
}

/** `first_name` as somebody would say it: "First name". */
export function columnWords(heading: string): string {
  const said = heading
    .split('_')
    .map(word => (abbreviations.has(word) ? word.toUpperCase() : word))
    .join(' ')
  return inOtherWords[heading] ?? said.charAt(0).toUpperCase() + said.slice(1)
}
