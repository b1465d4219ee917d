import { newId } from '../db/id.ts'
import type { Answers } from '../forms/definition.ts'
import { fill, readersOf } from './answers.ts'
import { choose } from './chance.ts'
import { teacherAt } from './people.ts'
import type { Pep } from './plan.ts'
import { meetingNotes } from './sentences.ts'

const times = ['09:30', '13:15', '14:00', '15:30', '11:00'] as const

/** The meeting, who was asked, who came, and what each will do. */
export function addMeeting(pep: Pep): void {
  const { plan, rows, own, leader, place, facts, telling, days } = pep
  if (!plan.arrangedOn || !plan.meetingOn) return
  const { child } = facts
  const parentAsked = child.family?.parent !== undefined
  const term = plan.nextOn && days.term(plan.nextOn)
  rows.add('meeting', {
    ...own,
    on_date: plan.meetingOn.toString(),
    at_time: times[place % times.length] ?? '10:00',
    place: telling.setting ? `${telling.setting}, meeting room` : 'The council’s offices, room 4',
    place_withheld: child.addressWithheld ?? child.settingWithheld ?? false,
    chair_id: leader,
    interpreter: child.interpreter ? 'confirmed' : 'not-needed',
    interpreter_words: child.interpreter ? 'For the child, and for the carer where they wish' : null,
    interpreter_asked_on: child.interpreter ? plan.arrangedOn.toString() : null,
    interpreter_confirmed_on: child.interpreter ? plan.arrangedOn.toString() : null,
    arranged_on: plan.arrangedOn.toString(),
    arranged_by: leader,
    parent_agreed_by: parentAsked ? pep.socialWorker : null,
    parent_agreed_on: parentAsked ? plan.arrangedOn.toString() : null,
    held_on: plan.held ? plan.meetingOn.toString() : null,
    held_recorded_by: plan.held ? leader : null,
    notes: plan.held ? fill(choose(meetingNotes, `${child.key} ${plan.meetingOn}`), telling) : null,
    next_on: plan.nextOn?.toString() ?? null,
    next_reason: term && plan.nextOn && days.isLate(plan.nextOn) ? 'The new school’s first free day.' : null
  })
  invite(pep)
  if (plan.held) {
    cameWho(pep)
    addActions(pep)
  }
}

/** What some have answered about a meeting to come. */
const answers: Readonly<Record<string, readonly [string, string | null]>> = {
  'social-worker': ['accepted', null],
  carer: ['declined', 'I work on that day until three. Any day after half past three is better.'],
  parent: ['views-instead', 'I would like to hear how reading goes, and I can help with it on Sundays.'],
  'next-setting': ['accepted', null]
}

function invite({ plan, rows, own, facts, named, teacher, socialWorker, telling, days }: Pep) {
  const { child } = facts
  const at = (time: string) => plan.arrangedOn && days.at(plan.arrangedOn, time)
  const send = (party: string, person_id: string | null, name: string) => {
    const [answer, answer_words] = plan.held ? [null, null] : (answers[party] ?? [null, null])
    const answered = { answer, answer_words, answered_at: answer ? at('16:40') : null }
    rows.add('invitation', { id: newId(), ...own, party, person_id, name, sent_at: at('10:05'), ...answered })
  }
  if (teacher && telling.teacher) send('designated-teacher', teacher, telling.teacher)
  send('social-worker', socialWorker, telling.socialWorker)
  if (child.carer) send('carer', child.family?.carer ? named.person(child.family.carer) : null, child.carer)
  if (child.family?.parent) send('parent', named.person(child.family.parent), 'Parent')
  send('child', child.family?.child ? named.person(child.family.child) : null, fill('{name}', telling))
  const next = child.moves && plan.kind === 'transition' ? teacherAt(child.moves.setting, child.authority) : undefined
  if (next) send('next-setting', named.person(next.key), next.name)
  if (child.interpreter) send('interpreter', null, 'Interpreter, County Language Line')
}

