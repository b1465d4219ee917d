import type { ComponentChildren } from 'preact'
import type { Tx } from '../db/transaction.ts'
import type { PlainDate } from '../guidance/dates.ts'
import type { Role } from '../guidance/words.ts'
import { inEnglish } from '../languages/reading.ts'
import type { Say } from '../languages/say.tsx'
import { readComing } from './coming.queries.ts'

/** The next meeting about a child, as far as a carer, a parent or the child may know it. */
export interface Coming {
  readonly on: PlainDate
  /** `HH:MM`; null: the day is named and nothing is arranged yet. */
  readonly at: string | null
  readonly place: string | null
  readonly link: string | null
  /** Where it is, is not told here. */
  readonly withheld: boolean
}

/** Of this person's children in one of these roles; `of(child, role)` is null where no meeting is known. */
export async function comingMeetings(tx: Tx): Promise<(child: string, role: Role | string) => Coming | null> {
  const found = new Map(
    (await readComing(tx)).map(row => [
      `${row.child_id} ${row.role}`,
      {
        on: Temporal.PlainDate.from(row.on_date),
        at: row.at_time,
        place: row.place,
        link: row.link,
        withheld: row.withheld
      }
    ])
  )
  return (child, role) => found.get(`${child} ${role}`) ?? null
}

/** "Thursday 3 December 2026 at 10:00", the place and the link, each on its own line. */
export function WhenAndWhere({
  coming,
  none,
  say = inEnglish().say
}: {
  coming: Coming | null
  none: ComponentChildren
  say?: Say
}) {
  if (!coming) return <p class="govuk-body">{none}</p>
  const { on, at, place, link, withheld } = coming
  return (
    <p class="govuk-body">
      <strong>{at ? say.text('frame.at', { date: say.date(on), time: at }) : say.date(on)}</strong>
      {place ? (
        <>
          <br />
          <bdi>{place}</bdi>
        </>
      ) : null}
      {link ? (
        <>
          <br />
          {/^https?:\/\//.test(link) ? (
            <a class="govuk-link" href={link}>
              {say('coming.join')}
            </a>
          ) : (
            link
          )}
        </>
      ) : null}
      {at === null ? (
        <>
          <br />
          {say('coming.later')}
        </>
      ) : null}
      {withheld ? (
        <>
          <br />
          {say('coming.withheld')}
        </>
      ) : null}
    </p>
  )
}
