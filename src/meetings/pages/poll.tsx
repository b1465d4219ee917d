import { inWords } from '../../guidance/dates.ts'
import { PepHeader, pepTrail } from '../../peps/pep-header.tsx'
import { Button } from '../../ui/components/button.tsx'
import { Checkboxes } from '../../ui/components/checkboxes.tsx'
import { InsetText } from '../../ui/components/inset-text.tsx'
import { Table } from '../../ui/components/table.tsx'
import { Tag } from '../../ui/components/tag.tsx'
import { several, text } from '../../web/forms.ts'
import { type Ask, page, type Shown } from '../../web/page.ts'
import { errorOf } from '../../web/typed-again.ts'
import { type DateFacts, dateFactsOf, dueDayInWords } from '../date-context.ts'
import { type Invitation, invitationsOf, type Place, partyNames, placesOf } from '../meeting.ts'
import { type Asked, askWhichSuits, openPollOf, type Poll, stopAsking } from '../poll.ts'
import { beyondTheList, keyOf, readOthers } from '../read-arrangement.ts'
import { readDates } from '../read-proposal.ts'
import { people, stillToTell } from '../told-words.ts'
import { Others } from './others.tsx'
import { untold } from './parties.tsx'
import { ProposedDates } from './proposed-dates.tsx'

interface Loaded extends DateFacts {
  readonly poll: Poll | null
  /** Who has a place: not whoever asks, and the child is asked about coming in their own words. */
  readonly places: readonly Place[]
  /** Invited already, though they have no place on the list of today. */
  readonly invited: readonly Invitation[]
}

/** Several possible dates put to those who are to come; what they say; and the one that is settled (G 2.2). */
export const pollPage = page<Loaded>({
  at: '/peps/:pep/meeting/poll',
  may: 'arrange meeting',
  name: 'ask which date suits',
  load: async ask => {
    const facts = await dateFactsOf(ask)
    if (!facts) return null
    const { id } = facts.pep
    const [candidates, invitations, poll] = [
      await placesOf(ask.tx, id),
      await invitationsOf(ask.tx, id),
      await openPollOf(ask.tx, id)
    ]
    const isAsked = ({ party, personId }: Place) =>
      personId !== ask.who.id && party !== 'child' && (party !== 'parent' || facts.meeting.parentAgreed !== null)
    const invited = beyondTheList({ candidates, invitations }).filter(({ party }) => party !== 'child')
    return { ...facts, poll, places: candidates.filter(isAsked), invited }
  },
  submit: async (facts, ask) => {
    const { tx, who, body, origin, seal, today, now } = ask
    const doing = { pep: facts.pep, person: who.id, origin, seal, today, now }
    const here = `/peps/${facts.pep.id}/meeting/poll`
    if (text(body, 'do') === 'stop') {
      await stopAsking(tx, doing)
      return { go: here, done: 'Nobody is asked any more. The links say so.' }
    }
    if (facts.meeting.heldOn) return { refused: `This meeting took place on ${inWords(facts.meeting.heldOn)}.` }
    const { problems, dates, asked } = readProposal(body, facts)
    if (problems.length > 0) return { again: problems }
    const refused = await askWhichSuits(tx, dates, asked, doing)
    const unreached = facts.places.filter(one => !isReached(one)).map(nameOf)
    return refused ?? { go: here, done: `By e-mail we have asked ${people(asked.length)}.${stillToTell(unreached)}` }
  },
  view: (facts, shown) => ({
    title: 'Which date suits?',
    trail: pepTrail(facts.pep, 'Which date suits?'),
    body: (
      <>
        <PepHeader pep={facts.pep} today={shown.today} />
        <h1 class="govuk-heading-l">Which date suits?</h1>
        {facts.poll ? (
          <Answers poll={facts.poll} pepId={facts.pep.id} csrf={shown.csrf} />
        ) : (
          <Proposal facts={facts} shown={shown} />
        )}
      </>
    )
  })
})

function readProposal(body: Ask['body'], facts: Loaded) {
  const { problems, dates } = readDates(body, facts)
  const wanted = new Set(several(body, 'people'))
  const others = readOthers(body, facts, (field, what) => problems.push({ field, what }))
  const asked: Asked[] = [
    ...facts.places.flatMap(one =>
      isReached(one) && one.personId && wanted.has(keyOf(one))
        ? [{ party: one.party, personId: one.personId, name: one.name ?? partyNames[one.party] }]
        : []
    ),
    ...facts.invited.filter(({ id }) => wanted.has(id)).flatMap(askedAgain),
    ...others
  ]
  if (asked.length === 0) problems.push({ field: 'people', what: 'Choose whom to ask' })
  return { problems, dates, asked }
}

