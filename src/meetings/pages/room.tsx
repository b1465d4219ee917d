import { planData } from '../../documents/plan-data.ts'
import { type RoomPlan, roomPlan } from '../../documents/room-plan.ts'
import { may } from '../../guidance/access.ts'
import type { Subject } from '../../guidance/conditions.ts'
import { inWords } from '../../guidance/dates.ts'
import { type InTheRoom, inTheRoom, isInTheRoom, shownTo } from '../../guidance/in-the-room.ts'
import { socialWorkerLeads } from '../../guidance/leader.ts'
import { Button } from '../../ui/components/button.tsx'
import { Checkboxes } from '../../ui/components/checkboxes.tsx'
import { type Ask, page, pepOf, type Shown } from '../../web/page.ts'
import { invitationsOf } from '../meeting.ts'
import { type RoomStep, roomSteps, sitsAs, stepOf } from '../room-steps.ts'
import { RoomEntry } from './room-entries.tsx'

/** Somebody said who is in the room: what all of them may read. */
interface Room {
  readonly present: readonly InTheRoom[]
  readonly plan: RoomPlan
  readonly nextOn: string | null
  readonly subject: Subject
}
interface Loaded {
  readonly pepId: string
  readonly room: Room | null
  /** As what those who are invited would sit here. */
  readonly expected: readonly InTheRoom[]
}

/** The screen on the wall: who is here is said first, and nothing is shown that one of them may not read. */
export const roomPage = page<Loaded>({
  at: '/peps/:pep/meeting-room',
  may: 'read plan',
  name: 'meeting room',
  load: async ask => {
    const pepId = pepOf(ask).id
    const present = (ask.query.in ?? '').split(',').filter(isInTheRoom)
    if (present.length > 0) {
      const room = await roomOf(ask, pepId, present)
      return room && { pepId, room, expected: [] }
    }
    const coming = (await invitationsOf(ask.tx, pepId)).filter(
      one => one.answer !== 'declined' && one.answer !== 'views-instead'
    )
    return { pepId, room: null, expected: ['school', 'council', ...coming.map(({ party }) => sitsAs[party])] }
  },
  view: ({ pepId, room, expected }, shown) => ({
    title: room ? `Meeting: ${stepOf(shown.query.step).title}` : 'Who is in the room?',
    bare: true,
    footer: <RoomFooter pepId={pepId} />,
    scripts: room ? ['meeting-room.js'] : [],
    body: room ? <RoomView pepId={pepId} room={room} shown={shown} /> : <WhoIsHere pepId={pepId} expected={expected} />
  })
})

async function roomOf({ tx, today, ...ask }: Ask, pepId: string, present: readonly InTheRoom[]): Promise<Room | null> {
  const [narrowest, ...others] = shownTo(present)
  const data = narrowest && (await planData(tx, pepId, today))
  if (!data) return null
  const pep = pepOf({ tx, today, ...ask })
  return {
    present,
    plan: roomPlan(data, [narrowest, ...others]),
    nextOn: data.pep.nextOn,
    subject: { state: pep.state, socialWorkerLeads: socialWorkerLeads(pep) }
  }
}

const kinds: Readonly<Record<InTheRoom, { readonly text: string; readonly hint?: string }>> = {
  school: { text: 'The school', hint: 'The designated teacher, a key adult, other staff' },
  council: { text: 'The council', hint: 'The social worker, the Virtual School' },
  carer: { text: 'A carer' },
  parent: { text: 'A parent' },
  child: { text: 'The child' },
  guest: { text: 'Somebody else', hint: 'The next school, an interpreter, a professional' }
}

/** No name stands here: it may be on the wall already. */
function WhoIsHere({ pepId, expected }: { pepId: string; expected: readonly InTheRoom[] }) {
  return (
    <div class="reading">
      <h1 class="govuk-heading-l">Who is in the room?</h1>
      <p class="govuk-body">
        Everybody who can see this screen. It then shows only what all of them may read. Whoever joins by video counts,
        too.
      </p>
      <form method="get">
        <Checkboxes
          name="in"
          legend={<span class="govuk-visually-hidden">Who is in the room</span>}
          values={[...expected]}
          items={inTheRoom.map(value => ({ value, ...kinds[value] }))}
        />
        <div class="govuk-button-group">
          <Button type="submit">Show the plan to this room</Button>
          <a class="govuk-link" href={`/peps/${pepId}`}>
            Back to the plan
          </a>
        </div>
      </form>
      <p class="govuk-body">
        No network where you meet?{' '}
        <a class="govuk-link" href={`/peps/${pepId}/paper`}>
          Print the plan to write on
        </a>
      </p>
    </div>
  )
}

