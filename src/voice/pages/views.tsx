import { may } from '../../guidance/access.ts'
import { candidatesOf, findMeeting, type Meeting } from '../../meetings/meeting.ts'
import { answersOf } from '../../peps/answers.ts'
import { findPep, type Pep } from '../../peps/pep.ts'
import { PepHeader, pepTrail } from '../../peps/pep-header.tsx'
import { Button } from '../../ui/components/button.tsx'
import { Details } from '../../ui/components/details.tsx'
import { Input } from '../../ui/components/input.tsx'
import { Radios } from '../../ui/components/radios.tsx'
import { Tag } from '../../ui/components/tag.tsx'
import { text } from '../../web/forms.ts'
import { type Problem, page, pepOf, type Shown } from '../../web/page.ts'
import { errorOf, typedOr } from '../../web/typed-again.ts'
import { type Foreign, foreignIn } from '../foreign.ts'
import { Heard } from '../heard.tsx'
import { ToInterpret } from '../to-interpret.tsx'
import {
  hasWordsOf,
  isViewParty,
  markViewsRead,
  recordNoViews,
  recordViews,
  sectionOf,
  type ViewParty,
  type Views,
  viewParties,
  viewsOf
} from '../views.ts'
import { howWords, reasonsOf, toldTo, whose } from '../views-words.ts'

interface Facts {
  readonly pep: Pep
  readonly meeting: Meeting
  readonly views: ReadonlyMap<ViewParty, Views>
  /** Whom a link can be sent to, by party. */
  readonly reachable: ReadonlySet<string>
  /** Whose own words stand in the plan, as far as whoever looks may read them. */
  readonly wrote: ReadonlySet<ViewParty>
  readonly foreign: readonly Foreign[]
}

/** Who has been heard for this plan, how, and why not (G 5). */
export const viewsPage = page<Facts>({
  at: '/peps/:pep/views',
  may: 'read plan',
  maySubmit: 'mark views read',
  name: 'views',
  load: async ask => {
    const { id } = pepOf(ask)
    const pep = await findPep(ask.tx, id, ask.today)
    const meeting = pep && (await findMeeting(ask.tx, id))
    if (!meeting) return null
    const candidates = await candidatesOf(ask.tx, id)
    const answers = await answersOf(ask.tx, id)
    return {
      pep,
      meeting,
      views: await viewsOf(ask.tx, id),
      reachable: new Set(candidates.filter(one => one.hasEmail !== false).map(one => one.party)),
      wrote: new Set(viewParties.filter(party => hasWordsOf(party, answers))),
      foreign: foreignIn(pep, answers)
    }
  },
  view: (facts, shown) => ({
    title: 'Who has been heard',
    trail: pepTrail(facts.pep, 'Views'),
    body: (
      <>
        <PepHeader pep={facts.pep} today={shown.today} />
        <div class="reading">
          <h1 class="govuk-heading-l">Who has been heard</h1>
          <p class="govuk-body">
            Hear each of them before the meeting or at it, in their own words. Where nobody could be heard, say why.
          </p>
          <ToInterpret foreign={facts.foreign} pep={facts.pep} standing={shown.about?.standing ?? []} />
          {viewParties.map(party => (
            <PartyCard party={party} facts={facts} shown={shown} />
          ))}
        </div>
      </>
    )
  }),
  submit: async ({ pep, meeting, views, wrote }, { tx, body, who, today, now, origin }) => {
    const party = text(body, 'party')
    if (!isViewParty(party) || party === 'social-worker') return { refused: 'Choose whose views these are.' }
    const here = `/peps/${pep.id}/views#${party}`
    const what = text(body, 'do')
    if (what === 'read') {
      await markViewsRead(tx, pep, party, who.id, now)
      return { go: here, done: 'Marked as read.' }
    }
    if (pep.state === 'submitted' || pep.state === 'signed-off' || pep.state === 'not-required')
      return { refused: 'This plan is closed, so views cannot be added. Ask the adviser.' }
    if (what === 'heard') {
      if (party === 'parent' && !meeting.parentAgreed)
        return { refused: 'The social worker has not said yes to the parent’s part in this plan.' }
      const how = toldTo.find(one => one === text(body, `how-${party}`))
      if (!how) return { again: [{ field: `how-${party}`, what: 'Choose how you heard them.' }] }
      await recordViews(tx, pep, party, { how, by: who.id }, { person: who.id, today, origin })
      return {
        go: `/peps/${pep.id}/sections/${sectionOf[party]}`,
        done: `Recorded. ${views.get(party)?.reasonNone ? 'The reason why there was nothing from them is withdrawn. ' : ''}Now write down what was said.`
      }
    }
    const { reason, problem } = reasonFrom(party, text(body, `reason-${party}`))
    if (!reason) return { again: [problem] }
    if (wrote.has(party))
      return {
        again: [
          {
            field: `reason-${party}`,
            what: `${whose[party]}’s own words stand in this plan, so there is no reason why there are none. If the words are not theirs, empty them first: “Read or write their words”.`
          }
        ]
      }
    await recordNoViews(tx, pep, party, reason, { person: who.id, today })
    return {
      go: here,
      done: views.get(party)?.recordedOn
        ? 'The reason is recorded, and that they were heard is withdrawn.'
        : 'The reason is recorded.'
    }
  }
})

