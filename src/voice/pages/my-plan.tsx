import { type Reading, readingFor } from '../../languages/reading.ts'
import { originOf } from '../../people/session.ts'
import { aboutOf, page, pepOf } from '../../web/page.ts'
import { childPage } from '../child-frame.tsx'
import { type Look, lookOf } from '../look.ts'
import { type OwnPlan, ownPlan } from '../own-plan.ts'
import { PlanInPlainWords } from '../plan-page.tsx'

interface Loaded {
  readonly pepId: string
  readonly plan: OwnPlan | null
  readonly look: readonly Look[]
  readonly reading: Reading
  readonly handedOver: boolean
  /** They are signed in as themselves, so there is a page of theirs to go back to. */
  readonly home: boolean
}

/** "You said, we did", targets in the child's own wording, who helps, when we meet: of the newest plan that is in force. */
export const myPlanPage = page<Loaded>({
  at: '/peps/:pep/my-views/plan',
  may: 'see own plan',
  name: 'own plan',
  load: async ask => {
    const { childId, standing } = aboutOf(ask)
    if (!standing.includes('child')) return null
    const origin = ask.session && (await originOf(ask.tx, ask.session))
    return {
      pepId: pepOf(ask).id,
      plan: await ownPlan(ask, childId),
      reading: await readingFor(ask, childId, 'child'),
      look: await lookOf(ask.tx, childId),
      handedOver: Boolean(origin?.adult),
      home: !origin?.adult && !origin?.link
    }
  },
  view: ({ pepId, plan, look, reading, handedOver, home }, shown) =>
    childPage(
      reading.say.text('plan.title'),
      { pepId, look, reading, shown, handedOver },
      <>
        {plan ? (
          <PlanInPlainWords plan={plan} say={reading.say} />
        ) : (
          <>
            <h1 class="child-page__title">{reading.say('plan.title')}</h1>
            <p class="child-page__words">{reading.say('plan.none')}</p>
          </>
        )}
        <p class="child-page__words">
          <a class="govuk-link" href={home ? '/' : `/peps/${pepId}/my-views`}>
            {reading.say('plan.back')}
          </a>
        </p>
      </>
    )
})
