import { inWords } from '../../guidance/dates.ts'
import type { PepState } from '../../guidance/words.ts'
import { findPep, type Pep } from '../../peps/pep.ts'
import { PepHeader, pepTrail } from '../../peps/pep-header.tsx'
import { Button } from '../../ui/components/button.tsx'
import { InsetText } from '../../ui/components/inset-text.tsx'
import { Name } from '../../ui/components/name.tsx'
import { page, pepOf } from '../../web/page.ts'
import { type NextReview, nextReview } from '../work.ts'

interface Loaded {
  readonly pep: Pep
  readonly next: NextReview | null
}

/** After the adviser's decision: the next plan that waits for theirs, or that none does. */
export const reviewedPage = page<Loaded>({
  at: '/peps/:pep/reviewed',
  may: 'read plan',
  name: 'after the review',
  load: async ask => {
    const { id } = pepOf(ask)
    const pep = await findPep(ask.tx, id, ask.today)
    return pep && { pep, next: await nextReview(ask.tx, id, ask.today) }
  },
  shows: ({ next }) => (next ? [next.childId] : []),
  view: ({ pep, next }, shown) => ({
    title: 'Your review',
    trail: pepTrail(pep, 'Your review'),
    body: (
      <>
        <PepHeader pep={pep} today={shown.today} />
        <div class="reading">
          <h1 class="govuk-heading-l">
            <Name of={pep.childName} />
            {outcomes[pep.state] ?? '’s plan'}
          </h1>
          {next ? (
            <>
              <h2 class="govuk-heading-m">Next to review</h2>
              <p class="govuk-body">
                <strong>
                  <Name of={next.childName} />
                </strong>
                {next.setting ? `, ${next.setting}` : ''}
                {next.due ? `: due ${inWords(Temporal.PlainDate.from(next.due))}` : ''}.
                {next.more > 0 ? ` ${next.more} more ${next.more === 1 ? 'waits' : 'wait'} after it.` : ''}
              </p>
              <Button href={`/peps/${next.pepId}/review`}>
                Review <Name of={next.childName} />
                ’s plan
              </Button>
            </>
          ) : (
            <InsetText>No other plan waits for your review.</InsetText>
          )}
          <p class="govuk-body">
            <a class="govuk-link" href="/">
              What you need to do
            </a>{' '}
            or{' '}
            <a class="govuk-link" href={`/peps/${pep.id}`}>
              back to <Name of={pep.childName} />
              ’s plan
            </a>
          </p>
        </div>
      </>
    )
  })
})

const outcomes: Partial<Record<PepState, string>> = {
  'signed-off': '’s plan is signed off',
  returned: '’s plan has gone back'
}
