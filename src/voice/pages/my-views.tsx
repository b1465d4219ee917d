import { Button } from '../../ui/components/button.tsx'
import { Name } from '../../ui/components/name.tsx'
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
  view: (own, shown) =>
    childPage(
      'Your part',
      frameOf(own, shown),
      <>
        <h1 class="child-page__title">
          Hello <Name of={own.pep.childName.split(' ')[0] ?? ''} />. This is your part.
        </h1>
        <p class="child-page__words">
          These questions are about school. There are no wrong answers. You can skip any of them.
        </p>
        <p class="child-page__safe">
          If you tell us something that means you or someone is not safe, we must tell someone who can help.
        </p>
        <div class="govuk-button-group">
          <Button href={`/peps/${own.pep.id}/my-views/1`} class="voice__go">
            Start
          </Button>
          {own.hasPlan ? (
            <a class="govuk-link child-page__back" href={`/peps/${own.pep.id}/my-views/plan`}>
              See my last plan
            </a>
          ) : null}
        </div>
      </>
    )
})
