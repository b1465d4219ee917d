import type { VNode } from 'preact'
import { may } from '../../guidance/access.ts'
import { isOfCompulsorySchoolAge } from '../../guidance/ages.ts'
import { inWords, isAfter } from '../../guidance/dates.ts'
import { type Role, roleNames } from '../../guidance/words.ts'
import { nameOf } from '../../people/who.ts'
import { InsetText } from '../../ui/components/inset-text.tsx'
import { Name } from '../../ui/components/name.tsx'
import { withoutTheirWords } from '../../voice/views-words.ts'
import type { Approval } from '../approval.ts'
import type { ChildPageRow } from '../child.queries.ts'
import { lastDayOf } from './people-list.tsx'

const day = (iso: string) => inWords(Temporal.PlainDate.from(iso))

interface Shown {
  readonly row: ChildPageRow
  readonly today: Temporal.PlainDate
  readonly standing: readonly Role[]
  readonly unapproved: Approval | null
}

/** What is out of the ordinary for this child now, each with the way on. */
export function Notices(shown: Shown) {
  const notices = noticesOf(shown)
  return notices.length === 0 ? null : (
    <InsetText>
      {notices.map(notice => (
        <p class="govuk-body">{notice}</p>
      ))}
    </InsetText>
  )
}

function noticesOf({ row, today, standing, unapproved }: Shown): VNode[] {
  if (row.died_on) return [<>The child died on {day(row.died_on)}. The record is closed.</>]
  if (row.adopted_on) return [<>The child was adopted on {day(row.adopted_on)}. The record is closed.</>]
  const now = today.toString()
  const at = (path: string) => `/children/${row.id}/${path}`
  const next = row.enrolments.find(one => one.main && one.starts > now)
  const present = row.enrolments.find(one => one.main && one.starts <= now && (!one.ends || one.ends > now))
  const inCare = row.care.some(one => !one.short_break && one.starts <= now && (!one.ends || one.ends > now))
  const leaves = row.care.find(one => !one.short_break && one.starts <= now && one.ends && one.ends > now)?.ends
  const left = inCare ? null : row.care.findLast(one => !one.short_break && one.ends && one.ends <= now)?.ends
  const interim = row.peps.some(
    pep =>
      pep.kind === 'interim' &&
      pep.circumstances.includes('first-pep') &&
      (pep.state === 'planned' || pep.state === 'in-progress')
  )
  const inCustody = row.peps.some(
    pep => pep.circumstances.includes('custody') && pep.state !== 'signed-off' && pep.state !== 'not-required'
  )
  return [
    ...(inCustody
      ? [
          <>
            In custody. Education is arranged there, so nobody looks for a school place. The plan is made all the same.
          </>
        ]
      : []),
    ...(left ? [<>Left care on {day(left)}.</>] : []),
    ...(next
      ? [
          <>
            Moves to {next.name} on {day(next.starts)}.{' '}
            <a class="govuk-link" href={at('transfer')}>
              What goes with them
            </a>
          </>
        ]
      : []),
    ...(!present &&
    !next &&
    inCare &&
    !inCustody &&
    isOfCompulsorySchoolAge(Temporal.PlainDate.from(row.date_of_birth), today) &&
    may('look for a school place', standing)
      ? [
          <>
            No main setting is recorded.{' '}
            <a class="govuk-link" href={at('school-place')}>
              The search for a place
            </a>
          </>
        ]
      : []),
    ...(leaves ? [<>Care ends on {day(leaves)}. The leaving-care plan says what goes on afterwards.</>] : []),
    ...(unapproved && may('approve a move', standing)
      ? [
          <>
            {isAfter(unapproved.movesOn, today)
              ? `The move on ${inWords(unapproved.movesOn)} is in year 10 or 11. It needs the nominated officer’s approval.`
              : `Left ${unapproved.leaves} on ${inWords(unapproved.movesOn)}, in year 10 or 11, without the nominated officer’s approval.`}{' '}
            <a class="govuk-link" href={at('approval')}>
              Fill in the approval
            </a>
          </>
        ]
      : []),
    ...(inCare
      ? row.people.flatMap(one =>
          one.stand_ins.map(cover => (
            <>
              {one.name} ({roleNames[one.role as Role]}) is away. {cover.name} stands in
              {cover.ends ? ` until ${lastDayOf(cover.ends)}` : ''}.
            </>
          ))
        )
      : []),
    ...(row.says_nothing
      ? [
          <>
            <Name of={nameOf(row)} /> was asked, and chose to say nothing for this plan. {withoutTheirWords}
          </>
        ]
      : []),
    ...(interim
      ? [
          <>
            The first meeting falls due in a school holiday, so the social worker leads this interim plan with the
            Virtual School. The first plan in school follows.
          </>
        ]
      : []),
    ...(inCare ? gapsOf(row, present, now, standing) : [])
  ]
}

/** Whoever should be there and is not, with whose it is meanwhile. */
function gapsOf(
  row: ChildPageRow,
  present: ChildPageRow['enrolments'][number] | undefined,
  now: string,
  standing: readonly Role[]
): VNode[] {
  const has = (role: Role) => row.people.some(one => one.role === role)
  const record = (path: string, words: string) =>
    may('record a change', standing) ? (
      <a class="govuk-link" href={`/children/${row.id}/changes/${path}`}>
        {words}
      </a>
    ) : null
  return [
    ...(has('social-worker') ? [] : [<>No social worker is recorded. {record('social-worker', 'Record who it is')}</>]),
    ...(has('adviser')
      ? []
      : [<>No adviser is recorded, so the Virtual School head stands in. {record('adviser', 'Record an adviser')}</>]),
    ...(present?.closed && present.closed <= now
      ? [
          <>
            {present.name} closed on {day(present.closed)}, and nothing has taken its place.{' '}
            {record('starts', 'Record where they go')}
          </>
        ]
      : []),
    ...(present && !has('designated-teacher')
      ? [
          <>
            No designated teacher is recorded at {present.name}, so nobody there can write the plan. The administrator
            is asked to add one; at a nursery or a childminder’s it is the lead practitioner.
          </>
        ]
      : [])
  ]
}
