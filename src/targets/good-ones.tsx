import { Details } from '../ui/components/details.tsx'
import { areaName } from './areas.ts'
import type { Exemplar } from './exemplars.ts'

/** Good targets beside the one that is being written. */
export const GoodOnes = ({ exemplars }: { exemplars: readonly Exemplar[] }) =>
  exemplars.length === 0 ? null : (
    <Details summary="See good ones">
      <dl class="govuk-body">
        {exemplars.map(({ area, baseline, words }) => (
          <>
            <dt>
              <strong>{areaName(area)}</strong>
            </dt>
            <dd class="govuk-!-margin-left-0 govuk-!-margin-bottom-3">
              <span class="as-written">{words}</span>
              <span class="govuk-hint as-block govuk-!-margin-bottom-0 as-written">Before: {baseline}</span>
            </dd>
          </>
        ))}
      </dl>
    </Details>
  )