function cameWho({ rows, own, facts, place, teacher, previous }: Pep) {
  const { child } = facts
  const came = (party: string, presence: string, reason: string | null = null) =>
    rows.add('attendee', { ...own, party, presence, reason })
  const young = place % 4 === 0
  came('designated-teacher', teacher ? 'all' : 'not-invited', teacher ? null : 'There is no school place')
  came('social-worker', 'all')
  if (!child.carer) came('carer', 'not-invited', 'No carer: living with parents')
  else if (previous && place % 7 === 3) came('carer', 'apology', 'Another child’s hospital appointment')
  else came('carer', 'all')
  if (child.family?.parent) came('parent', 'views-sent', 'Preferred to write')
  else came('parent', 'not-invited', 'The social worker did not agree for this plan')
  came('child', young ? 'views-sent' : place % 3 === 0 ? 'all' : 'part', young ? 'Chose to send views instead' : null)
}

const jobs = [
  ['designated-teacher', 'Telephone the carer each Friday with two good things'],
  ['social-worker', 'Move family time so that no lesson is missed'],
  ['carer', 'Ask at the club for a free place'],
  ['designated-teacher', 'Tell the other teachers what helps, before Monday'],
  ['social-worker', 'Chase the therapy appointment and tell school the date']
] as const

function addActions({ rows, own, plan, place, days, teacher, socialWorker, telling }: Pep) {
  if (!plan.meetingOn) return
  for (const at of [place, place + 2]) {
    const [party, words] = choose(jobs, `${telling.child.key} ${telling.year} ${telling.term} ${at}`)
    const due = days.count(plan.meetingOn, 10 + (at % 6))
    rows.add('action', {
      id: newId(),
      ...own,
      words,
      owner_party: party,
      owner_person_id: party === 'social-worker' ? socialWorker : party === 'designated-teacher' ? teacher : null,
      owner_name: party === 'carer' ? (telling.child.carer ?? null) : null,
      due: due.toString(),
      done_on: plan.filedOn ? days.count(due, -2).toString() : null
    })
  }
}

const hows = ['hand-over', 'in-person', 'typed-by-adult', 'meeting'] as const

/** Of a child the reason is told in words. */
const whyNone: Readonly<Record<string, string>> = {
  'chose-not-to': 'They were asked twice, and chose not to say anything',
  'too-young': 'Too young: an adult who knows them watched and wrote for them'
}

/** When and how each was heard, or why there is nothing. */
export function addViews(pep: Pep, answers: Answers): void {
  const { rows, own, plan, days, place, facts, leader, socialWorker, telling } = pep
  const past = pep.past(days.count(plan.meetingOn ?? days.today, -4))
  const on = past < plan.openedOn.toString() ? plan.openedOn.toString() : past
  const sections = { child: 'J', carer: 'K', parent: 'L', 'social-worker': 'M' } as const
  for (const party of ['child', 'carer', 'parent', 'social-worker'] as const) {
    const letter = sections[party]
    const said = [...answers.keys()].filter(question => question.startsWith(`${letter}.`))
    if (said.length === 0) continue
    const why = answers.get(`${letter}.whyNone`)
    const isChild = party === 'child'
    rows.add('views', {
      ...own,
      party,
      recorded_on: why ? null : on,
      how:
        why || party === 'social-worker'
          ? null
          : isChild
            ? (hows[place % hows.length] ?? null)
            : party === 'carer'
              ? 'telephone'
              : 'typed-by-adult',
      recorded_by: isChild ? leader : socialWorker,
      reason_none: typeof why === 'string' ? (whyNone[why] ?? why) : null,
      none_on: typeof why === 'string' ? on : null,
      readers: isChild ? [...readersOf(pep)] : null,
      wants_to_come: isChild ? (place % 4 === 0 ? 'no' : place % 3 === 0 ? 'all' : 'part') : null,
      with_whom: isChild && place % 3 === 0 ? (facts.child.carer ?? fill('{carer}', telling)) : null
    })
  }
}
