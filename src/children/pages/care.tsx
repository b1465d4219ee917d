import { Checkboxes } from '../../ui/components/checkboxes.tsx'
import { DateInput } from '../../ui/components/date-input.tsx'
import { Select } from '../../ui/components/select.tsx'
import { WarningText } from '../../ui/components/warning-text.tsx'
import { several, text } from '../../web/forms.ts'
import type { Ask, Page } from '../../web/page.ts'
import { boxesOf, errorOf, typedOr } from '../../web/typed-again.ts'
import { closes, comesIntoCare, type LeavingCare, leavesCare } from '../care-changes.ts'
import { changePage } from './change-page.tsx'
import { neededDate } from './read-change.ts'

/** The reasons of the SSDA903 return that end a period of care, in words. */
const endReasons: ReadonlyArray<readonly [code: string, words: string]> = [
  ['E4A', 'Returned home to parents'],
  ['E45', 'Special guardianship order'],
  ['E41', 'Child arrangements order'],
  ['E5', 'Moved into independent living with support'],
  ['E6', 'Moved into independent living without support'],
  ['E7', 'Transferred to residential care funded by adult services'],
  ['E3', 'Care taken over by another authority'],
  ['E9', 'Sentenced to custody'],
  ['E8', 'Another reason']
]
const legalStatuses: ReadonlyArray<readonly [code: string, words: string]> = [
  ['V2', 'Accommodated by agreement (section 20)'],
  ['C1', 'Interim care order'],
  ['C2', 'Full care order'],
  ['E1', 'Placement order'],
  ['L1', 'Police protection'],
  ['L2', 'Emergency protection order'],
  ['J1', 'Remanded'],
  ['J3', 'Sentenced, with a supervision or care requirement']
]
const items = (of: typeof endReasons) => [
  { value: '', text: 'Choose' },
  ...of.map(([value, words]) => ({ value, text: words }))
]
const chosen = (of: typeof endReasons, value: string) => of.find(([code]) => code === value)?.[0]

/** Leaves care, known or sudden: the last plan says what goes on afterwards. */
export const leavesCarePage = changePage<LeavingCare>({
  at: 'leaves-care',
  may: 'record a change',
  title: 'Leaves care',
  save: 'Save leaving care',
  done: 'Leaving care is recorded.',
  lead: ({ name }) => (
    <p class="govuk-body">
      A last plan says what continues for {name} and who stays in touch. The 18th birthday needs no entry here.
    </p>
  ),
  read: body => {
    const on = neededDate(body, 'on', 'Enter the first day no longer in care')
    const reason = chosen(endReasons, text(body, 'reason'))
    const problems = [
      ...('problems' in on ? on.problems : []),
      ...(reason ? [] : [{ field: 'reason', what: 'Choose why care ends' }])
    ]
    if ('problems' in on || !reason || problems.length > 0) return { problems }
    return { wanted: { on: on.date, reason, sudden: several(body, 'sudden').includes('yes') } }
  },
  carryOut: ({ tx }, facts, wanted, doing) => leavesCare(tx, facts, wanted, doing),
  fields: (_, shown) => (
    <>
      <DateInput
        name="on"
        legend="First day no longer in care"
        legendSize="s"
        values={boxesOf(shown, 'on', null)}
        error={errorOf(shown, 'on-day')}
      />
      <Select
        name="reason"
        label="Why does care end?"
        items={items(endReasons)}
        value={typedOr(shown, 'reason', null)}
        error={errorOf(shown, 'reason')}
      />
      <Checkboxes
        name="sudden"
        items={[{ value: 'yes', text: 'It was sudden: nobody could plan for it' }]}
        values={shown.typed ? several(shown.typed, 'sudden') : []}
      />
    </>
  )
})

/** Comes into care, or back into it. */
export const entersCarePage = changePage<{ readonly on: Temporal.PlainDate; readonly legalStatus: string }>({
  at: 'enters-care',
  may: 'record a change',
  title: 'Comes back into care',
  save: 'Save coming into care',
  done: 'Coming into care is recorded.',
  lead: () => (
    <p class="govuk-body">
      A first plan opens at once, and its clocks start from the day you enter, weekend or holiday too.
    </p>
  ),
  read: (body: Ask['body']) => {
    const on = neededDate(body, 'on', 'Enter the day care began')
    const legalStatus = chosen(legalStatuses, text(body, 'status'))
    const problems = [
      ...('problems' in on ? on.problems : []),
      ...(legalStatus ? [] : [{ field: 'status', what: 'Choose the legal status' }])
    ]
    if ('problems' in on || !legalStatus || problems.length > 0) return { problems }
    return { wanted: { on: on.date, legalStatus } }
  },
  carryOut: ({ tx }, facts, wanted, doing) => comesIntoCare(tx, facts, wanted, doing),
  fields: (_, shown) => (
    <>
      <DateInput
        name="on"
        legend="The day care began"
        legendSize="s"
        values={boxesOf(shown, 'on', shown.today)}
        error={errorOf(shown, 'on-day')}
      />
      <Select
        name="status"
        label="Legal status"
        items={items(legalStatuses)}
        value={typedOr(shown, 'status', null)}
        error={errorOf(shown, 'status')}
      />
    </>
  )
})

const closing = (how: 'died' | 'adopted', words: { title: string; day: string; save: string; lead: string }): Page =>
  changePage<{ readonly on: Temporal.PlainDate }>({
    at: how,
    may: 'close a record',
    title: words.title,
    save: words.save,
    done: 'The record is closed. Everything that was due has stopped.',
    lead: () => (
      <>
        <p class="govuk-body">{words.lead}</p>
        <WarningText>This cannot be undone here. Check that this is the right child.</WarningText>
      </>
    ),
    read: body => {
      const on = neededDate(body, 'on', `Enter the ${words.day.toLowerCase()}`)
      return 'problems' in on ? on : { wanted: { on: on.date } }
    },
    carryOut: ({ tx }, facts, wanted, doing) => closes(tx, facts, { how, ...wanted }, doing),
    fields: (_, shown) => (
      <DateInput
        name="on"
        legend={words.day}
        legendSize="s"
        values={boxesOf(shown, 'on', null)}
        error={errorOf(shown, 'on-day')}
      />
    )
  })

export const diedPage = closing('died', {
  title: 'The child has died',
  day: 'Day of death',
  save: 'Close the record',
  lead: 'We are sorry. Saving this stops every reminder, invitation and link at once, so that nobody is written to as if nothing had happened.'
})

export const adoptedPage = closing('adopted', {
  title: 'The child has been adopted',
  day: 'Day of the adoption order',
  save: 'Close the record',
  lead: 'Do not write the new name, the new family or the new school anywhere here. Nothing may link this record to the child’s new name: if they ever need a plan again, a new record is made.'
})
