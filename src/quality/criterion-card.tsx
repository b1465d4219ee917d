import type { Criterion } from '../guidance/rating.ts'
import { Details } from '../ui/components/details.tsx'
import { Radios } from '../ui/components/radios.tsx'
import { Textarea } from '../ui/components/textarea.tsx'
import { text } from '../web/forms.ts'
import { evidenceFor } from './evidence.ts'
import type { ReadSection } from './plan-reading.ts'
import type { Body } from './read-review.ts'

const scores = [
  { value: '1', text: '1', hint: 'falls short' },
  { value: '2', text: '2', hint: 'nearly' },
  { value: '3', text: '3', hint: 'good' },
  { value: '4', text: '4', hint: 'very good' }
]

export interface Filled {
  readonly fields: Body
  readonly errorOf: (field: string) => string | undefined
}

interface Props extends Filled {
  readonly criterion: Criterion
  readonly sections: readonly ReadSection[]
  readonly noLastTargets: boolean
}

/** One criterion: where to read, what the system found, 1 to 4 or "does not apply, because…", and a comment. */
export function CriterionCard({ criterion, sections, noLastTargets, fields, errorOf }: Props) {
  const { id, words } = criterion
  const { found, missing } = evidenceFor(criterion, sections, { noLastTargets })
  const judged = sections.filter(section => criterion.sections.includes(section.id))
  const comment = text(fields, `comment-${id}`)
  return (
    <div class="criterion" id={`criterion-${id}`} data-criterion={id}>
      <Radios
        name={`mark-${id}`}
        legend={`${id}. ${words}`}
        legendSize="s"
        small
        inline
        value={text(fields, `mark-${id}`) || undefined}
        error={errorOf(`mark-${id}`)}
        items={[
          ...scores.map(({ value, text: figure, hint }) => ({
            value,
            text: (
              <>
                {figure}
                <span class="govuk-visually-hidden"> {hint}</span>
              </>
            )
          })),
          {
            value: 'na',
            text: 'Does not apply',
            conditional: (
              <Textarea
                name={`because-${id}`}
                label="Because"
                rows={2}
                value={text(fields, `because-${id}`)}
                error={errorOf(`because-${id}`)}
              />
            )
          }
        ]}
      />
      <ul class="criterion__evidence">
        {found.map(line => (
          <li class="as-written">{line}</li>
        ))}
        {missing.map(what => (
          <li>
            <strong>Missing:</strong> {what}
          </li>
        ))}
      </ul>
      {judged.length > 0 ? (
        <p class="criterion__read">
          Read:{' '}
          {judged.map((section, at) => (
            <>
              {at > 0 ? ', ' : ''}
              <a class="govuk-link" href={`#section-${section.id}`}>
                {section.title}
              </a>
            </>
          ))}
        </p>
      ) : null}
      <Details summary={`Comment on criterion ${id}`} open={comment !== '' || errorOf(`comment-${id}`) !== undefined}>
        <Textarea name={`comment-${id}`} label="Comment" rows={2} value={comment} error={errorOf(`comment-${id}`)} />
      </Details>
    </div>
  )
}