function reasonFrom(party: 'child' | 'carer' | 'parent', typed: string): { reason: string | null; problem: Problem } {
  const words = typed.toWellFormed().replaceAll('\0', '').trim()
  const problem = { field: `reason-${party}`, what: `Say why there is nothing from ${whose[party].toLowerCase()}.` }
  if (party !== 'child') return { reason: words in reasonsOf[party] ? words : null, problem }
  if (words.length > 500)
    return { reason: null, problem: { ...problem, what: 'Shorten the reason to 500 characters.' } }
  return { reason: words === '' ? null : words, problem }
}

interface Card {
  readonly party: ViewParty
  readonly facts: Facts
  readonly shown: Shown
}

function PartyCard({ party, facts, shown }: Card) {
  const views = facts.views.get(party)
  const heard = party === 'social-worker' ? facts.wrote.has(party) : Boolean(views?.recordedOn)
  const tag = heard
    ? { colour: 'green', text: 'Heard' }
    : views?.reasonNone
      ? { colour: 'grey', text: 'Not heard, with a reason' }
      : { colour: 'blue', text: facts.wrote.has(party) ? 'Written down: say how you heard them' : 'Not heard yet' }
  return (
    <section class="card" id={party} aria-labelledby={`${party}-title`}>
      <h2 class="govuk-heading-m" id={`${party}-title`}>
        {whose[party]} <Tag colour={tag.colour as 'green'}>{tag.text}</Tag>
      </h2>
      <Heard party={party} views={views} />
      {views?.unread ? <ReadButton party={party} shown={shown} /> : null}
      <Ways party={party} facts={facts} shown={shown} />
    </section>
  )
}

function ReadButton({ party, shown }: { party: ViewParty; shown: Shown }) {
  return (
    <form method="post">
      <input type="hidden" name="_csrf" value={shown.csrf} />
      <input type="hidden" name="party" value={party} />
      <Button name="do" value="read" preventDoubleClick>
        I have read what came by link
      </Button>
    </form>
  )
}

function Ways({ party, facts, shown }: Card) {
  const { pep, meeting, reachable } = facts
  const standing = shown.about?.standing ?? []
  const words = (
    <a class="govuk-link" href={`/peps/${pep.id}/sections/${sectionOf[party]}`}>
      Read or write their words
    </a>
  )
  if (party === 'social-worker') return <p class="govuk-body">{words}</p>
  if (!may('send a link for views', standing, { state: pep.state })) return null
  if (party === 'parent' && !meeting.parentAgreed) {
    return (
      <>
        <p class="govuk-body">A parent is asked once the social worker has said yes for this plan.</p>
        {may('agree to the parent', standing, { state: pep.state }) ? (
          <p class="govuk-body">
            <a class="govuk-link" href={`/peps/${pep.id}/meeting/parent`}>
              Say whether a parent may be asked
            </a>
          </p>
        ) : (
          <p class="govuk-body">Ask the social worker.</p>
        )}
        <WhyNot party={party} facts={facts} shown={shown} />
      </>
    )
  }
  return (
    <>
      <div class="govuk-button-group">
        {party === 'child' ? <Button href={`/peps/${pep.id}/hand-over`}>Hand over to the child now</Button> : null}
        {reachable.has(party) ? (
          <form class="views__link" method="post" action={`/peps/${pep.id}/views/links/${party}`}>
            <input type="hidden" name="_csrf" value={shown.csrf} />
            <Button kind={party === 'child' ? 'secondary' : undefined} preventDoubleClick>
              E-mail a private link
            </Button>
          </form>
        ) : null}
      </div>
      <p class="govuk-body">{words}</p>
      <ToldMe party={party} facts={facts} shown={shown} />
      <WhyNot party={party} facts={facts} shown={shown} />
    </>
  )
}

function ToldMe({ party, shown }: Card) {
  const field = `how-${party}`
  return (
    <Details summary="They told me, and I write it down" open={errorOf(shown, field) !== undefined}>
      <form method="post" novalidate>
        <input type="hidden" name="_csrf" value={shown.csrf} />
        <input type="hidden" name="party" value={party} />
        <Radios
          name={field}
          legend="How did you hear them?"
          small
          items={toldTo.map(how => ({ value: how, text: howWords[how][0]?.toUpperCase() + howWords[how].slice(1) }))}
          error={errorOf(shown, field)}
        />
        <Button kind="secondary" name="do" value="heard" preventDoubleClick>
          Save and write down what was said
        </Button>
      </form>
    </Details>
  )
}

function WhyNot({ party, shown }: Card) {
  const field = `reason-${party}`
  const value = typedOr(shown, field, null)
  return (
    <Details summary="There is nothing from them, and this is why" open={errorOf(shown, field) !== undefined}>
      <form method="post" novalidate>
        <input type="hidden" name="_csrf" value={shown.csrf} />
        <input type="hidden" name="party" value={party} />
        {party === 'carer' || party === 'parent' ? (
          <Radios
            name={field}
            legend="Why?"
            small
            items={Object.entries(reasonsOf[party]).map(([code, words]) => ({ value: code, text: words }))}
            value={value}
            error={errorOf(shown, field)}
          />
        ) : (
          <Input name={field} label="Why?" value={value} error={errorOf(shown, field)} />
        )}
        <Button kind="secondary" name="do" value="none" preventDoubleClick>
          Save the reason
        </Button>
      </form>
    </Details>
  )
}
