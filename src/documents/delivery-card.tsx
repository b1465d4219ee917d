import { may } from '../guidance/access.ts'
import { inWords } from '../guidance/dates.ts'
import type { Role } from '../guidance/words.ts'
import type { Pep } from '../peps/pep.ts'
import { Button } from '../ui/components/button.tsx'
import { WarningText } from '../ui/components/warning-text.tsx'
import type { Delivery } from './copies.ts'

/** Sent is not filed: only the case record's answer, or the social worker's own word, says that it is there (G 5). */
export function DeliveryCard({
  pep,
  delivery,
  standing,
  csrf,
  hasFullCopy
}: {
  pep: Pep
  delivery: Delivery | null
  standing: readonly Role[]
  csrf: string
  /** There is a full copy to download: nobody can have saved one that is not made yet. */
  hasFullCopy: boolean
}) {
  const confirms = may('confirm filed', standing, { state: pep.state })
  if (pep.state !== 'signed-off' || !may('read full copy', standing, { state: pep.state })) return null
  return (
    <section>
      <h2 class="govuk-heading-m">The case record</h2>
      <p class="govuk-body">{wordsOf(delivery)}</p>
      {delivery?.failure ? <WarningText>{delivery.failure}</WarningText> : null}
      {confirms && delivery?.state !== 'filed' && !hasFullCopy ? (
        <p class="govuk-body">The full copy is being made. Look again in a minute, download it and save it.</p>
      ) : null}
      {confirms && delivery?.state !== 'filed' && hasFullCopy ? (
        <form method="post" action={`/peps/${pep.id}/copies/filed`} novalidate>
          <input type="hidden" name="_csrf" value={csrf} />
          <p class="govuk-body">
            <a class="govuk-link" href={`/peps/${pep.id}/copies/full`}>
              Download the full copy
            </a>{' '}
            and save it to the case record yourself. Then say so here.
          </p>
          <Button preventDoubleClick>I have saved it</Button>
        </form>
      ) : null}
    </section>
  )
}

function wordsOf(delivery: Delivery | null): string {
  if (!delivery) return 'The plan is not on its way to the case record yet.'
  const sent = delivery.sentOn
    ? `Sent to the case record on ${inWords(delivery.sentOn)}.`
    : 'Waiting to be sent to the case record.'
  if (delivery.state !== 'filed' || !delivery.filedOn) return `${sent} Not filed yet.`
  const by = delivery.filedBy ? `${delivery.filedBy} saved it` : 'the case record acknowledged it'
  return `Filed on ${inWords(delivery.filedOn)}: ${by}.`
}
