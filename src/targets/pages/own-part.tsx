import { inWords } from '../../guidance/dates.ts'
import type { Role } from '../../guidance/words.ts'
import { type Action, actionsOf } from '../../meetings/held.ts'
import { findPep, type Pep } from '../../peps/pep.ts'
import { InsetText } from '../../ui/components/inset-text.tsx'
import { SummaryList } from '../../ui/components/summary-list.tsx'
import { Tag } from '../../ui/components/tag.tsx'
import { aboutOf, page, pepOf } from '../../web/page.ts'
import { type ActionOwner, type Target, targetsOf } from '../target.ts'

interface Loaded {
  readonly pep: Pep
  readonly role: Role
  /** Targets with what this person does for each: those that name them. */
  readonly targets: ReadonlyArray<{ readonly target: Target; readonly mine: readonly string[] }>
  readonly actions: readonly Action[]
}

const asOwner: Partial<Record<Role, ActionOwner>> = {
  child: 'child',
  carer: 'carer',
  'social-worker': 'social-worker',
  'team-manager': 'social-worker',
  'designated-teacher': 'school',
  delegate: 'school'
}

/** From submission each person who is named in a target or an action has their part, the same day; it says that it is not signed off yet. */
export const ownPartPage = page<Loaded>({
  at: '/peps/:pep/part',
  may: 'see own part',
  name: 'own part of a plan',
  load: async ask => {
    const pep = await findPep(ask.tx, pepOf(ask).id, ask.today)
    const { standing } = aboutOf(ask)
    const role = standing.find(one => asOwner[one]) ?? standing[0]
    if (!pep || !role) return null
    const named = (await targetsOf(ask.tx, pep.id)).map(target => ({
      target,
      mine: target.actions.filter(({ who }) => who === asOwner[role]).map(({ what }) => what)
    }))
    return {
      pep,
      role,
      targets: named.filter(({ target, mine }) => mine.length > 0 || role === 'child' || leads(target, ask.who.name)),
      actions: (await actionsOf(ask.tx, pep.id)).filter(
        ({ ownerParty, ownerPersonId }) => ownerPersonId === ask.who.id || (!ownerPersonId && ownerParty === role)
      )
    }
  },
  view: ({ pep, role, targets, actions }) => ({
    title: 'Your part of the plan',
    bare: role === 'child',
    body: (
      <div class={role === 'child' ? 'reading voice' : 'reading'}>
        <h1 class="govuk-heading-l">{role === 'child' ? 'Your plan' : `Your part of ${pep.childName}’s plan`}</h1>
        {pep.state === 'signed-off' ? null : (
          <p class="govuk-body">
            <Tag colour="orange">Not yet signed off</Tag> It counts already, and may still change a little.
          </p>
        )}
        {targets.length === 0 && actions.length === 0 ? (
          <InsetText>The plan names nothing for you to do.</InsetText>
        ) : null}
        {targets.map(({ target, mine }) => (
          <section class="card" aria-labelledby={`part-${target.id}`}>
            <h2 class="govuk-heading-m as-written" id={`part-${target.id}`}>
              {role === 'child' && target.childWords ? target.childWords : target.words}
            </h2>
            <SummaryList
              rows={[
                ...mine.map(what => ({ key: 'What you do', value: <span class="as-written">{what}</span> })),
                ...(target.leadName ? [{ key: 'Who leads', value: target.leadName }] : []),
                ...(target.due ? [{ key: 'We look again by', value: inWords(target.due) }] : [])
              ]}
            />
          </section>
        ))}
        {actions.length > 0 ? (
          <section aria-labelledby="promises">
            <h2 class="govuk-heading-m" id="promises">
              What you said you will do
            </h2>
            <ul class="govuk-list govuk-list--bullet">
              {actions.map(({ words, due }) => (
                <li class="as-written">
                  {words}
                  {due ? `, by ${inWords(due)}` : ''}
                </li>
              ))}
            </ul>
          </section>
        ) : null}
        {pep.meeting.nextOn ? <p class="govuk-body">We meet again on {inWords(pep.meeting.nextOn)}.</p> : null}
      </div>
    )
  })
})

const leads = ({ leadName }: Target, name: string): boolean =>
  leadName.trim().toLowerCase() === name.trim().toLowerCase()
