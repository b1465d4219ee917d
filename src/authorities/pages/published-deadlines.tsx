import { may } from '../../guidance/access.ts'
import { inWords, isBefore } from '../../guidance/dates.ts'
import type { Policy, PublishedDeadline } from '../../guidance/policy.ts'
import {
  deadlineKey,
  type NewDeadline,
  readWhose,
  whoseDate,
  withDeadline,
  withoutDeadline
} from '../../guidance/published-deadlines.ts'
import { Button } from '../../ui/components/button.tsx'
import { DateInput } from '../../ui/components/date-input.tsx'
import { Input } from '../../ui/components/input.tsx'
import { Radios } from '../../ui/components/radios.tsx'
import { Select } from '../../ui/components/select.tsx'
import { Table } from '../../ui/components/table.tsx'
import { dateField, filledDate, filledField, formRefused, text } from '../../web/forms.ts'
import { type Problem, page, type Shown } from '../../web/page.ts'
import type { Authority } from '../authority.ts'
import { isTermName } from '../calendar-check.ts'
import { EffectAndSave, type ShownEffect, shownEffect } from '../effect.tsx'
import { effectOfValue, ownAuthority, saidOf, setPolicy } from '../policy-change.ts'

type Fields = Readonly<Record<string, string | string[]>>
type Deadlines = Policy['publishedDeadlines']

interface Loaded {
  readonly authority: Authority
  readonly problem: Problem | null
  readonly tried: { readonly words: string; readonly fields: Record<string, string>; readonly of: ShownEffect } | null
}

/** The dates that the authority publishes for its reviews in place of the half-term rule (G 2.1), by phase or year group. */
export const publishedDeadlinesPage = page<Loaded>({
  at: '/authority/published-deadlines',
  may: 'see policy',
  maySubmit: 'set policy',
  name: 'published deadlines',
  load: async ({ tx, who, query, today }) => {
    const authority = await ownAuthority(tx, who)
    if (!authority) return null
    const none = { authority, problem: null, tried: null }
    if ((query.without === undefined && query.term === undefined) || !may('set policy', who.roles)) return none
    const changed = changedBy(query, authority)
    if ('what' in changed) return { ...none, problem: changed }
    const effect = await effectOfValue(tx, authority, 'publishedDeadlines', changed.deadlines, today)
    return { ...none, tried: { ...changed, of: await shownEffect(tx, effect) } }
  },
  shows: ({ tried }) => tried?.of.childIds ?? [],
  submit: async ({ authority }, { tx, who, body, today }) => {
    const decide = (policy: Policy, now: Authority) => {
      const changed = changedBy(body, { ...now, policy })
      return 'what' in changed ? formRefused([changed]) : changed.deadlines
    }
    const refused = await setPolicy(tx, who, authority.code, 'publishedDeadlines', decide, today, saidOf(body))
    return refused ?? { go: '/authority/published-deadlines', done: 'The published deadlines are saved.' }
  },
  view: ({ authority, problem, tried }, shown) => {
    const sets = may('set policy', shown.who?.roles ?? [])
    return {
      title: 'Published deadlines',
      trail: [
        { text: 'What you need to do', href: '/' },
        { text: 'Policy', href: '/authority/policy' },
        { text: 'Published deadlines' }
      ],
      body: (
        <div>
          <h1 class="govuk-heading-xl">Published deadlines of {authority.name}</h1>
          <p class="govuk-body-l">
            A review is due by the last school day of the first half of the term. Where you publish another date, it
            stands here instead: for every child, for a phase, or for year groups.
          </p>
          {tried ? (
            <section class="card" aria-labelledby="effect">
              <h2 class="govuk-heading-m" id="effect">
                {tried.words}
              </h2>
              <EffectAndSave
                of={tried.of}
                shown={shown}
                fields={tried.fields}
                save="Save this"
                matters="once the plans of that term are open"
              />
            </section>
          ) : null}
          <Published deadlines={authority.policy.publishedDeadlines} sets={sets} />
          {sets ? <Add authority={authority} shown={shown} problem={problem} /> : null}
        </div>
      )
    }
  }
})

const words = (one: PublishedDeadline) =>
  `${whoseDate(one)}, ${one.term} term ${one.year}: ${inWords(Temporal.PlainDate.from(one.due))}`

