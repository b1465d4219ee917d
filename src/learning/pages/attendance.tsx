import { contextOf } from '../../authorities/authority.ts'
import { oneAtATime } from '../../db/transaction.ts'
import { findTerm } from '../../guidance/calendar.ts'
import { inWords, isAfter, isBefore, isWithin } from '../../guidance/dates.ts'
import { pepTrail } from '../../peps/pep-header.tsx'
import { changed, type OfPep, RecordPage, recordOf, subjectOf } from '../../peps/record-page.tsx'
import { clashIn, clashOf, judgePosted, type Standing } from '../../peps/saved-record.ts'
import { ReadAt, twoVersions } from '../../peps/two-versions.tsx'
import { Button } from '../../ui/components/button.tsx'
import { DateInput } from '../../ui/components/date-input.tsx'
import { Details } from '../../ui/components/details.tsx'
import { Input } from '../../ui/components/input.tsx'
import { dateBoxes, filledDate, filledField, text } from '../../web/forms.ts'
import { type Ask, type Outcome, page, type Shown, type View } from '../../web/page.ts'
import {
  type Attendance,
  attendanceOf,
  removeSuspension,
  type Suspension,
  suspensionsOf,
  writeAttendance
} from '../attendance.ts'
import { attendanceInLines, fieldsOf, figureNames, readAttendance } from '../attendance-form.ts'
import { AttendancePicture, attendanceFinding } from '../attendance-picture.tsx'
import { suspensionReason } from '../scales.ts'

/** The key of the one record on this form. */
const only = '1'

interface Loaded extends OfPep {
  readonly standing: Standing<Attendance> | null
  readonly suspensions: readonly Suspension[]
  readonly starts: Temporal.PlainDate | null
  /** Mondays of the term's school weeks up to today. */
  readonly mondays: readonly Temporal.PlainDate[]
}

async function load(ask: Ask): Promise<Loaded | null> {
  const of = await recordOf(ask, 'G', 'write section', record => record === 'attendance')
  if (!of) return null
  const { calendar } = await contextOf(ask.tx, of.pep.authorityId, ask.today)
  const term = findTerm(of.pep, calendar)
  const mondays: Temporal.PlainDate[] = []
  for (
    let week = term?.start.subtract({ days: term.start.dayOfWeek - 1 });
    term && week && !isAfter(week, ask.today) && !isAfter(week, term.end);
    week = week.add({ days: 7 })
  )
    if (!isWithin(week, term.halfTermStart, term.halfTermEnd)) mondays.push(week)
  return {
    ...of,
    standing: await attendanceOf(ask.tx, of.pep.id),
    suspensions: await suspensionsOf(ask.tx, of.pep.id),
    starts: term && !isBefore(ask.today, term.start) ? term.start : null,
    mondays
  }
}

/** Attendance to the meeting's date: figures, share and band, a picture by week, and suspensions. */
export const attendancePage = page<Loaded>({
  at: '/peps/:pep/attendance',
  may: 'read section',
  maySubmit: 'write section',
  name: 'attendance',
  load,
  subject: subjectOf,
  view: (of, shown) => bothVersions(of, shown) ?? attendanceView(of, shown),
  submit
})

function attendanceView(of: Loaded, shown: Shown): View {
  const attendance = of.standing?.content
  return {
    title: 'Attendance',
    trail: pepTrail(of.pep, 'Attendance'),
    body: (
      <RecordPage of={of} today={shown.today} title="Attendance">
        <div class="reading">
          {attendance ? (
            <>
              <p class="govuk-body-l">{attendanceFinding(attendance)}</p>
              <p class="govuk-body">
                {attendance.attended} of {attendance.possible} sessions, from {inWords(attendance.from)} to{' '}
                {inWords(attendance.to)}. Authorised {attendance.authorised}, unauthorised {attendance.unauthorised},
                late {attendance.late}.
              </p>
              <AttendancePicture attendance={attendance} />
            </>
          ) : (
            <p class="govuk-body">There are no figures yet. They come from the school’s register.</p>
          )}
          <Suspensions of={of} csrf={shown.csrf} />
          {of.mayWrite ? <FiguresForm of={of} shown={shown} /> : null}
        </div>
      </RecordPage>
    )
  }
}