const isReached = ({ personId, hasEmail }: Place) => personId !== null && hasEmail !== false
const nameOf = ({ party, name }: Place) => name ?? `the ${partyNames[party].toLowerCase()}`
const askedAgain = ({ party, name, personId, email }: Invitation): Asked[] =>
  personId ? [{ party, name, personId }] : email ? [{ party, name, personId, email }] : []

function Proposal({ facts, shown }: { facts: Loaded; shown: Shown }) {
  const { pep, places, invited, meeting } = facts
  if (meeting.heldOn) return <InsetText>The meeting took place on {inWords(meeting.heldOn)}.</InsetText>
  const typed = shown.typed ? several(shown.typed, 'people') : null
  return (
    <form method="post" novalidate class="reading">
      <input type="hidden" name="_csrf" value={shown.csrf} />
      <p class="govuk-body">
        Propose two to five dates. Everybody says by a link, without an account, which suit. Then you settle one, and
        the invitations go out. {meeting.due ? `The meeting is due by ${dueDayInWords(meeting.due, facts)}. ` : null}
        <a class="govuk-link" href={`/peps/${pep.id}/meeting/dates`}>
          See which dates it can be, and why not others
        </a>
      </p>
      <ProposedDates facts={facts} shown={shown} />
      <Checkboxes
        name="people"
        legend="Whom to ask"
        legendSize="s"
        hint="Nobody sees who else is asked, or what they say."
        error={errorOf(shown, 'people')}
        items={[
          ...places.map(one => ({
            value: keyOf(one),
            text: one.name ? `${one.name}, ${partyNames[one.party].toLowerCase()}` : partyNames[one.party],
            hint: untold(one),
            disabled: !isReached(one)
          })),
          ...invited.map(({ id, name, party, email }) => ({
            value: id,
            text: `${name}, ${partyNames[party].toLowerCase()}`,
            hint: email ?? undefined
          }))
        ]}
        values={typed ?? [...places.filter(isReached).map(keyOf), ...invited.map(({ id }) => id)]}
      />
      <Others facts={facts} shown={shown} doing="Ask" />
      <Button preventDoubleClick>Ask everybody</Button>
    </form>
  )
}

const named = (people: readonly string[]) => (people.length === 0 ? '0' : `${people.length}: ${people.join(', ')}`)

function Answers({ poll, pepId, csrf }: { poll: Poll; pepId: string; csrf: string }) {
  return (
    <>
      <p class="govuk-body">
        {poll.answered} of {poll.asked} {poll.asked === 1 ? 'person has' : 'people have'} answered.
      </p>
      <Table
        cards
        firstCellIsHeader
        columns={[
          { heading: 'Date' },
          { heading: 'Suits' },
          { heading: 'If need be' },
          { heading: 'Does not suit' },
          { heading: 'Not answered yet' },
          { heading: 'Settle' }
        ]}
        rows={poll.dates.map(({ on, at, tally }) => [
          <>
            {inWords(on)} at {at}{' '}
            {tally.best ? (
              <Tag colour="green">{tally.best === 'alone' ? 'Suits best' : 'Suits equally well'}</Tag>
            ) : null}
          </>,
          named(tally.yes),
          named(tally.ifNeedBe),
          named(tally.no),
          named(tally.waiting),
          <a
            class="govuk-link"
            href={`/peps/${pepId}/meeting?${new URLSearchParams({ date: on.toString(), time: at })}`}
          >
            Settle this one
            <span class="govuk-visually-hidden">
              : {inWords(on)} at {at}
            </span>
          </a>
        ])}
      />
      {poll.words.map(({ name, words }) => (
        <div class="card">
          <p class="govuk-body as-written">{words}</p>
          <p class="govuk-hint">{name}</p>
        </div>
      ))}
      <form method="post">
        <input type="hidden" name="_csrf" value={csrf} />
        <Button name="do" value="stop" kind="secondary" preventDoubleClick>
          Stop asking
        </Button>
      </form>
    </>
  )
}
