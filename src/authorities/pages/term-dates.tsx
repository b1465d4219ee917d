import { may } from '../../guidance/access.ts'
import {
  academicYearOf,
  academicYearStarting,
  findTerm,
  startOfAcademicYear,
  type TermDates
} from '../../guidance/calendar.ts'
import { inWords } from '../../guidance/dates.ts'
import { terms } from '../../guidance/words.ts'
import { Details } from '../../ui/components/details.tsx'
import { InsetText } from '../../ui/components/inset-text.tsx'
import { Table } from '../../ui/components/table.tsx'
import { page } from '../../web/page.ts'
import type { Authority } from '../authority.ts'
import { ownAuthority } from '../policy-change.ts'

/** The terms of every school year, and where to change or upload them. */
export const termDatesPage = page<Authority>({
  at: '/authority/calendar',
  may: 'see policy',
  name: 'term dates',
  quiet: true,
  load: ({ tx, who }) => ownAuthority(tx, who),
  view: (authority, { who, today }) => {
    const sets = may('set policy', who?.roles ?? [])
    return {
      title: 'Term dates',
      trail: [
        { text: 'What you need to do', href: '/' },
        { text: 'Policy', href: '/authority/policy' },
        { text: 'Term dates' }
      ],
      body: (
        <div>
          <h1 class="govuk-heading-xl">Term dates of {authority.name}</h1>
          <p class="govuk-body-l">
            School days, half-terms and the reviews’ deadlines are counted by these. You see what a change does before
            it is saved.
          </p>
          {yearsOf(authority, today).map(year => (
            <Year year={year} calendar={authority.calendar} sets={sets} />
          ))}
          {may('import', who?.roles ?? []) ? <FromFile /> : null}
        </div>
      )
    }
  }
})

/** The years that the calendar has, this year and the one after the last, newest first. */
function yearsOf({ calendar }: Authority, today: Temporal.PlainDate): string[] {
  const known = new Set([...calendar.map(({ year }) => year), academicYearOf(today)])
  const last = [...known].sort().at(-1) ?? ''
  return [...known, academicYearStarting((startOfAcademicYear(last) ?? today.year) + 1)].sort().reverse()
}

function Year({ year, calendar, sets }: { year: string; calendar: Authority['calendar']; sets: boolean }) {
  const known = terms.map(term => ({ term, dates: findTerm({ year, term }, calendar) }))
  return (
    <>
      <Table
        cards
        firstCellIsHeader
        caption={year}
        captionSize="m"
        columns={[
          { heading: 'Term' },
          { heading: 'First and last day' },
          { heading: 'Half-term holiday' },
          { heading: 'Closed to pupils' },
          ...(sets ? [{ heading: 'Change' }] : [])
        ]}
        rows={known.map(({ term, dates }) => [
          `${term.charAt(0).toUpperCase()}${term.slice(1)}`,
          dates ? `${inWords(dates.start)} to ${inWords(dates.end)}${unsure(dates)}` : 'Not known yet',
          dates ? `${inWords(dates.halfTermStart)} to ${inWords(dates.halfTermEnd)}` : '',
          dates === undefined ? '' : (dates.closed?.map(day => <span class="as-block">{inWords(day)}</span>) ?? 'None'),
          ...(sets
            ? [
                <a class="govuk-link" href={`/authority/calendar/${year}/${term}`}>
                  {dates ? 'Change' : 'Enter'}
                  <span class="govuk-visually-hidden">
                    {' '}
                    the {term} term {year}
                  </span>
                </a>
              ]
            : [])
        ])}
      />
      {known.some(({ dates }) => dates === undefined) ? (
        <InsetText>{year} is not complete. A date that would need it says so, and is not guessed.</InsetText>
      ) : null}
    </>
  )
}

const unsure = ({ assumed = [] }: TermDates) => (assumed.length > 0 ? ' (not confirmed yet)' : '')

const FromFile = () => (
  <section class="reading">
    <h2 class="govuk-heading-m">From a file</h2>
    <p class="govuk-body">
      <a class="govuk-link" href="/imports?kind=calendar">
        Upload term dates: CSV, ICS or JSON
      </a>
      . You see each date that cannot be read, by its row, and what the rest would change.
    </p>
    <Details summary="How the CSV looks">
      <p class="govuk-body">
        Columns year, term, kind and date. Kind is start, half-term-start, half-term-end, end or closed. For example:
      </p>
      <p class="govuk-body">
        <code>2027-28,autumn,start,2027-09-01</code>
      </p>
    </Details>
  </section>
)
