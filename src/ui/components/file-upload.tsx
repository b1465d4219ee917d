import { type DataAttributes, tokens } from './attributes.ts'
import { type FieldProps, fieldIds, LabelledGroup } from './form-group.tsx'

export interface FileUploadProps extends FieldProps {
  multiple?: boolean
  /** A hint to the file picker only; the server looks at the content. */
  accept?: string
  disabled?: boolean
  data?: DataAttributes
}

export function FileUpload(props: FileUploadProps) {
  const { id, describedBy } = fieldIds(props)
  return (
    <LabelledGroup field={props}>
      <input
        class={tokens('govuk-file-upload', props.error ? 'govuk-file-upload--error' : '')}
        id={id}
        name={props.name}
        type="file"
        multiple={props.multiple}
        accept={props.accept}
        disabled={props.disabled}
        aria-describedby={describedBy}
        {...props.data}
      />
    </LabelledGroup>
  )
}
