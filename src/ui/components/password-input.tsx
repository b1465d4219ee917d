import { Button } from './button.tsx'
import { type FieldProps, fieldIds, LabelledGroup } from './form-group.tsx'
import { InputBox } from './input.tsx'

export interface PasswordInputProps extends FieldProps {
  autocomplete?: 'current-password' | 'new-password'
}

/** Never shown again with what was typed: a password has no `value`. */
export function PasswordInput({ autocomplete = 'current-password', ...field }: PasswordInputProps) {
  const ids = fieldIds(field)
  return (
    <LabelledGroup field={field} class="govuk-password-input" data={{ 'data-module': 'govuk-password-input' }}>
      <div class="govuk-input__wrapper govuk-password-input__wrapper">
        <InputBox
          {...ids}
          name={field.name}
          type="password"
          spellcheck={false}
          autocapitalize="none"
          autocomplete={autocomplete}
          error={Boolean(field.error)}
          class="govuk-password-input__input govuk-js-password-input-input"
        />
        <Button
          type="button"
          kind="secondary"
          class="govuk-password-input__toggle govuk-js-password-input-toggle"
          controls={ids.id}
          label="Show password"
          hidden
        >
          Show
        </Button>
      </div>
    </LabelledGroup>
  )
}
