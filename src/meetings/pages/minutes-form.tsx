import type { ComponentChildren, VNode } from 'preact'
import { inWords } from '../../guidance/dates.ts'
import { participants } from '../../guidance/submission.ts'
import { nextTermOwesPep } from '../../peps/pep.ts'
import { Button } from '../../ui/components/button.tsx'
import { Checkboxes } from '../../ui/components/checkboxes.tsx'
import { DateInput } from '../../ui/components/date-input.tsx'
import { Fieldset } from '../../ui/components/fieldset.tsx'
import { Folded } from '../../ui/components/folded.tsx'
import { Input } from '../../ui/components/input.tsx'
import { Select } from '../../ui/components/select.tsx'
import { Textarea } from '../../ui/components/textarea.tsx'
import type { Shown } from '../../web/page.ts'
import { boxesOf, errorOf, typedOr } from '../../web/typed-again.ts'
import { partyNames } from '../meeting.ts'
import { keyOf } from '../read-arrangement.ts'
import { blankActions, type HeldFacts } from '../read-minutes.ts'
import { Presence } from './presence.tsx'

interface Form {
  readonly facts: HeldFacts
  readonly shown: Shown
}

/** `children`: what is asked beside the record, saved with it. */
export function MinutesForm({ facts, shown, children }: Form & { children: ComponentChildren }) {
  const { meeting, pep } = facts
  return (
    <form method="post" novalidate data-writing>
      <input type="hidden" name="_csrf" value={shown.csrf} />
      <p class="govuk-body">The record has four parts. Open one at a time, in any order, and save as you go.</p>
      {partsOf(facts).map(({ id, title, state, Contents }, index, all) => (
        <Folded
          id={id}
          title={`${index + 1}. ${title}`}
          state={state}
          open={
            shown.problems.length > 0
              ? shown.problems.some(({ field }) => partOf(field) === id)
              : shown.query.part
                ? shown.query.part === id
                : all.find(part => !part.done)?.id === id
          }
        >
          <Contents facts={facts} shown={shown} />
        </Folded>
      ))}
      <div class="govuk-button-group">
        {meeting.heldOn ? (
          <Button name="do" value="save" preventDoubleClick>
            Save
          </Button>
        ) : (
          <>
            <Button name="do" value="held" preventDoubleClick>
              Record the meeting as held
            </Button>
            <Button kind="secondary" name="do" value="save" preventDoubleClick>
              Save for later
            </Button>
          </>
        )}
        <a class="govuk-link" href={`/peps/${pep.id}`}>
          Back to the plan
        </a>
      </div>
      {children}
    </form>
  )
}

type PartId = 'who-came' | 'notes-part' | 'actions' | 'next-meeting'
interface Part {
  readonly id: PartId
  readonly title: string
  /** How far it is, for whoever sees it closed. */
  readonly state: string
  readonly done: boolean
  readonly Contents: (form: Form) => VNode
}

/** The parts of the record in the order of the meeting; the first that is not done is open. */
function partsOf({ pep, meeting, attendance, actions, context }: HeldFacts): readonly Part[] {
  const said = participants.filter(party => attendance.has(party)).length
  const owed = nextTermOwesPep(pep, context)
  const after = Boolean(pep.leavingCare.continues && pep.leavingCare.staysInTouch)
  return [
    {
      id: 'who-came',
      title: 'When it was, and who came',
      state: meeting.heldOn
        ? `Held on ${inWords(meeting.heldOn)}`
        : said === 0
          ? 'Not recorded yet'
          : `Said of ${said} of ${participants.length}`,
      done: meeting.heldOn !== null,
      Contents: WhoCame
    },
    {
      id: 'notes-part',
      title: 'What was said and agreed',
      state: meeting.notes ? 'Notes are written' : 'No notes yet',
      done: Boolean(meeting.notes),
      Contents: Notes
    },
    {
      id: 'actions',
      title: 'Actions: who does what, by when',
      state: actions.length === 0 ? 'None yet' : actions.length === 1 ? '1 action' : `${actions.length} actions`,
      done: actions.length > 0,
      Contents: Actions
    },
    owed
      ? {
          id: 'next-meeting',
          title: 'The date of next term’s meeting',
          state: meeting.nextOn ? inWords(meeting.nextOn) : 'Not settled yet: the plan cannot be submitted without it',
          done: meeting.nextOn !== null,
          Contents: Next
        }
      : {
          id: 'next-meeting',
          title: 'After this plan',
          state: after ? 'Written' : 'No plan is due next term: say what continues, and who stays in touch',
          done: after,
          Contents: After
        }
  ]
}

