import {
  findTerm,
  type NamedTerm,
  startOfAcademicYear,
  type TermDates,
  type TermEdge,
  termEdges,
  termInWords
} from '../../guidance/calendar.ts'
import { Button } from '../../ui/components/button.tsx'
import { DateInput } from '../../ui/components/date-input.tsx'
import { Textarea } from '../../ui/components/textarea.tsx'
import { dateBoxes, filledDate, filledField, text } from '../../web/forms.ts'
import { type Problem, page } from '../../web/page.ts'
import type { Authority } from '../authority.ts'
import { isTermName } from '../calendar-check.ts'
import { EffectAndSave, type ShownEffect, shownEffect } from '../effect.tsx'
import { ownAuthority, saidOf } from '../policy-change.ts'
import { effectOfTerms, readTerm, saveTerm, type TypedTerm } from '../term-dates.ts'

type Fields = Readonly<Record<string, string | string[]>>

interface Loaded {
  readonly authority: Authority
  readonly named: NamedTerm
  readonly fields: Fields
  readonly problems: readonly Problem[]
  readonly tried: ShownEffect | null
}

const legends: Readonly<Record<TermEdge, string>> = {
  start: 'First day of term',
  halfTermStart: 'First day of the half-term holiday',
  halfTermEnd: 'Last day of the half-term holiday',
  end: 'Last day of term'
}

/** One term's dates: the form, then what they would change, then the word to save them. */
export const termFormPage = page<Loaded>({
  at: '/authority/calendar/:year/:term',
  may: 'set policy',
  name: 'dates of a term',
  load: async ({ tx, who, params, query, today }) => {
    const { year = '', term = '' } = params
    const authority = startOfAcademicYear(year) !== null && isTermName(term) ? await ownAuthority(tx, who) : null
    if (!authority || !isTermName(term)) return null
    const named = { year, term }
    const of = { authority, named, problems: [], tried: null }
    if (query.closed === undefined) return { ...of, fields: storedFields(findTerm(named, authority.calendar)) }
    const read = readTerm(named, typedTerm(query), authority.calendar)
    if ('problems' in read) return { ...of, fields: query, problems: read.problems.map(toProblem) }
    const tried = await shownEffect(tx, await effectOfTerms(tx, authority, [read.term], today))
    return { ...of, fields: query, tried }
  },
  shows: ({ tried }) => tried?.childIds ?? [],
  submit: async ({ authority, named }, { tx, who, body, today }) => {
    const read = readTerm(named, typedTerm(body), authority.calendar)
    if ('problems' in read) return { again: read.problems.map(toProblem) }
    const refused = await saveTerm(tx, who, authority, read.term, today, saidOf(body))
    return refused ?? { go: '/authority/calendar', done: `The dates of the ${termInWords(named)} are saved.` }
  },
  view: ({ named, fields: loaded, problems: found, tried }, shown) => {
    const title = `The ${termInWords(named)}`
    const fields = shown.typed ?? loaded
    const problems = shown.typed ? shown.problems : found
    const date = filledDate(fields, problems)
    return {
      title,
      trail: [
        { text: 'What you need to do', href: '/' },
        { text: 'Policy', href: '/authority/policy' },
        { text: 'Term dates', href: '/authority/calendar' },
        { text: title }
      ],
      body: (
        <div class="reading">
          <h1 class="govuk-heading-l">{title}</h1>
          <p class="govuk-body">Days on which pupils come, not those of staff alone.</p>
          <form method="get" action={shown.path} novalidate>
            {termEdges.map(edge => (
              <DateInput legend={legends[edge]} legendSize="s" {...date(edge)} />
            ))}
            <Textarea
              label="Days inside the term on which pupils do not come"
              hint="One a line, for example 23/10/2026. Half-term, weekends and bank holidays are known."
              rows={4}
              {...filledField(fields, problems)('closed')}
            />
            <Button kind={tried ? 'secondary' : undefined}>See what it changes</Button>
          </form>
          {tried ? (
            <EffectAndSave
              of={tried}
              shown={shown}
              fields={flat(fields)}
              save="Save these dates"
              matters="from the first date that is counted over them"
            />
          ) : null}
        </div>
      )
    }
  }
})

const toProblem = ({ edge, what }: { edge: TermEdge | 'closed'; what: string }): Problem => ({
  field: edge === 'closed' ? edge : `${edge}-day`,
  what
})

const storedFields = (term: TermDates | undefined): Fields => ({
  ...Object.assign({}, ...termEdges.map(edge => dateBoxes(edge, term?.[edge] ?? null))),
  closed: term?.closed?.join('\n') ?? ''
})

/** The three boxes of a date as a file would write it, so that what is wrong is said in the same words. */
function typedTerm(fields: Fields): TypedTerm {
  const typed = (edge: TermEdge): string => {
    const [day, month, year] = ['day', 'month', 'year'].map(part => text(fields, `${edge}-${part}`).trim())
    return day || month || year ? `${day}/${month}/${year}` : ''
  }
  return {
    ...{ start: typed('start'), halfTermStart: typed('halfTermStart') },
    ...{ halfTermEnd: typed('halfTermEnd'), end: typed('end') },
    closed: text(fields, 'closed')
      .split('\n')
      .map(line => line.trim())
      .filter(Boolean)
  }
}

const names = [...termEdges.flatMap(edge => ['day', 'month', 'year'].map(part => `${edge}-${part}`)), 'closed']
const flat = (fields: Fields): Record<string, string> =>
  Object.fromEntries(names.map(name => [name, text(fields, name)]))
