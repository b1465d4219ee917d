import { Button } from '../../ui/components/button.tsx'
import { page } from '../../web/page.ts'
import { childPage } from '../child-frame.tsx'
import { frameOf, type OwnPage, ownPage } from '../own-page.ts'
import { readPlanInForce } from '../plan.queries.ts'

interface Loaded extends OwnPage {
  /** A plan of theirs is in force, to look at. */
  readonly hasPlan: boolean
}

/** Before the first question: what happens if somebody is not safe. */
export const myViewsPage = page<Loaded>({
  at: '/peps/:pep/my-views',
  may: 'write own views',
  name: 'own views: start',
  load: async ask => {
    const own = await ownPage(ask)
    return own && { ...own, hasPlan: (await readPlanInForce(ask.tx, own.pep.childId)) !== null }
  },
  subject: () => ({ sectionOwner: 'child' }),
  view: (own, shown) => {
    const { say } = own.reading
    return childPage(
      say.text('start.title'),
      frameOf(own, shown),
      <>
        <h1 class="child-page__title">{say('start.hello', { name: own.pep.childName.split(' ')[0] ?? '' })}</h1>
        <p class="child-page__words">{say('start.about')}</p>
        <p class="child-page__safe">{say('start.safe')}</p>
        <div class="govuk-button-group">
          <Button href={`/peps/${own.pep.id}/my-views/1`} class="voice__go">
            {say('start.begin')}
          </Button>
          {own.hasPlan ? (
            <a class="govuk-link child-page__back" href={`/peps/${own.pep.id}/my-views/plan`}>
              {say('start.lastPlan')}
            </a>
          ) : null}
        </div>
      </>
    )
  }
})
