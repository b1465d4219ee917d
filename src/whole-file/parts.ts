/**
 * What the record holds of a child, table by table, in the order in which it is read. A table that is neither here nor among
 * the exceptions fails `whole-file.db.test.ts`.
 */
export interface Part {
  readonly title: string
  /** Columns that tell of somebody else, beyond those that refer to a person. */
  readonly others?: readonly string[]
}

export const parts: Readonly<Record<string, Part>> = {
  child: { title: 'The child' },
  child_record: { title: 'Numbers and other facts' },
  care_period: { title: 'Time in care' },
  care_review: { title: 'Reviews of care' },
  placement: { title: 'Placements', others: ['provider'] },
  placement_address: { title: 'Addresses of placements', others: ['address', 'postcode'] },
  carer_contact: { title: 'The carer', others: ['name', 'email', 'phone'] },
  no_contact: { title: 'Who must not have contact', others: ['words'] },
  enrolment: { title: 'Schools and colleges' },
  move_approval: { title: 'Approval of moves of school', others: ['officer'] },
  school_application: { title: 'Applications for a school place' },
  place_review: { title: 'Reviews of the search for a school place' },
  allocation: { title: 'People of the child' },
  restricted_reader: { title: 'Who may read a restricted record', others: ['reason'] },
  break_glass: { title: 'Who opened the restricted record without being named for it', others: ['reason'] },
  sdq: { title: 'Strengths and difficulties scores', others: ['by_whom'] },
  pep: { title: 'Plans' },
  pep_keeper: { title: 'Who keeps an open plan' },
  section_grant: { title: 'Who was asked for sections' },
  section_state: { title: 'Finished sections' },
  section_return: { title: 'Returned sections' },
  answer: { title: 'Answers', others: ['english_by'] },
  answer_version: { title: 'How answers have changed' },
  answer_rival: { title: 'Answers that two people wrote at once' },
  views: { title: 'How views were heard', others: ['with_whom'] },
  planned_meeting: { title: 'Meetings planned for the year' },
  meeting: { title: 'Meetings', others: ['place', 'link', 'held_without', 'notes'] },
  meeting_poll: { title: 'Dates that were asked about' },
  poll_vote: { title: 'Answers about dates', others: ['name', 'choices', 'words'] },
  invitation: { title: 'Invitations', others: ['name', 'email', 'answer', 'answer_words'] },
  attendee: { title: 'Who came', others: ['name', 'reason'] },
  action: { title: 'Actions', others: ['owner_name'] },
  target: { title: 'Targets', others: ['lead_name', 'actions'] },
  target_review: { title: 'Reviews of targets' },
  premium_line: { title: 'Pupil Premium Plus', others: ['provider'] },
  attendance_summary: { title: 'Attendance' },
  suspension: { title: 'Suspensions' },
  attainment: { title: 'Attainment' },
  pep_check: { title: 'The social worker’s checks' },
  correction: { title: 'Corrections' },
  quality_review: { title: 'Quality checks' },
  feedback: { title: 'Feedback' },
  addendum: { title: 'What was added later' },
  concern: { title: 'Concerns', others: ['words'] },
  concern_message: { title: 'What was written in concerns', others: ['words'] },
  document: { title: 'Attached files' },
  issued_copy: { title: 'Copies that were issued' },
  delivery: { title: 'Copies sent to the case record' },
  transfer_pack: { title: 'Transfer packs' },
  outbox: { title: 'Messages', others: ['to_email'] },
  whole_file: { title: 'Earlier requests for this file', others: ['reason'] },
  audit_event: { title: 'Who has looked at the record, or changed it' }
}

/** Tables with a child that are not in the file, and why. */
export const exceptions: Readonly<Record<string, string>> = {
  match_decision: 'Which numbers of files are this child’s and which are not: the others are other children’s.',
  clock: 'Due dates: counted from the dates that are in the file.',
  reminder: 'Who was reminded of a due date: it tells nothing of the child.',
  reminder_rung: 'Which reminders have gone out: it tells nothing of the child.'
}

/** Rows of a table that is in the file which are not, and why. */
export const partly: Readonly<Record<string, string>> = {
  outbox: 'Messages to sign in or to give views: they hold a secret link. Links are taken out of all messages.'
}

/** Columns that are not told: the same in every row, made for the program alone, or secret. */
export const notTold: ReadonlySet<string> = new Set([
  ...['authority_id', 'child_id', 'search', 'mutation'],
  ...['event_key', 'message_id', 'ics']
])
