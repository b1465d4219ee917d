import { tokens } from './attributes.ts'
import { fieldIds } from './form-group.tsx'
import { Hint } from './hint.tsx'
import { Textarea, type TextareaProps } from './textarea.tsx'

export type CharacterCountProps = TextareaProps & {
  /** Percentage of the limit from which the count shows. */
  threshold?: number
} & ({ maxlength: number; maxwords?: undefined } | { maxwords: number; maxlength?: undefined })

/** A textarea that says how much room is left. The limit is advice: the server decides. */
export function CharacterCount(props: CharacterCountProps) {
  const { maxlength, maxwords, threshold, ...textarea } = props
  const info = `${fieldIds(props).id}-info`
  const limit = maxlength ?? maxwords
  const unit = maxwords === undefined ? 'characters' : 'words'
  return (
    <Textarea
      {...textarea}
      class={tokens('govuk-js-character-count', props.class)}
      describedBy={tokens(info, props.describedBy)}
      groupClass="govuk-character-count"
      groupData={{
        'data-module': 'govuk-character-count',
        'data-maxlength': maxlength,
        'data-maxwords': maxwords,
        'data-threshold': threshold,
        'data-count-type': maxwords === undefined ? undefined : 'words'
      }}
    >
      <Hint id={info} class="govuk-character-count__message">
        {`You can enter up to ${limit} ${unit}`}
      </Hint>
    </Textarea>
  )
}
