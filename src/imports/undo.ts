import { record } from '../audit/audit.ts'
import type { Tx } from '../db/transaction.ts'
import type { PlainDate } from '../guidance/dates.ts'
import type { Refusal } from '../guidance/words.ts'
import { projectAuthority } from '../peps/clocks.ts'
import { oneImportAtATime } from './bulk.queries.ts'
import type { RunRow } from './import-run.queries.ts'
import { markUndone, takeBack } from './undo.queries.ts'

/** How long what was before an import is kept. */
export const daysToUndo = 30

/** Tables as a person would name their rows: one, several. */
export const writtenWords: Readonly<Record<string, readonly [string, string]>> = {
  child: ['child', 'children'],
  child_record: ['child’s numbers and other facts', 'children’s numbers and other facts'],
  care_period: ['time in care', 'times in care'],
  placement: ['placement', 'placements'],
  placement_address: ['address of a placement', 'addresses of placements'],
  carer_contact: ['carer’s contact', 'carers’ contacts'],
  care_review: ['review of care', 'reviews of care'],
  enrolment: ['place at a school', 'places at schools'],
  allocation: ['worker or carer of a child', 'workers and carers of children'],
  move_approval: ['approval asked for', 'approvals asked for'],
  pep: ['plan', 'plans'],
  attendance_summary: ['plan’s attendance', 'plans’ attendance'],
  setting: ['school or college', 'schools and colleges'],
  person: ['account', 'accounts'],
  team: ['team', 'teams'],
  appointment: ['post', 'posts'],
  calendar_term: ['term', 'terms']
}

const changed: Readonly<Record<string, string>> = {
  pep: 'a plan that it opened or changed has been worked on',
  pep_keeper: 'a plan that it opened or changed has been worked on',
  section_state: 'a plan that it opened or changed has been worked on',
  answer: 'an answer has been written in a plan that it opened or changed',
  answer_version: 'an answer has been written in a plan that it opened or changed',
  setting: 'a school that it wrote has been changed, by a later import or by hand',
  appointment: 'a post that it gave has been changed',
  person: 'an account that it made has been changed',
  calendar_term: 'a term that it wrote has been changed'
}
const used: Readonly<Record<string, string>> = {
  pep: 'a plan depends on it: one was opened for a child that it brought, or handed in with its figures',
  answer: 'an answer has been written in a plan that it opened',
  answer_version: 'an answer has been written in a plan that it opened',
  session: 'somebody to whom it gave an account or a post has signed in',
  credential: 'somebody to whom it gave an account has signed in',
  allocation: 'a child has been given to somebody whom it brought',
  enrolment: 'a child goes to a school that it brought, or has moved from one that it closed',
  match_decision: 'somebody has said who a child of another file is, by a child that it brought',
  meeting: 'a meeting is arranged for a plan that it opened',
  reminder: 'somebody was reminded of a plan that it opened'
}

/** Why an import cannot be taken back, in words that say what to do instead. */
export function whyNotUndone(because: string): string {
  const [what = '', table = ''] = because.split(' ')
  if (what === 'gone')
    return `This import cannot be undone any more: what was before is kept for ${daysToUndo} days, until the next import of the kind, and not in a restored backup. Nothing was changed.`
  const reason =
    what === 'used'
      ? (used[table] ?? 'something that was written since depends on what it brought')
      : (changed[table] ?? 'a record that it wrote has been changed, by a later import or by hand')
  return `The import cannot be undone, because ${reason}. Nothing was changed. Correct what is wrong by hand, or in the file, and import it again.`
}

/** Takes the last import of a kind back, all or nothing; the record of the import and of this stays. */
export async function undoImport(
  tx: Tx,
  run: RunRow,
  { person, today }: { readonly person: string; readonly today: PlainDate }
): Promise<Refusal | null> {
  await oneImportAtATime(tx, run.authority_id)
  const { because, children } = await takeBack(tx, run.id)
  if (because) return { refused: whyNotUndone(because) }
  if (run.kind !== 'gias' && run.kind !== 'people') await projectAuthority(tx, run.authority_id, today)
  await markUndone(tx, run.id, person)
  await record(tx, {
    person,
    action: `undo import ${run.kind}`,
    authorityId: run.authority_id,
    ids: children,
    payload: { run: run.id, written: run.written }
  })
  return null
}
