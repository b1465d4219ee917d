import { WhenAndWhere } from '../meetings/coming.tsx'
import { Button } from '../ui/components/button.tsx'
import { childPage } from '../voice/child-frame.tsx'
import type { Shown, View } from '../web/page.ts'
import type { FamilyItem } from './family.ts'

/** The young person's own first page: their plan, their part, the next meeting, who to talk to. Not the adults' work list. */
export function childHome(item: FamilyItem, shown: Pick<Shown, 'csrf' | 'path'>): View {
  const { pepId, inForce, mayWrite, heard, childName, coming, copy, look, reading } = item
  const { say } = reading
  const name = childName.split(' ')[0] ?? ''
  const page = childPage(
    say.text('home.title'),
    { pepId, look, reading, shown },
    <>
      <h1 class="child-page__title">{say('home.hello', { name })}</h1>
      {pepId && mayWrite ? (
        <>
          <h2 class="child-page__part">{say('home.ask')}</h2>
          <p class="child-page__words">{say(heard ? 'home.heard' : 'home.tell')}</p>
          <Button href={`/peps/${pepId}/my-views`} kind={heard ? 'secondary' : undefined} class="voice__go">
            {say(heard ? 'home.change' : 'home.say')}
          </Button>
        </>
      ) : null}
      <h2 class="child-page__part">{say('plan.title')}</h2>
      {pepId && inForce ? (
        <>
          <p class="child-page__words">{say('home.plan')}</p>
          <div class="govuk-button-group">
            <Button href={`/peps/${pepId}/my-views/plan`} kind="secondary" class="voice__go">
              {say('home.see')}
            </Button>
            {copy ? (
              <a class="govuk-link child-page__back" href={`/peps/${copy.pepId}/copies/child`}>
                {say('plan.keep')}
              </a>
            ) : null}
          </div>
        </>
      ) : (
        <p class="child-page__words">{say('plan.none')}</p>
      )}
      <h2 class="child-page__part">{say('plan.meeting')}</h2>
      <WhenAndWhere coming={coming} none={say('plan.noDay')} say={say} />
    </>
  )
  return { ...page, bare: false }
}
