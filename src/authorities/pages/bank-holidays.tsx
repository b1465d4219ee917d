import { may } from '../../guidance/access.ts'
import { type BankHolidayChange, changedBankHolidays } from '../../guidance/bank-holiday-changes.ts'
import { inWords } from '../../guidance/dates.ts'
import type { BankHolidays } from '../../guidance/days.ts'
import type { BankHolidayChanges } from '../../guidance/policy.ts'
import { Button } from '../../ui/components/button.tsx'
import { DateInput } from '../../ui/components/date-input.tsx'
import { Input } from '../../ui/components/input.tsx'
import { Table } from '../../ui/components/table.tsx'
import { dateField, filledDate, filledField, formRefused, text } from '../../web/forms.ts'
import { type Problem, page, type Shown } from '../../web/page.ts'
import { type Authority, holidaysAround } from '../authority.ts'
import { EffectAndSave, type ShownEffect, shownEffect } from '../effect.tsx'
import { effectOfValue, ownAuthority, saidOf, setPolicy } from '../policy-change.ts'

type Fields = Readonly<Record<string, string | string[]>>

interface Loaded {
  readonly authority: Authority
  /** England's and Wales's, of the years that are counted now. */
  readonly known: BankHolidays
  readonly problem: Problem | null
  readonly tried: { readonly change: BankHolidayChange; readonly of: ShownEffect } | null
}

/** The bank holidays that count for the authority, and its own word on them: seen with its effect, then saved. */
export const bankHolidaysPage = page<Loaded>({
  at: '/authority/bank-holidays',
  may: 'see policy',
  maySubmit: 'set policy',
  name: 'bank holidays',
  load: async ({ tx, who, query, today }) => {
    const authority = await ownAuthority(tx, who)
    if (!authority) return null
    const known = holidaysAround(today)
    const none = { authority, known, problem: null, tried: null }
    if (query.do === undefined || !may('set policy', who.roles)) return none
    const change = readChange(query)
    if ('what' in change) return { ...none, problem: change }
    const changed = changedBankHolidays(authority.policy.bankHolidays, change, known)
    if ('problem' in changed) return { ...none, problem: { field: 'date-day', what: changed.problem } }
    const effect = await effectOfValue(tx, authority, 'bankHolidays', changed, today)
    return { ...none, tried: { change, of: await shownEffect(tx, effect) } }
  },
  shows: ({ tried }) => tried?.of.childIds ?? [],
  submit: async ({ authority, known }, { tx, who, body, today }) => {
    const change = readChange(body)
    if ('what' in change) return formRefused([change])
    const decide = (policy: Authority['policy']) => {
      const changed = changedBankHolidays(policy.bankHolidays, change, known)
      return 'problem' in changed ? formRefused([{ field: 'date-day', what: changed.problem }]) : changed
    }
    const refused = await setPolicy(tx, who, authority.code, 'bankHolidays', decide, today, saidOf(body))
    return refused ?? { go: '/authority/bank-holidays', done: 'The bank holidays are saved.' }
  },
  view: ({ authority, known, problem, tried }, shown) => {
    const sets = may('set policy', shown.who?.roles ?? [])
    const { bankHolidays: changes } = authority.policy
    return {
      title: 'Bank holidays',
      trail: [
        { text: 'What you need to do', href: '/' },
        { text: 'Policy', href: '/authority/policy' },
        { text: 'Bank holidays' }
      ],
      body: (
        <div>
          <h1 class="govuk-heading-xl">Bank holidays of {authority.name}</h1>
          <p class="govuk-body-l">
            Those of England and Wales count by themselves, substitute days too. Where one is proclaimed that is not
            here yet, or one is worked, say so here. You see what it changes before it is saved.
          </p>
          {tried ? (
            <section class="card" aria-labelledby="effect">
              <h2 class="govuk-heading-m" id="effect">
                {changeWords(tried.change, known)}
              </h2>
              <EffectAndSave
                of={tried.of}
                shown={shown}
                fields={fieldsOf(tried.change)}
                save="Save this"
                matters="from the next date that is counted over it"
              />
            </section>
          ) : null}
          <Days known={known} changes={changes} today={shown.today} sets={sets} />
          {sets ? <Add shown={shown} problem={problem} /> : null}
        </div>
      )
    }
  }
})

function readChange(fields: Fields): BankHolidayChange | Problem {
  const what = text(fields, 'do')
  const read = dateField(fields, 'date')
  if ('problem' in read) return { field: 'date-day', what: read.problem }
  if ('empty' in read) return { field: 'date-day', what: 'Enter the date' }
  const { date } = read
  if (what === 'remove' || what === 'restore') return { do: what, date }
  return { do: 'add', date, name: text(fields, 'name') }
}

const fieldsOf = (change: BankHolidayChange): Record<string, string> => ({
  do: change.do,
  date: change.date.toString(),
  ...('name' in change ? { name: change.name } : {})
})

function changeWords(change: BankHolidayChange, known: BankHolidays): string {
  const day = inWords(change.date)
  if (change.do === 'add') return `${change.name}, ${day}, would be a bank holiday`
  const isOne = known.has(change.date.toString()) === (change.do === 'restore')
  return `${day} would ${isOne ? 'be a bank holiday again' : 'be no bank holiday'}`
}

interface DaysProps {
  readonly known: BankHolidays
  readonly changes: BankHolidayChanges
  readonly today: Temporal.PlainDate
  readonly sets: boolean
}

/** Of this year and the next; what is past is counted, but nobody changes it any more. */
function Days({ known, changes, today, sets }: DaysProps) {
  const added = new Set(changes.added.map(({ date }) => date))
  const [from, until] = [`${today.year}`, `${today.year + 2}`]
  const all = [...known, ...changes.added.map(({ date, name }) => [date, name] as const)]
    .filter(([date]) => date >= from && date < until)
    .sort(([a], [b]) => a.localeCompare(b))
  return (
    <Table
      cards
      firstCellIsHeader
      columns={[
        { heading: 'Day' },
        { heading: 'Name' },
        { heading: 'Counts here' },
        ...(sets ? [{ heading: 'Change' }] : [])
      ]}
      rows={all.map(([date, name]) => {
        const removed = changes.removed.includes(date)
        const change = removed ? 'restore' : 'remove'
        const day = inWords(Temporal.PlainDate.from(date))
        return [
          day,
          name,
          removed ? 'No: worked here' : added.has(date) ? 'Yes: added here' : 'Yes',
          ...(sets
            ? [
                <a class="govuk-link" href={`/authority/bank-holidays?do=${change}&date=${date}`}>
                  {removed ? 'Count it again' : added.has(date) ? 'Take it away' : 'It is worked here'}
                  <span class="govuk-visually-hidden">: {day}</span>
                </a>
              ]
            : [])
        ]
      })}
    />
  )
}

function Add({ shown, problem }: { shown: Shown; problem: Problem | null }) {
  const fields = problem ? shown.query : {}
  const problems = problem ? [problem] : shown.problems
  return (
    <form method="get" action={shown.path} novalidate class="reading">
      <h2 class="govuk-heading-m">Add a bank holiday</h2>
      <input type="hidden" name="do" value="add" />
      <DateInput legend="Its date" legendSize="s" {...filledDate(fields, problems)('date')} />
      <Input label="What it is called" {...filledField(fields, problems)('name')} />
      <Button>See what it changes</Button>
    </form>
  )
}
