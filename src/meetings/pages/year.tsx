import { type NamedTerm, termAfter, termInWords } from '../../guidance/calendar.ts'
import { inWords } from '../../guidance/dates.ts'
import { meetingDateProblems, tidyTime } from '../../guidance/meeting-date.ts'
import { judgeYearDate, type TermWindow, termsToPlan, windowOf } from '../../guidance/year-dates.ts'
import { PepHeader, pepTrail } from '../../peps/pep-header.tsx'
import { Button } from '../../ui/components/button.tsx'
import { DateInput } from '../../ui/components/date-input.tsx'
import { Input } from '../../ui/components/input.tsx'
import { dateField, text } from '../../web/forms.ts'
import { type Problem, page, type Shown } from '../../web/page.ts'
import { boxesOf, errorOf, typedOr } from '../../web/typed-again.ts'
import { type DateFacts, dateContextOf, dateFactsOf } from '../date-context.ts'
import { type PlannedMeeting, plannedOf, planYear, termKey, type YearDates } from '../year.ts'

interface Loaded extends DateFacts {
  readonly terms: readonly NamedTerm[]
  readonly planned: YearDates
}

const name = ({ term }: NamedTerm) => `on-${term}`
const timeName = ({ term }: NamedTerm) => `at-${term}`
/** What is known of a term's date: planned, else settled as next term's by this plan's meeting. */
function settledFor(term: NamedTerm, { planned, pep, meeting }: Loaded): PlannedMeeting | null {
  const next = termKey(term) === termKey(termAfter(pep)) ? meeting.nextOn : null
  return planned.get(termKey(term)) ?? (next && { on: next, at: null })
}
/** The due date of this plan's own meeting is no measure for the terms to come. */
const yearContext = (facts: DateFacts) => ({ ...dateContextOf(facts), due: null })

/** The dates of three terms, settled in one go. Each plan's meeting begins with its own; invitations go out with it. */
export const yearPage = page<Loaded>({
  at: '/peps/:pep/meeting/year',
  may: 'arrange meeting',
  name: 'the year’s meetings',
  load: async ask => {
    const facts = await dateFactsOf(ask)
    return (
      facts && {
        ...facts,
        terms: termsToPlan(facts.pep, facts.meeting.on !== null, dateContextOf(facts)),
        planned: await plannedOf(ask.tx, facts.pep.childId)
      }
    )
  },
  view: (facts, shown) => ({
    title: 'The year’s meetings',
    trail: pepTrail(facts.pep, 'The year’s meetings'),
    body: (
      <>
        <PepHeader pep={facts.pep} today={shown.today} />
        <div class="reading">
          <h1 class="govuk-heading-l">The year’s three meetings</h1>
          <p class="govuk-body">
            {facts.meeting.on ? `This term’s meeting is on ${inWords(facts.meeting.on)}. ` : null}
            Settle the dates once, when diaries are open. Nobody is invited yet: when each plan begins, its meeting is
            filled in with its date, and you send the invitations then.
          </p>
          <form method="post" novalidate>
            <input type="hidden" name="_csrf" value={shown.csrf} />
            {facts.terms.map(term => (
              <Term term={term} facts={facts} shown={shown} />
            ))}
            <div class="govuk-button-group">
              <Button preventDoubleClick>Save the dates</Button>
              <a class="govuk-link" href={`/peps/${facts.pep.id}/meeting`}>
                Back to the meeting
              </a>
            </div>
          </form>
        </div>
      </>
    )
  }),
  submit: async (facts, { tx, body, who, now }) => {
    const { problems, warnings, wanted } = readYear(body, facts)
    if (problems.length > 0) return { again: problems }
    await planYear(tx, facts.pep, wanted, { person: who.id, now })
    const done = ['The dates are saved.', ...warnings].join(' ')
    return { go: `/peps/${facts.pep.id}/meeting/year`, done }
  }
})

function readYear(body: Readonly<Record<string, string | string[]>>, facts: Loaded) {
  const problems: Problem[] = []
  const warnings: string[] = []
  const context = yearContext(facts)
  const wanted: Array<{ term: NamedTerm; meeting: PlannedMeeting | null }> = []
  for (const term of facts.terms) {
    const read = dateField(body, name(term))
    const typed = text(body, timeName(term)).trim()
    if ('problem' in read) problems.push({ field: `${name(term)}-day`, what: read.problem })
    if ('empty' in read && typed !== '')
      problems.push({ field: `${name(term)}-day`, what: 'Enter the date, or leave the time empty too.' })
    if (!('date' in read)) {
      wanted.push({ term, meeting: null })
      continue
    }
    const kept = settledFor(term, facts)?.on.equals(read.date) === true
    const { refused, warning } = kept ? { refused: null, warning: null } : judgeYearDate(read.date, term, context)
    if (refused) problems.push({ field: `${name(term)}-day`, what: refused })
    if (warning) warnings.push(warning)
    const wrongTime = typed === '' ? [] : meetingDateProblems(read.date, typed, context, null).time
    for (const what of wrongTime) problems.push({ field: timeName(term), what })
    wanted.push({ term, meeting: { on: read.date, at: typed === '' || wrongTime.length > 0 ? null : tidyTime(typed) } })
  }
  return { problems, warnings, wanted }
}

function whenBest({ from, until, firstHalfOver }: TermWindow): string {
  const any = from.equals(until)
    ? `Only ${inWords(from)} is left`
    : `Any day from ${inWords(from)} to ${inWords(until)}`
  return firstHalfOver
    ? `The first half of this term is over. ${any}: the review is late then, or needs a reason.`
    : `Best from ${inWords(from)} to ${inWords(until)}.`
}

function Term({ term, facts, shown }: { term: NamedTerm; facts: Loaded; shown: Shown }) {
  const window = windowOf(term, yearContext(facts))
  const planned = settledFor(term, facts)
  const words = termInWords(term)
  return (
    <section class="card" aria-labelledby={`term-${term.term}`}>
      <h2 class="govuk-heading-m" id={`term-${term.term}`}>
        {words[0]?.toUpperCase()}
        {words.slice(1)}
      </h2>
      <DateInput
        name={name(term)}
        legend={`Date in the ${words}`}
        legendSize="s"
        hint={
          window
            ? whenBest(window)
            : 'This term has no calendar yet: the date is taken, and is to be checked when it has.'
        }
        values={boxesOf(shown, name(term), planned?.on ?? null)}
        error={errorOf(shown, `${name(term)}-day`)}
      />
      <Input
        name={timeName(term)}
        label="Time it starts (optional)"
        hint="For example 14:30"
        width={5}
        value={typedOr(shown, timeName(term), planned?.at ?? null)}
        error={errorOf(shown, timeName(term))}
      />
    </section>
  )
}
