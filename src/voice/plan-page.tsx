import { inWords } from '../guidance/dates.ts'
import { WhenAndWhere } from '../meetings/coming.tsx'
import { Button } from '../ui/components/button.tsx'
import type { Aim, OwnPlan } from './own-plan.ts'

/** The whole plan on one page in plain words. */
export const PlanInPlainWords = ({ plan }: { plan: OwnPlan }) => (
  <>
    <h1 class="child-page__title">My plan</h1>
    {plan.pep.state === 'signed-off' ? null : (
      <p class="child-page__words">This plan is new. People are still checking it, so it may change a little.</p>
    )}
    <WhatISaid plan={plan} />
    <h2 class="child-page__part">What I am aiming for</h2>
    {plan.aims.length > 0 ? (
      plan.aims.map(aim => <AimCard aim={aim} />)
    ) : (
      <p class="child-page__words">There are no targets in this plan.</p>
    )}
    {plan.promises.length > 0 ? (
      <>
        <h2 class="child-page__part">What people said they will do</h2>
        <ul class="child-page__steps">
          {plan.promises.map(promise => (
            <li class="as-written">{promise}</li>
          ))}
        </ul>
      </>
    ) : null}
    {plan.helpers.length > 0 ? (
      <>
        <h2 class="child-page__part">Who helps me</h2>
        <ul class="child-page__steps">
          {plan.helpers.map(helper => (
            <li>{helper}</li>
          ))}
        </ul>
      </>
    ) : null}
    <h2 class="child-page__part">The next meeting</h2>
    <WhenAndWhere coming={plan.coming} none="There is no day for it yet." />
    {plan.toKeep ? (
      <Button href={`/peps/${plan.pep.id}/copies/child`} kind="secondary" class="voice__go">
        Keep my plan (PDF)
      </Button>
    ) : null}
  </>
)

const WhatISaid = ({ plan: { saidDid, words } }: { plan: OwnPlan }) => (
  <>
    <h2 class="child-page__part">What I said, and what people did</h2>
    {saidDid.map(({ said, did }) => (
      <dl class="said-did">
        <dt>You said</dt>
        <dd class="as-written said-did__said">{said}</dd>
        <dt>We did</dt>
        <dd class="as-written">{did || 'We are still working on it.'}</dd>
      </dl>
    ))}
    {words.map(({ asked, said }) => (
      <dl class="said-did">
        <dt>{asked}</dt>
        <dd class="as-written said-did__said">{said}</dd>
      </dl>
    ))}
    {saidDid.length + words.length === 0 ? (
      <p class="child-page__words">There are no words from you in this plan.</p>
    ) : null}
    {words.length > 0 && saidDid.length === 0 ? (
      <p class="child-page__words">Nobody has written back yet. You can ask your social worker what they did.</p>
    ) : null}
  </>
)

const AimCard = ({ aim }: { aim: Aim }) => (
  <section class="child-page__aim" aria-labelledby={`aim-${aim.id}`}>
    <h3 class="as-written" id={`aim-${aim.id}`}>
      {aim.words}
    </h3>
    {aim.mine.length > 0 ? (
      <>
        <p>What I do:</p>
        <ul>
          {aim.mine.map(what => (
            <li class="as-written">{what}</li>
          ))}
        </ul>
      </>
    ) : null}
    {aim.others.length > 0 ? (
      <>
        <p>Who helps:</p>
        <ul>
          {aim.others.map(what => (
            <li class="as-written">{what}</li>
          ))}
        </ul>
      </>
    ) : null}
    {aim.due ? <p>We look at it again by {inWords(aim.due)}.</p> : null}
  </section>
)