function RoomView({ pepId, room, shown }: { pepId: string; room: Room; shown: Shown }) {
  const { plan, present } = room
  const step = stepOf(shown.query.step)
  const here = (id: string) => `/peps/${pepId}/meeting-room?in=${present.join(',')}&step=${id}`
  const next = roomSteps[roomSteps.indexOf(step) + 1]
  return (
    <div class="room" data-room={pepId}>
      <header class="room__head">
        <p class="room__child">{plan.childName}</p>
        <p class="room__present">
          In the room: {present.map(one => kinds[one].text.toLowerCase()).join(', ')}.{' '}
          <a class="govuk-link" href={`/peps/${pepId}/meeting-room`}>
            Change who is here
          </a>
        </p>
      </header>
      <div class="room__work">
        <Agenda steps={roomSteps} current={step} plan={plan} hasDate={room.nextOn !== null} here={here} />
        <div>
          <h1 class="govuk-heading-xl">{step.title}</h1>
          <StepBody step={step} room={room} />
          <Missing step={step} plan={plan} />
          <div class="govuk-button-group">
            {next ? <Button href={here(next.id)}>Next: {next.title}</Button> : null}
            {may(step.write.may, shown.about?.standing ?? [], room.subject) ? (
              <Button href={`/peps/${pepId}/${step.write.to}`} kind={next ? 'secondary' : undefined}>
                {step.write.words}
              </Button>
            ) : null}
            <a class="govuk-link" href={here(step.id)}>
              Read again
            </a>
          </div>
          <p class="room__writing" role="status" data-room-writing />
        </div>
      </div>
    </div>
  )
}

interface AgendaProps {
  readonly steps: readonly RoomStep[]
  readonly current: RoomStep
  readonly plan: RoomPlan
  readonly hasDate: boolean
  readonly here: (step: string) => string
}

const holds = (plan: RoomPlan, step: RoomStep) =>
  plan.sections.filter(({ id }) => (step.sections as readonly string[]).includes(id))
const lacks = (plan: RoomPlan, step: RoomStep) =>
  plan.missing.filter(one => (step.sections as readonly string[]).includes(one.section))

/** An item has its tick once something of it is written and nothing is missing that this room may know of. */
function Agenda({ steps, current, plan, hasDate, here }: AgendaProps) {
  return (
    <nav class="room__agenda" aria-label="Agenda">
      <ol class="steps">
        {steps.map(step => {
          const missing = step.id === 'read-back' ? plan.missing.length : lacks(plan, step).length
          const ready = missing === 0 && (step.id === 'next' ? hasDate : holds(plan, step).length > 0)
          return (
            <li class={`steps__step${ready ? ' steps__step--done' : ''}`}>
              <p class="steps__name">
                <a class="govuk-link" href={here(step.id)} aria-current={step === current ? 'step' : undefined}>
                  {step.title}
                </a>
              </p>
              <p class="steps__words">
                {step.minutes} minutes{missing > 0 ? ` · ${missing} missing` : ready ? ' · ready' : ''}
              </p>
            </li>
          )
        })}
      </ol>
    </nav>
  )
}

function StepBody({ step, room: { plan, nextOn } }: { step: RoomStep; room: Room }) {
  const sections = holds(plan, step)
  const several = Math.max(step.sections.length, sections.length) > 1
  const showsDate = step.id === 'next' || step.id === 'read-back'
  return (
    <>
      {sections.map(({ title, entries }) => (
        <section class="room__section">
          <h2 class={several ? 'govuk-heading-l' : 'govuk-visually-hidden'}>{title}</h2>
          {entries.map(entry => (
            <RoomEntry entry={entry} child={plan.childName} />
          ))}
        </section>
      ))}
      {showsDate ? (
        <p class="room__large">
          {nextOn ? `We meet next on ${inWords(Temporal.PlainDate.from(nextOn))}.` : 'No next date yet.'}
        </p>
      ) : null}
      {sections.length === 0 && step.id !== 'next' ? (
        <p class="govuk-body">Nothing is here that everybody in the room may read.</p>
      ) : null}
    </>
  )
}

/** For whoever leads the meeting. Of what is not for everybody here only the number. */
function Missing({ step, plan }: { step: RoomStep; plan: RoomPlan }) {
  const all = step.id === 'read-back'
  const missing = all ? plan.missing : lacks(plan, step)
  const elsewhere = all ? plan.missingElsewhere : 0
  if (missing.length + elsewhere === 0) return null
  return (
    <section class="card" aria-labelledby="still-missing">
      <h2 class="govuk-heading-s" id="still-missing">
        Still missing
      </h2>
      <ul class="govuk-list govuk-list--bullet">
        {missing.map(({ words }) => (
          <li>{words}</li>
        ))}
        {elsewhere > 0 ? <li>{elsewhere} more in parts of the plan that are not for everybody here</li> : null}
      </ul>
    </section>
  )
}

/** Without the names and numbers that stand at the foot of other pages: they lead to the school. */
function RoomFooter({ pepId }: { pepId: string }) {
  return (
    <div class="govuk-width-container room__foot">
      <p class="govuk-body-s">
        <a class="govuk-link" href={`/peps/${pepId}`}>
          Leave the meeting screen
        </a>
        . The plan’s own pages show all that you may read: open them where not everybody looks.
      </p>
    </div>
  )
}
