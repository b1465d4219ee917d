import { londonTime } from '../../audit/entry.ts'
import { may } from '../../guidance/access.ts'
import { isRefusal } from '../../guidance/words.ts'
import { Button } from '../../ui/components/button.tsx'
import { DateInput } from '../../ui/components/date-input.tsx'
import { Input } from '../../ui/components/input.tsx'
import { Name } from '../../ui/components/name.tsx'
import { Table } from '../../ui/components/table.tsx'
import { text, written } from '../../web/forms.ts'
import { type Problem, page, type Shown } from '../../web/page.ts'
import { boxesOf, errorOf, typedOr } from '../../web/typed-again.ts'
import { closeEarly, type Opening, openingsFor, recordOf, untilWords } from '../break-glass.ts'
import { neededDate } from './read-change.ts'

/** Restricted records that were opened without being named for them; for the head, the way to one. */
export const restrictedPage = page<readonly Opening[]>({
  at: '/restricted',
  may: 'see opened records',
  name: 'restricted records that were opened',
  load: ({ tx, who }) => openingsFor(tx, who),
  shows: openings => openings.filter(({ child }) => child !== null).map(({ childId }) => childId),
  submit: async (_, { tx, who, body, now }) => {
    const closed = text(body, 'close')
    if (closed !== '')
      return (await closeEarly(tx, who, closed, now)) ?? { go: '/restricted', done: 'The record is closed again.' }
    if (!may('open a restricted record', who.roles))
      return { refused: 'Only the Virtual School head opens a restricted record.' }
    const wanted = written(body, 'wanted').slice(0, 200)
    const born = neededDate(body, 'born', 'Enter the date of birth')
    const problems: Problem[] = [
      ...(wanted === '' ? [{ field: 'wanted', what: 'Enter a number or the whole name' }] : []),
      ...('problems' in born ? born.problems : [])
    ]
    if (!('date' in born) || problems.length > 0) return { again: problems }
    const found = await recordOf(tx, wanted, born.date)
    return isRefusal(found) ? found : { go: `/restricted/${found}` }
  },
  view: (openings, shown) => ({
    title: 'Restricted records',
    trail: [{ text: 'What you need to do', href: '/' }, { text: 'Restricted records' }],
    body: (
      <div>
        <h1 class="govuk-heading-xl">Restricted records</h1>
        <div class="reading">
          <p class="govuk-body-l">
            A restricted record is seen by the people who are named for it. In an emergency the Virtual School head can
            open it for the rest of the day, with a reason. Everybody who administers the council is told at once.
          </p>
        </div>
        {may('open a restricted record', shown.who?.roles ?? []) ? <Find shown={shown} /> : null}
        <Openings openings={openings} csrf={shown.csrf} />
      </div>
    )
  })
})

function Find({ shown }: { shown: Shown }) {
  return (
    <form method="post" action="/restricted" novalidate class="reading">
      <h2 class="govuk-heading-m">Open a record in an emergency</h2>
      <input type="hidden" name="_csrf" value={shown.csrf} />
      <Input
        name="wanted"
        label="Number or whole name"
        hint="Their number in the care system, their UPN, or first and last name as it is on record."
        autocomplete="off"
        value={typedOr(shown, 'wanted', null)}
        error={errorOf(shown, 'wanted')}
      />
      <DateInput
        name="born"
        legend="Date of birth"
        legendSize="s"
        values={boxesOf(shown, 'born', null)}
        error={errorOf(shown, 'born-day')}
      />
      <Button kind="secondary" preventDoubleClick>
        Find the record
      </Button>
    </form>
  )
}

const stateOf = ({ open, day, closedAt }: Opening) =>
  open
    ? `Open until ${untilWords(day)}`
    : closedAt
      ? `Closed on ${londonTime(closedAt)}`
      : `Closed at ${untilWords(day)}`

function Openings({ openings, csrf }: { openings: readonly Opening[]; csrf: string }) {
  if (openings.length === 0)
    return <p class="govuk-body">No restricted record has been opened. If one is, it is listed here with the reason.</p>
  return (
    <Table
      cards
      firstCellIsHeader
      caption="Opened records"
      captionSize="m"
      columns={[
        { heading: 'Opened on' },
        { heading: 'By' },
        { heading: 'Child' },
        { heading: 'Reason' },
        { heading: 'Until' },
        { heading: 'Change' }
      ]}
      rows={openings.map(one => [
        londonTime(one.openedAt),
        one.by.name,
        one.child ? (
          <a class="govuk-link" href={`/children/${one.childId}`}>
            <Name of={one.child} />
          </a>
        ) : (
          'A child whom you may not see'
        ),
        one.reason,
        stateOf(one),
        one.open ? (
          <form method="post" action="/restricted">
            <input type="hidden" name="_csrf" value={csrf} />
            <button class="link-button" type="submit" name="close" value={one.id}>
              Close now
              <span class="govuk-visually-hidden">: opened by {one.by.name}</span>
            </button>
          </form>
        ) : (
          ''
        )
      ])}
    />
  )
}
