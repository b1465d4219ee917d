import { inWords } from '../../guidance/dates.ts'
import { whoseDate } from '../../guidance/published-deadlines.ts'
import { isRefusal } from '../../guidance/words.ts'
import { Button } from '../../ui/components/button.tsx'
import { InsetText } from '../../ui/components/inset-text.tsx'
import { Select } from '../../ui/components/select.tsx'
import { Table } from '../../ui/components/table.tsx'
import { page } from '../../web/page.ts'
import { authorityNames } from '../authority.ts'
import { clockRules } from '../clock-rules.ts'
import { type AuthorityDeadlines, deadlinesOf } from '../deadlines.ts'

/** The year's dates of an authority that this person works or lives with. */
export const deadlinesPage = page({
  at: '/deadlines',
  may: 'read deadlines',
  name: 'deadlines',
  quiet: true,
  load: async ({ tx, who, query, today }) => {
    const own = (await authorityNames(tx)).filter(({ code }) => who.authorityIds.includes(code))
    const chosen = query.authority === undefined ? own[0] : own.find(({ code }) => String(code) === query.authority)
    const deadlines = chosen ? await deadlinesOf(tx, chosen.code, query.year, today) : null
    return deadlines && { own, deadlines }
  },
  view: ({ own, deadlines }) => {
    const { authority, year } = deadlines
    return {
      title: `Deadlines ${year}`,
      trail: [{ text: 'What you need to do', href: '/' }, { text: 'Deadlines' }],
      body: (
        <div>
          <h1 class="govuk-heading-xl">
            Deadlines {year}, {authority.name}
          </h1>
          <form method="get" action="/deadlines" class="chooser">
            {own.length > 1 ? (
              <Select
                name="authority"
                label="Council"
                value={String(authority.code)}
                items={own.map(({ code, name }) => ({ value: String(code), text: name }))}
              />
            ) : null}
            {deadlines.years.length > 1 ? (
              <Select
                name="year"
                label="School year"
                value={year}
                items={deadlines.years.map(each => ({ value: each, text: each }))}
              />
            ) : null}
            <Button kind="secondary">Show</Button>
          </form>
          <Terms deadlines={deadlines} />
          <Table
            cards
            firstCellIsHeader
            caption="From step to step"
            captionSize="m"
            columns={[{ heading: 'What' }, { heading: 'Within' }, { heading: 'Who' }]}
            rows={clockRules(authority.policy).map(({ what, within, who }) => [what, within, who])}
          />
          <Counting deadlines={deadlines} />
        </div>
      )
    }
  }
})

function Terms({ deadlines: { authority, year, terms } }: { deadlines: AuthorityDeadlines }) {
  if (isRefusal(terms)) return <InsetText>{terms.refused}</InsetText>
  const dates = new Map(authority.calendar.filter(each => each.year === year).map(each => [each.term, each]))
  const or = (date: Temporal.PlainDate | null | undefined) => (date ? inWords(date) : 'not known yet')
  return (
    <Table
      cards
      firstCellIsHeader
      caption="Every child’s plan, every term"
      captionSize="m"
      columns={[
        { heading: 'Term' },
        { heading: 'Term dates' },
        { heading: 'Half-term holiday' },
        { heading: 'Plans open' },
        { heading: 'Review meeting held by' }
      ]}
      rows={terms.map(({ term, opens, due, exceptions, unknown }) => {
        const known = dates.get(term)
        return [
          `${term.charAt(0).toUpperCase()}${term.slice(1)}`,
          known
            ? `${inWords(known.start)} to ${inWords(known.end)}${known.assumed?.length ? ' (not confirmed yet)' : ''}`
            : 'not known yet',
          known ? `${inWords(known.halfTermStart)} to ${inWords(known.halfTermEnd)}` : 'not known yet',
          or(opens),
          <>
            <strong>{or(due)}</strong>
            {exceptions.map(({ yearGroups, due }) => (
              <span class="as-block">
                {whoseDate({ yearGroups })}: {inWords(due)}
              </span>
            ))}
            {unknown ? <span class="as-block">{unknown}</span> : null}
          </>
        ]
      })}
    />
  )
}

function Counting({ deadlines: { authority } }: { deadlines: AuthorityDeadlines }) {
  const { ages, roundOpensSchoolDaysBefore, shortNoticeWorkingDays, initialSubmitAtLeastWorkingDays } = authority.policy
  return (
    <div class="reading">
      <h2 class="govuk-heading-m">How days are counted</h2>
      <ul class="govuk-list govuk-list--bullet">
        <li>The day something starts from is day 0. Day 1 is the first counted day after it.</li>
        <li>
          Working days are Monday to Friday without the bank holidays of England and Wales. School holidays count.
        </li>
        <li>School days are the days of term, without half-term, weekends and bank holidays.</li>
        <li>
          Plans open {roundOpensSchoolDaysBefore} school days before the term. The review meeting is held by the last
          school day of the first half of the term, unless another date stands above.
        </li>
        <li>
          A plan is due from birthday {ages.from} until{' '}
          {ages.toEndOfYear13 ? 'the end of year 13' : `birthday ${ages.until}`}. A child who turns {ages.from} in care
          has their first plan counted from that birthday.
        </li>
        <li>
          A first plan is submitted by the day before the first looked-after review if that is known, but never sooner
          than {initialSubmitAtLeastWorkingDays} working days after the meeting.
        </li>
        <li>
          A meeting arranged with less than {shortNoticeWorkingDays} working days’ notice has everything that comes
          before it due on the day.
        </li>
        <li>Short breaks start no clock.</li>
      </ul>
    </div>
  )
}
