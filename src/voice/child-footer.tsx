import { Childline, telephone } from '../languages/numbers.tsx'
import type { Say } from '../languages/say.tsx'

/** The foot of the child's own pages: who to talk to. The adults' own contacts and rules are not for them. */
export const ChildFooter = ({ say }: { say: Say }) => (
  <div class="footer">
    <section class="govuk-width-container child-footer" aria-labelledby="talk">
      <h2 class="govuk-heading-m" id="talk">
        {say('help.title')}
      </h2>
      <p class="child-footer__words">
        {say('help.childline', { childline: <Childline />, number: telephone.childline })}
      </p>
      <p class="child-footer__words">{say('help.trust')}</p>
      <p class="child-footer__words">{say('help.danger', { number: telephone.emergency })}</p>
    </section>
  </div>
)
