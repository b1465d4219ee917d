import { isUuid } from '../../db/transaction.ts'
import { inWords } from '../../guidance/dates.ts'
import { Button } from '../../ui/components/button.tsx'
import { Textarea } from '../../ui/components/textarea.tsx'
import { WarningText } from '../../ui/components/warning-text.tsx'
import { written } from '../../web/forms.ts'
import { page, type Shown } from '../../web/page.ts'
import { errorOf, typedOr } from '../../web/typed-again.ts'
import { breakGlass, type Restricted, restrictedFor, untilWords } from '../break-glass.ts'

/** Before a restricted record is opened: what that means, and why it is done. */
export const restrictedRecordPage = page<Restricted>({
  at: '/restricted/:record',
  may: 'open a restricted record',
  name: 'open a restricted record',
  freshly: true,
  load: ({ tx, params }) =>
    isUuid(params.record ?? '') ? restrictedFor(tx, params.record ?? '') : Promise.resolve(null),
  shows: ({ childId }) => [childId],
  submit: async (restricted, { tx, who, body, today, origin }) => {
    const refused = await breakGlass(tx, who, restricted, written(body, 'reason').slice(0, 2000), { today, origin })
    return (
      refused ?? {
        go: `/children/${restricted.childId}`,
        done: `This record is open to you until ${untilWords(today)}. Your administrators have been told.`
      }
    )
  },
  view: (restricted, shown) => ({
    title: 'Open a restricted record',
    trail: [
      { text: 'What you need to do', href: '/' },
      { text: 'Restricted records', href: '/restricted' },
      { text: 'Open a record' }
    ],
    body: (
      <div class="reading">
        <h1 class="govuk-heading-l">Open a restricted record</h1>
        <p class="govuk-body-l">
          The record of {restricted.initials || 'a child without a name'}, born on {inWords(restricted.born)}.
        </p>
        {restricted.open ? <AlreadyOpen restricted={restricted} /> : <Ask shown={shown} />}
      </div>
    )
  })
})

const AlreadyOpen = ({ restricted }: { restricted: Restricted }) => (
  <p class="govuk-body">
    This record is open to you.{' '}
    <a class="govuk-link" href={`/children/${restricted.childId}`}>
      Go to the child’s page
    </a>
  </p>
)

const Ask = ({ shown }: { shown: Shown }) => (
  <form method="post" novalidate>
    <input type="hidden" name="_csrf" value={shown.csrf} />
    <WarningText>
      You are not named for this record. It opens to you alone, until {untilWords(shown.today)}. The administrators are
      told at once, and all that you look at goes on record.
    </WarningText>
    <Textarea
      name="reason"
      label="Why must you see it today?"
      hint="This is kept, and the administrators read it. Do not write the child’s name."
      value={typedOr(shown, 'reason', null)}
      error={errorOf(shown, 'reason')}
    />
    <div class="govuk-button-group">
      <Button kind="warning" preventDoubleClick>
        Open the record
      </Button>
      <a class="govuk-link" href="/restricted">
        Cancel
      </a>
    </div>
  </form>
)
