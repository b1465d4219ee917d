import { isParticipant, type Participant } from '../../guidance/submission.ts'
import { pepTrail } from '../../peps/pep-header.tsx'
import { changed, type OfPep, RecordPage, recordOf, subjectOf } from '../../peps/record-page.tsx'
import { Button } from '../../ui/components/button.tsx'
import { type Problem, page } from '../../web/page.ts'
import { type Attendance, attendanceOf, mendAttendance } from '../held.ts'
import { type Place, placesOf } from '../meeting.ts'
import { readAttendance } from '../read-minutes.ts'
import { Presence } from './presence.tsx'

interface Loaded extends OfPep {
  readonly contested: readonly Participant[]
  readonly attendance: Attendance
  readonly candidates: readonly Place[]
}

/** Who came, where the social worker asks for it to be corrected: of those whom they named, and of nobody else (G 5). */
export const camePage = page<Loaded>({
  at: '/peps/:pep/meeting/came',
  may: 'record meeting',
  name: 'correct who came',
  load: async ask => {
    const of = await recordOf(ask, 'T', 'record meeting', record => record.startsWith('came:'))
    if (!of) return null
    const contested = of.mending.map(({ question }) => question.slice('came:'.length)).filter(isParticipant)
    return {
      ...of,
      contested,
      attendance: await attendanceOf(ask.tx, of.pep.id),
      candidates: await placesOf(ask.tx, of.pep.id)
    }
  },
  subject: subjectOf,
  view: (of, shown) => ({
    title: 'Who came',
    trail: pepTrail(of.pep, 'Who came'),
    body: (
      <RecordPage of={of} today={shown.today} title="Who came">
        {of.contested.length > 0 ? (
          <form class="reading" method="post" novalidate>
            <input type="hidden" name="_csrf" value={shown.csrf} />
            {of.contested.map(party => (
              <Presence party={party} facts={{ ...of, invitations: [] }} shown={shown} />
            ))}
            <Button preventDoubleClick>Save who came</Button>
          </form>
        ) : (
          <p class="govuk-body">
            Nobody asks for this to be corrected.{' '}
            <a class="govuk-link" href={`/peps/${of.pep.id}/meeting/held`}>
              Who came is recorded with the meeting
            </a>
            .
          </p>
        )}
      </RecordPage>
    )
  }),
  submit: async (of, ask) => {
    const problems: Problem[] = []
    const after = readAttendance(ask.body, true, (field, what) => problems.push({ field, what }), of.contested)
    if (problems.length > 0) return { again: problems }
    const before = Object.fromEntries([...of.attendance].filter(([party]) => after.has(party)))
    const mended = [...after].filter(([party, now]) => !same(now, of.attendance.get(party)))
    const here = `/peps/${of.pep.id}/check`
    if (mended.length === 0)
      return { go: here, done: 'Nothing was changed. To leave it as it is, decline the correction and say why.' }
    await mendAttendance(ask.tx, of.pep, new Map(mended))
    const records = mended.map(([party]) => `came:${party}`)
    await changed(ask, of, { did: 'correct who came', before, after: Object.fromEntries(mended), records })
    return { go: here, done: 'Saved. The social worker checks it again.' }
  }
})

const same = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other)
