import type { Say } from '../languages/say.tsx'
import { WhenAndWhere } from '../meetings/coming.tsx'
import { Button } from '../ui/components/button.tsx'
import type { Aim, Doing, OwnPlan } from './own-plan.ts'

interface Props {
  readonly plan: OwnPlan
  readonly say: Say
}

/** The whole plan on one page in plain words. What people wrote stays in their language, whatever the page is in. */
export const PlanInPlainWords = ({ plan, say }: Props) => (
  <>
    <h1 class="child-page__title">{say('plan.title')}</h1>
    {plan.pep.state === 'signed-off' ? null : <p class="child-page__words">{say('plan.new')}</p>}
    <WhatISaid plan={plan} say={say} />
    <h2 class="child-page__part">{say('plan.aims')}</h2>
    {plan.aims.length > 0 ? (
      plan.aims.map(aim => <AimCard aim={aim} say={say} />)
    ) : (
      <p class="child-page__words">{say('plan.noAims')}</p>
    )}
    {plan.promises.length > 0 ? (
      <>
        <h2 class="child-page__part">{say('plan.promises')}</h2>
        <DoingList doings={plan.promises} say={say} class="child-page__steps" />
      </>
    ) : null}
    {plan.helpers.length > 0 ? (
      <>
        <h2 class="child-page__part">{say('plan.helpers')}</h2>
        <DoingList doings={plan.helpers} say={say} class="child-page__steps" />
      </>
    ) : null}
    <h2 class="child-page__part">{say('plan.meeting')}</h2>
    <WhenAndWhere coming={plan.coming} none={say('plan.noDay')} say={say} />
    {plan.toKeep ? (
      <Button href={`/peps/${plan.pep.id}/copies/child`} kind="secondary" class="voice__go">
        {say('plan.keep')}
      </Button>
    ) : null}
  </>
)

/** "Your teacher: …", each half in its own direction. */
const DoingList = ({ doings, say, class: look }: { doings: readonly Doing[]; say: Say; class?: string }) => (
  <ul class={look}>
    {doings.map(({ who, name, what }) => (
      <li class="as-written">
        {who ? say(who) : <bdi>{name}</bdi>}
        {what ? (
          <>
            : <bdi>{what}</bdi>
          </>
        ) : null}
      </li>
    ))}
  </ul>
)

const WhatISaid = ({ plan: { saidDid, words }, say }: Props) => (
  <>
    <h2 class="child-page__part">{say('plan.saidDid')}</h2>
    {saidDid.map(({ said, did }) => (
      <dl class="said-did">
        <dt>{say('plan.youSaid')}</dt>
        <dd class="as-written said-did__said" dir="auto">
          {said}
        </dd>
        <dt>{say('plan.weDid')}</dt>
        {did ? (
          <dd class="as-written" dir="auto">
            {did}
          </dd>
        ) : (
          <dd>{say('plan.working')}</dd>
        )}
      </dl>
    ))}
    {words.map(({ asked, said, chosen }) => (
      <dl class="said-did">
        <dt>{say.asked(asked)}</dt>
        {chosen ? (
          <dd class="said-did__said">{say.asked(said)}</dd>
        ) : (
          <dd class="as-written said-did__said" dir="auto">
            {said}
          </dd>
        )}
      </dl>
    ))}
    {saidDid.length + words.length === 0 ? <p class="child-page__words">{say('plan.noWords')}</p> : null}
    {words.length > 0 && saidDid.length === 0 ? <p class="child-page__words">{say('plan.nobodyBack')}</p> : null}
  </>
)

const AimCard = ({ aim, say }: { aim: Aim; say: Say }) => (
  <section class="child-page__aim" aria-labelledby={`aim-${aim.id}`}>
    <h3 class="as-written" id={`aim-${aim.id}`} dir="auto">
      {aim.words}
    </h3>
    {aim.mine.length > 0 ? (
      <>
        <p>{say('plan.mine')}</p>
        <ul>
          {aim.mine.map(what => (
            <li class="as-written" dir="auto">
              {what}
            </li>
          ))}
        </ul>
      </>
    ) : null}
    {aim.others.length > 0 ? (
      <>
        <p>{say('plan.others')}</p>
        <DoingList doings={aim.others} say={say} />
      </>
    ) : null}
    {aim.due ? <p>{say('plan.again', { date: say.date(aim.due) })}</p> : null}
  </section>
)