/** What was asked for: one date less, or one more; the words for it, and the fields that say it again. */
function changedBy(
  fields: Fields,
  { policy: { publishedDeadlines: now }, calendar }: Authority
): { deadlines: Deadlines; words: string; fields: Record<string, string> } | Problem {
  const without = text(fields, 'without')
  const gone = now.find(one => deadlineKey(one) === without)
  if (without !== '')
    return gone
      ? { deadlines: withoutDeadline(now, without), words: `Without: ${words(gone)}`, fields: { without } }
      : { field: 'term', what: 'This date is not published any more' }
  const read = readDeadline(fields)
  if ('what' in read) return read
  const deadlines = withDeadline(now, read, calendar)
  if ('problem' in deadlines) return { field: 'date-day', what: deadlines.problem }
  const { year, term, due, yearGroups } = read
  const names = ['term', 'for', 'groups']
  return {
    deadlines,
    words: words({ year, term, due: due.toString(), ...(yearGroups ? { yearGroups } : {}) }),
    fields: { ...Object.fromEntries(names.map(name => [name, text(fields, name)])), date: due.toString() }
  }
}

function readDeadline(fields: Fields): NewDeadline | Problem {
  const [term = '', year = ''] = text(fields, 'term').split(' ')
  if (!isTermName(term)) return { field: 'term', what: 'Choose the term' }
  const whose = readWhose(text(fields, 'for'), text(fields, 'groups'))
  if (whose !== null && 'problem' in whose) return { field: 'groups', what: whose.problem }
  const date = dateField(fields, 'date')
  if ('problem' in date) return { field: 'date-day', what: date.problem }
  if ('empty' in date) return { field: 'date-day', what: 'Enter the date' }
  return { year, term, due: date.date, yearGroups: whose }
}

function Published({ deadlines, sets }: { deadlines: Deadlines; sets: boolean }) {
  if (deadlines.length === 0)
    return <p class="govuk-body">None is published: the last school day of the first half of the term stands.</p>
  return (
    <Table
      cards
      firstCellIsHeader
      columns={[
        { heading: 'Term' },
        { heading: 'For' },
        { heading: 'Review held by' },
        ...(sets ? [{ heading: 'Change' }] : [])
      ]}
      rows={deadlines.map(one => [
        `${one.term} ${one.year}`,
        whoseDate(one),
        inWords(Temporal.PlainDate.from(one.due)),
        ...(sets
          ? [
              <a
                class="govuk-link"
                href={`/authority/published-deadlines?${new URLSearchParams({ without: deadlineKey(one) })}`}
              >
                Take it away<span class="govuk-visually-hidden">: {words(one)}</span>
              </a>
            ]
          : [])
      ])}
    />
  )
}

function Add({ authority, shown, problem }: { authority: Authority; shown: Shown; problem: Problem | null }) {
  const fields = problem ? shown.query : {}
  const problems = problem ? [problem] : shown.problems
  const field = filledField(fields, problems)
  const ahead = authority.calendar.filter(({ end }) => !isBefore(end, shown.today))
  if (ahead.length === 0) return <p class="govuk-body">Enter the dates of the terms ahead first.</p>
  return (
    <form method="get" action={shown.path} novalidate class="reading">
      <h2 class="govuk-heading-m">Publish a date</h2>
      <Select
        label="Term"
        {...field('term')}
        items={ahead.map(({ term, year }) => ({ value: `${term} ${year}`, text: `${term} ${year}` }))}
      />
      <Radios
        legend="For whom?"
        legendSize="s"
        {...field('for')}
        value={text(fields, 'for') || 'all'}
        items={[
          { value: 'all', text: 'Every child' },
          { value: 'early-years', text: 'Early years' },
          { value: 'primary', text: 'Primary' },
          { value: 'secondary', text: 'Secondary' },
          { value: 'post-16', text: 'Post-16' },
          {
            value: 'groups',
            text: 'Some year groups',
            conditional: <Input label="Year groups" hint="For example R, 10, 11" width={10} {...field('groups')} />
          }
        ]}
      />
      <DateInput legend="Review held by" legendSize="s" {...filledDate(fields, problems)('date')} />
      <Button>See what it changes</Button>
    </form>
  )
}
