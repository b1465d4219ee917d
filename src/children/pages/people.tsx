import { roleNames } from '../../guidance/words.ts'
import { DateInput } from '../../ui/components/date-input.tsx'
import { Input } from '../../ui/components/input.tsx'
import { Select } from '../../ui/components/select.tsx'
import { text, written } from '../../web/forms.ts'
import type { Ask, Page } from '../../web/page.ts'
import { boxesOf, errorOf, typedOr } from '../../web/typed-again.ts'
import { holdersFor, type NewCarer, newCarer, type PassingRole, passesTo, passingRoles } from '../home-and-people.ts'
import { changePage } from './change-page.tsx'
import { neededDate } from './read-change.ts'

type Holders = Awaited<ReturnType<typeof holdersFor>>
interface Passing {
  readonly personId: string
  readonly on: Temporal.PlainDate
}

/** A new social worker, adviser or reviewing officer: one short page each. */
const passingPage = (role: PassingRole): Page =>
  changePage<Passing, Holders>({
    at: role,
    may: 'record a change',
    title: `New ${roleNames[role]}`,
    save: 'Save',
    done: `The new ${roleNames[role]} is recorded.`,
    lead: ({ tasks }) => {
      const now = tasks.find(one => one.role === role && one.ends === null)
      return (
        <p class="govuk-body">
          {now?.name ? `It is ${now.name} now.` : `Nobody is the ${roleNames[role]} now.`} Whoever is away for a while
          only needs a stand-in, not a change.
        </p>
      )
    },
    more: ({ tx, today }, facts) => holdersFor(tx, facts, role, today),
    read: readPassing,
    carryOut: ({ tx }, facts, wanted, doing) => passesTo(tx, facts, { role, ...wanted }, doing),
    fields: (_, shown, holders) => (
      <>
        <Select
          name="person"
          label={`Who is the new ${roleNames[role]}?`}
          items={[
            { value: '', text: 'Choose' },
            ...holders.map(({ id, name, team }) => ({ value: id, text: team ? `${name}, ${team}` : name }))
          ]}
          value={typedOr(shown, 'person', null)}
          error={errorOf(shown, 'person')}
        />
        <DateInput
          name="on"
          legend="From which day?"
          legendSize="s"
          values={boxesOf(shown, 'on', shown.today)}
          error={errorOf(shown, 'on-day')}
        />
      </>
    )
  })

export const passingPages: readonly Page[] = passingRoles.map(passingPage)

function readPassing(body: Ask['body']) {
  const on = neededDate(body, 'on', 'Enter the first day')
  const personId = text(body, 'person')
  const problems = [
    ...(personId ? [] : [{ field: 'person', what: 'Choose who it is' }]),
    ...('problems' in on ? on.problems : [])
  ]
  if ('problems' in on || problems.length > 0) return { problems }
  return { wanted: { personId, on: on.date } }
}

/** A new carer: the last one's private links end at once. */
export const carerPage = changePage<NewCarer>({
  at: 'carer',
  may: 'record a change',
  title: 'New carer',
  save: 'Save the new carer',
  done: 'The new carer is recorded.',
  lead: ({ name, tasks }) => (
    <p class="govuk-body">
      Who cares for {name} from a day on.{' '}
      {tasks.some(one => one.role === 'carer' && one.ends === null)
        ? 'The carer of now has a page of their own, which ends then.'
        : ''}
    </p>
  ),
  read: readCarer,
  carryOut: ({ tx }, facts, wanted, doing) => newCarer(tx, facts, wanted, doing),
  fields: (_, shown) => (
    <>
      <Input
        name="name"
        label="Name"
        value={typedOr(shown, 'name', null)}
        error={errorOf(shown, 'name')}
        autocomplete="off"
      />
      <Input
        name="email"
        type="email"
        label="E-mail address (optional)"
        hint="With it they can be asked for their views by a private link. It must be theirs alone."
        value={typedOr(shown, 'email', null)}
        error={errorOf(shown, 'email')}
        autocomplete="off"
      />
      <Input
        name="phone"
        type="tel"
        label="Telephone (optional)"
        value={typedOr(shown, 'phone', null)}
        autocomplete="off"
      />
      <DateInput
        name="on"
        legend="From which day?"
        legendSize="s"
        values={boxesOf(shown, 'on', shown.today)}
        error={errorOf(shown, 'on-day')}
      />
    </>
  )
})

function readCarer(body: Ask['body']) {
  const on = neededDate(body, 'on', 'Enter the first day')
  const name = written(body, 'name').slice(0, 200)
  const email = written(body, 'email').toLowerCase()
  const problems = [
    ...(name ? [] : [{ field: 'name', what: 'Enter the carer’s name' }]),
    ...(email === '' || /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email)
      ? []
      : [{ field: 'email', what: 'Enter an e-mail address like name@example.org' }]),
    ...('problems' in on ? on.problems : [])
  ]
  if ('problems' in on || problems.length > 0) return { problems }
  return { wanted: { name, email: email || null, phone: written(body, 'phone').slice(0, 40) || null, on: on.date } }
}
