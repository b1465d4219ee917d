import { roleThatMay } from '../../guidance/access.ts'
import { findPep, type Pep } from '../../peps/pep.ts'
import { PepHeader, pepTrail } from '../../peps/pep-header.tsx'
import { Button } from '../../ui/components/button.tsx'
import { aboutOf, page, pepOf } from '../../web/page.ts'
import { remindHolders } from '../remind.ts'

/** Whoever holds a late step of this plan is told once more, today. */
export const remindPage = page<Pep>({
  at: '/peps/:pep/remind',
  may: 'remind',
  name: 'remind',
  load: ask => findPep(ask.tx, pepOf(ask).id, ask.today),
  submit: async (pep, ask) => {
    const role = roleThatMay('remind', aboutOf(ask).standing)
    const told = await remindHolders(ask.tx, { pep, by: ask.who.id, role, today: ask.today, origin: ask.origin })
    return {
      go: '/#waiting-for-others',
      done:
        told === 0
          ? 'Nobody had to be told: they were reminded today already, or nobody is named for it.'
          : `Reminded: ${told === 1 ? 'one person' : `${told} people`}.`
    }
  },
  view: (pep, { csrf, today }) => ({
    title: 'Remind those who hold this up',
    trail: pepTrail(pep, 'Remind'),
    body: (
      <div class="reading">
        <PepHeader pep={pep} today={today} />
        <h1 class="govuk-heading-l">Remind those who hold this up</h1>
        <p class="govuk-body">
          Everybody who holds a step of this plan that is late or due this week gets one e-mail, which names nobody. It
          is sent once a day at most.
        </p>
        <form method="post">
          <input type="hidden" name="_csrf" value={csrf} />
          <Button preventDoubleClick>Remind</Button>
        </form>
      </div>
    )
  })
})
