import { newId } from '../db/id.ts'
import type { Answers } from '../forms/definition.ts'
import { isAfter } from '../guidance/dates.ts'
import { chance } from './chance.ts'
import type { Pep } from './plan.ts'

/** Attendance up to the meeting, suspensions, and attainment: what figures are made from. */
export function addRecords(pep: Pep, answers: Answers): void {
  if (pep.telling.setting && pep.phase !== 'early-years') addAttendance(pep, answers)
  addAttainment(pep)
}

function addAttendance({ rows, own, plan, days, telling, leader, facts }: Pep, answers: Answers) {
  const to = plan.meetingOn
  if (!to) return
  const from = isAfter(facts.careBegan, plan.term.start) ? facts.careBegan : plan.term.start
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
  const suspended = answers.get('G.suspended') === true
  if (suspended)
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

const subjects = {
  'early-years': [
    'eyfs',
    [
      'Communication and language',
      'Physical development',
      'Personal, social and emotional development',
      'Literacy',
      'Maths'
    ],
    ['not-yet', 'on-track', 'ahead']
  ],
  primary: ['primary-bands', ['Reading', 'Writing', 'Maths', 'Science'], ['well-below', 'below', 'at', 'above']],
  secondary: ['gcse', ['English', 'Maths', 'Science', 'History', 'Art and design', 'Food'], ['2', '3', '4', '5', '6']],
  'post-16': ['pass-distinction-star', ['Main course', 'English', 'Maths'], ['P', 'M', 'D']]
} as const

function addAttainment({ rows, own, phase, telling, previous }: Pep) {
  const [scale, names, grades] = subjects[phase]
  const sure = grades.length - 1
  for (const subject of names) {
    const luck = chance(`${telling.child.key} ${subject}`)
    const now = Math.min(
      sure,
      Math.max(
        0,
        Math.floor(luck * (grades.length - 0.5)) - (telling.child.sen ? 1 : 0) + (telling.term === 'summer' ? 1 : 0)
      )
    )
    const goal = Math.min(sure, now + 1)
    rows.add('attainment', {
      id: newId(),
      ...own,
      subject,
      scale,
      working_at: grades[now] ?? null,
      previous: previous ? (grades[Math.max(0, now - (luck > 0.5 ? 1 : 0))] ?? null) : null,
      predicted: grades[goal] ?? null,
      goal: grades[goal] ?? null,
      on_track: luck > 0.35,
      attitude: phase === 'secondary' ? String(1 + Math.floor(luck * 3)) : null,
      explanation: luck > 0.35 ? '' : 'Gaps from missed lessons; support is in place.'
    })
  }
}