async function submit(of: Loaded, ask: Ask): Promise<Outcome> {
  const here = `/peps/${of.pep.id}/attendance`
  const removed = of.suspensions.find(one => one.id === text(ask.body, 'remove'))
  if (removed) {
    await removeSuspension(ask.tx, removed.id)
    await changed(ask, of, { did: 'remove suspension', before: removed })
    return { go: here, done: 'The suspension was removed.' }
  }
  const { attendance, problems } = readAttendance(ask.body, ask.today, of.mondays)
  if (!attendance) return { again: problems }
  await oneAtATime(ask.tx, of.pep.id)
  const before = (await attendanceOf(ask.tx, of.pep.id))?.content ?? null
  const saved = judgePosted(ask.body, only, attendance, before)
  if (saved === 'clash') return { again: [clashOf(only)] }
  if (saved === 'store') {
    await writeAttendance(ask.tx, of.pep, attendance, { by: ask.who.id, on: ask.today, at: ask.now })
    await changed(ask, of, { did: 'write attendance', before, after: attendance })
  }
  return { go: here, done: saved === 'store' ? `Saved. ${attendanceFinding(attendance)}` : 'Nothing was changed.' }
}

function bothVersions({ pep, standing, mondays }: Loaded, shown: Shown): View | null {
  const mine = readAttendance(shown.typed ?? {}, shown.today, mondays).attendance
  if (!standing || !mine || !clashIn(shown, [only])) return null
  const [yours, theirs] = [attendanceInLines(mine), attendanceInLines(standing.content)]
  return twoVersions({ pep, key: only, what: 'Attendance', mine: yours, standing, theirs }, shown)
}

function FiguresForm({ of, shown }: { of: Loaded; shown: Shown }) {
  const stored = of.standing
    ? fieldsOf(of.standing.content)
    : { ...dateBoxes('from', of.starts), ...dateBoxes('to', shown.today) }
  const values = shown.typed ?? stored
  const field = filledField(values, shown.problems)
  const date = filledDate(values, shown.problems)
  return (
    <form method="post" novalidate>
      <input type="hidden" name="_csrf" value={shown.csrf} />
      <ReadAt shown={shown} of={[[only, of.standing?.content ?? null]]} />
      <h2 class="govuk-heading-m">The figures</h2>
      <p class="govuk-body">A session is half a day.</p>
      <DateInput {...date('from')} legend="From" />
      <DateInput {...date('to')} legend="To" />
      {Object.entries(figureNames).map(([name, label]) => (
        <Input {...field(name)} label={label} inputmode="numeric" width={4} />
      ))}
      {of.mondays.length > 0 ? (
        <Details summary="Week by week (optional)" open={shown.problems.some(({ field: at }) => /-\d{4}-/.test(at))}>
          {of.mondays.map(week => (
            <div class="action-row">
              <Input
                {...field(`possible-${week}`)}
                label={`Possible, week of ${inWords(week)}`}
                inputmode="numeric"
                width={3}
              />
              <Input
                {...field(`attended-${week}`)}
                label={`Attended, week of ${inWords(week)}`}
                inputmode="numeric"
                width={3}
              />
            </div>
          ))}
        </Details>
      ) : null}
      <Button preventDoubleClick>Save attendance</Button>
    </form>
  )
}

function Suspensions({ of, csrf }: { of: Loaded; csrf: string }) {
  return (
    <section aria-labelledby="suspensions">
      <h2 class="govuk-heading-m" id="suspensions">
        Suspensions
      </h2>
      {of.suspensions.length === 0 ? <p class="govuk-body">None is on record.</p> : null}
      {of.suspensions.map(one => (
        <form class="card" method="post">
          <input type="hidden" name="_csrf" value={csrf} />
          <p class="govuk-body as-written">
            <strong>
              {inWords(one.starts)}, {one.sessions} {one.sessions === 1 ? 'session' : 'sessions'}:{' '}
              {suspensionReason(one.reason)}
            </strong>
            {one.ledUp ? `\nWhat led up to it: ${one.ledUp}` : ''}
            {one.support ? `\nSupport: ${one.support}` : ''}
          </p>
          {of.mayWrite ? (
            <Button name="remove" value={one.id} kind="warning" preventDoubleClick>
              Remove<span class="govuk-visually-hidden"> the suspension of {inWords(one.starts)}</span>
            </Button>
          ) : null}
        </form>
      ))}
      {of.mayWrite ? (
        <Button href={`/peps/${of.pep.id}/attendance/suspension`} kind="secondary">
          Add a suspension
        </Button>
      ) : null}
    </section>
  )
}
