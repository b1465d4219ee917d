import { newId } from '../db/id.ts'
import { isAfter } from '../guidance/dates.ts'
import type { Phase } from '../guidance/words.ts'
import { scaleOf } from '../learning/scales.ts'
import { phaseSubjects } from '../learning/subjects.ts'
import { chance } from './chance.ts'
import type { Pep } from './plan.ts'

/** Attendance up to the meeting, suspensions, and attainment: what figures are made from. */
export function addRecords(pep: Pep): void {
  if (pep.telling.setting && pep.phase !== 'early-years') addAttendance(pep)
  addSubjects(pep)
  if (pep.phase === 'primary' || pep.phase === 'secondary') addAssessments(pep)
}

function addAttendance({ rows, own, plan, days, telling, leader, facts }: Pep) {
  if (!plan.meetingOn) return
  const to = days.openOnOrBefore(plan.meetingOn)
  // Of a meeting in a holiday the whole term is told: there may have been no school since care began.
  const sinceCare = isAfter(facts.careBegan, plan.term.start) && telling.child.stage !== 'holiday'
  const from = sinceCare ? days.openOnOrAfter(facts.careBegan) : plan.term.start
  const weeks = new Map<string, { possible: number; attended: number }>()
  let [late, authorised, unauthorised] = [0, 0, 0]
  const absence = (telling.child.sdq ?? 8) / 180
  for (let date = from; !isAfter(date, to); date = date.add({ days: 1 })) {
    if (!days.isOpen(date)) continue
    const monday = date.subtract({ days: date.dayOfWeek - 1 }).toString()
    const week = weeks.get(monday) ?? { possible: 0, attended: 0 }
    const luck = chance(`${telling.child.key} ${date}`)
    const away = luck < absence ? 2 : luck < absence * 1.5 ? 1 : 0
    week.possible += 2
    week.attended += 2 - away
    if (away === 2 && luck < absence / 4) unauthorised += away
    else authorised += away
    if (luck > 0.96) late += 1
    weeks.set(monday, week)
  }
  const byWeek = [...weeks].map(([week, sessions]) => ({ week, ...sessions }))
  const sum = (key: 'possible' | 'attended') => byWeek.reduce((total, week) => total + week[key], 0)
  if (byWeek.length === 0) return
  rows.add('attendance_summary', {
    ...own,
    from_date: from.toString(),
    to_date: to.toString(),
    possible: sum('possible'),
    attended: sum('attended'),
    authorised,
    unauthorised,
    late,
    by_week: byWeek,
    written_by: leader,
    written_on: to.toString()
  })
  if ((telling.child.sdq ?? 0) >= 21)
    rows.add('suspension', {
      id: newId(),
      ...own,
      starts: days.openOnOrBefore(to.subtract({ days: 24 })).toString(),
      sessions: 3,
      reason: 'DB',
      led_up: 'A supply teacher who did not know the exit card.',
      support: 'Work sent home, a call each day, a meeting on return.'
    })
}

const grades: Readonly<Record<Phase, readonly string[]>> = {
  'early-years': ['not-yet', 'on-track', 'ahead'],
  primary: ['well-below', 'below', 'at', 'above'],
  secondary: ['2', '3', '4', '5', '6'],
  'post-16': ['P', 'M', 'D']
}
const others: Partial<Record<Phase, readonly string[]>> = {
  secondary: ['History', 'Art and design', 'Food'],
  'post-16': ['Main course', 'Enterprise skills']
}
const explanations = [
  'Secure in class; the quizzes each Friday show it.',
  'Catching up since the small group began.',
  'Good days and bad days, better with a seat near the front.'
]

const qualificationOf = ({ phase, yearGroup }: { phase: Phase; yearGroup: number }): string | null => {
  if (phase === 'post-16') return 'btec'
  return phase === 'secondary' ? (yearGroup < 10 ? 'key-stage-3' : 'gcse') : null
}

function addSubjects({ rows, own, phase, telling, previous, leader, plan, days }: Pep) {
  const { scale, subjects, asks } = phaseSubjects[phase]
  const known = grades[phase]
  const qualification = qualificationOf({ phase, yearGroup: telling.yearGroup })
  const sure = known.length - 1
  for (const [place, subject] of [...subjects, ...(others[phase] ?? [])].entries()) {
    const luck = chance(`${telling.child.key} ${subject}`)
    const middle = Math.floor(luck * (known.length - 0.5))
    const now = Math.min(sure, Math.max(0, middle - (telling.child.sen ? 1 : 0) + (telling.term === 'summer' ? 1 : 0)))
    const goal = known[Math.min(sure, now + 1)] ?? null
    rows.add('attainment', {
      id: newId(),
      ...own,
      subject,
      scale: scaleOf(qualification, scale),
      qualification,
      working_at: known[now] ?? null,
      previous: previous ? (known[Math.max(0, now - (luck > 0.5 ? 1 : 0))] ?? null) : null,
      predicted: asks.predicted ? goal : null,
      goal: asks.goal ? goal : null,
      progress: asks.progress ? (luck > 0.7 ? 'more' : 'expected') : null,
      on_track: asks.onTrack ? luck > 0.35 : null,
      attitude: asks.attitude ? String(1 + Math.floor(luck * 3)) : null,
      explanation:
        luck > 0.35
          ? (explanations[place % explanations.length] ?? '')
          : 'Gaps from missed lessons; support is in place.',
      written_by: leader,
      written_at: days.at(plan.meetingOn ?? telling.on, '10:00')
    })
  }
}

/** What a child of this age has taken: scores gather round the middle. */
function addAssessments({ rows, own, telling, leader, plan, days }: Pep) {
  const { child, place, yearGroup, on, phase } = telling
  const score = (name: string, least: number, most: number) =>
    `${Math.round(least + (most - least) * (0.35 + chance(`${child.key} ${name}`) * (child.sen ? 0.3 : 0.6)))}`
  const taken: [name: string, scale: string, result: string, from: number][] = [
    ['Phonics check', 'phonics-check', score('phonics', 0, 40), 2],
    ['Multiplication tables check', 'multiplication-check', score('tables', 0, 25), 5],
    ['Reading age', 'reading-age', `${yearGroup + 4}:${place % 12}`, 2],
    ['KS2 reading', 'scaled-score', score('ks2 reading', 80, 120), 7],
    ['KS2 maths', 'scaled-score', score('ks2 maths', 80, 120), 7]
  ]
  for (const [subject, scale, result, from] of taken) {
    const prior = scale === 'scaled-score'
    if (yearGroup < from || prior !== (phase === 'secondary')) continue
    rows.add('attainment', {
      id: newId(),
      ...own,
      subject,
      scale,
      working_at: result,
      ...(scale === 'reading-age'
        ? { test: 'County reading test', tested_on: on.subtract({ days: 20 }).toString() }
        : {}),
      written_by: leader,
      written_at: days.at(plan.meetingOn ?? on, '10:00')
    })
  }
}
