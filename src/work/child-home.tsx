import { WhenAndWhere } from '../meetings/coming.tsx'
import { Button } from '../ui/components/button.tsx'
import { Name } from '../ui/components/name.tsx'
import { childPage } from '../voice/child-frame.tsx'
import type { Shown, View } from '../web/page.ts'
import type { FamilyItem } from './family.ts'

/** The young person's own first page: their plan, their part, the next meeting, who to talk to. Not the adults' work list. */
export function childHome(item: FamilyItem, shown: Pick<Shown, 'csrf' | 'path'>): View {
  const { pepId, inForce, mayWrite, heard, childName, coming, copy, look } = item
  const name = childName.split(' ')[0] ?? ''
  const page = childPage(
    'My page',
    { pepId, look, shown },
    <>
      <h1 class="child-page__title">
        Hello <Name of={name} />. This is your page.
      </h1>
      {pepId && mayWrite ? (
        <>
          <h2 class="child-page__part">What do you think?</h2>
          <p class="child-page__words">
            {heard
              ? 'Thank you for telling us. You can still change what you said.'
              : 'A school plan is being made. Tell us what you think.'}
          </p>
          <Button href={`/peps/${pepId}/my-views`} kind={heard ? 'secondary' : undefined} class="voice__go">
            {heard ? 'Change what I said' : 'Say what I think'}
          </Button>
        </>
      ) : null}
      <h2 class="child-page__part">My plan</h2>
      {pepId && inForce ? (
        <>
          <p class="child-page__words">What you said, what people did, and what you are aiming for.</p>
          <div class="govuk-button-group">
            <Button href={`/peps/${pepId}/my-views/plan`} kind="secondary" class="voice__go">
              See my plan
            </Button>
            {copy ? (
              <a class="govuk-link child-page__back" href={`/peps/${copy.pepId}/copies/child`}>
                Keep my plan (PDF)
              </a>
            ) : null}
          </div>
        </>
      ) : (
        <p class="child-page__words">You have no plan yet. It comes after the first meeting.</p>
      )}
      <h2 class="child-page__part">The next meeting</h2>
      <WhenAndWhere coming={coming} none="There is no day for it yet." />
    </>
  )
  return { ...page, bare: false }
}