/** The part that a field stands in. */
function partOf(field: string): PartId {
  if (/^(held|came|why|stand-in)\b/.test(field)) return 'who-came'
  if (field === 'notes') return 'notes-part'
  return field.startsWith('action') ? 'actions' : 'next-meeting'
}

const WhoCame = ({ facts, shown }: Form) => (
  <>
    <DateInput
      name="held"
      legend="When did the meeting take place?"
      legendSize="s"
      values={boxesOf(shown, 'held', facts.meeting.heldOn ?? facts.meeting.on)}
      error={errorOf(shown, 'held-day')}
    />
    {participants.map(party => (
      <Presence party={party} facts={facts} shown={shown} />
    ))}
  </>
)

const Notes = ({ facts, shown }: Form) => (
  <Textarea
    name="notes"
    label="Notes of the meeting"
    labelSize="s"
    rows={8}
    spellcheck
    value={typedOr(shown, 'notes', facts.meeting.notes)}
    error={errorOf(shown, 'notes')}
  />
)

const Actions = ({ facts, shown }: Form) => (
  <>
    {Array.from({ length: lines(facts, shown) }, (_, at) => (
      <ActionLine at={at} facts={facts} shown={shown} />
    ))}
    <Button kind="secondary" name="do" value="action" preventDoubleClick>
      Save and add another action
    </Button>
  </>
)

/** As many lines as were typed in, or those stored and some empty ones. */
function lines({ actions }: HeldFacts, { typed }: Shown): number {
  const stored = actions.length + blankActions
  if (!typed) return stored
  return Math.max(stored, Object.keys(typed).filter(name => /^action-\d+-words$/.test(name)).length)
}

function ActionLine({ at, facts, shown }: Form & { at: number }) {
  const action = facts.actions[at]
  const owner = facts.candidates.find(one => one.party === action?.ownerParty && one.personId === action.ownerPersonId)
  const name = `action-${at}`
  return (
    <div class="card">
      <Fieldset legend={`Action ${at + 1}`} legendSize="s">
        <input type="hidden" name={`${name}-id`} value={typedOr(shown, `${name}-id`, action?.id ?? null)} />
        <Textarea
          name={`${name}-words`}
          label="What will be done"
          rows={2}
          spellcheck
          value={typedOr(shown, `${name}-words`, action?.words ?? null)}
          error={errorOf(shown, `${name}-words`)}
        />
        <Select
          name={`${name}-owner`}
          label="Who does it"
          items={[
            { value: '', text: 'Choose' },
            ...facts.candidates.map(one => ({
              value: keyOf(one),
              text: one.name ? `${one.name}, ${partyNames[one.party].toLowerCase()}` : partyNames[one.party]
            }))
          ]}
          value={typedOr(shown, `${name}-owner`, owner ? keyOf(owner) : '')}
          error={errorOf(shown, `${name}-owner`)}
        />
        <Input
          name={`${name}-name`}
          label="Or the name of somebody else"
          value={typedOr(shown, `${name}-name`, action && !owner ? action.ownerName : null)}
        />
        <DateInput
          name={`${name}-due`}
          legend="Done by"
          values={boxesOf(shown, `${name}-due`, action?.due ?? null)}
          error={errorOf(shown, `${name}-due-day`)}
        />
        {action ? (
          <Checkboxes name={`${name}-remove`} small items={[{ value: 'yes', text: 'Remove this action' }]} />
        ) : null}
      </Fieldset>
    </div>
  )
}

function Next({ facts: { meeting, planned }, shown }: Form) {
  return (
    <>
      <DateInput
        name="next"
        legend="When do you meet next term?"
        legendSize="s"
        hint="In the first half of next term. The plan cannot be submitted without it."
        values={boxesOf(shown, 'next', meeting.nextOn ?? planned?.on ?? null)}
        error={errorOf(shown, 'next-day')}
      />
      <Input
        name="next-reason"
        label="If it is in the second half of the term: why?"
        value={typedOr(shown, 'next-reason', meeting.nextReason)}
        error={errorOf(shown, 'next-reason')}
      />
    </>
  )
}

function After({ facts: { pep }, shown }: Form) {
  return (
    <>
      <p class="govuk-body">No plan is due next term.</p>
      <Textarea
        name="continues"
        label="What continues?"
        value={typedOr(shown, 'continues', pep.leavingCare.continues)}
        error={errorOf(shown, 'continues')}
      />
      <Input
        name="stays-in-touch"
        label="Who stays in touch?"
        value={typedOr(shown, 'stays-in-touch', pep.leavingCare.staysInTouch)}
        error={errorOf(shown, 'stays-in-touch')}
      />
    </>
  )
}
