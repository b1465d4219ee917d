import { type ComponentChildren, createContext } from 'preact'
import { useContext } from 'preact/hooks'

/** "Error" in the language of the page. */
export const ErrorWord = createContext('Error')

/** `prefix` is read out before the words, for those who do not see the colour. */
export function ErrorMessage(props: { id?: string; prefix?: string; children: ComponentChildren }) {
  const word = useContext(ErrorWord)
  const { id, prefix = word, children } = props
  return (
    <p id={id} class="govuk-error-message">
      <span class="govuk-visually-hidden">{prefix}:</span> {children}
    </p>
  )
}
