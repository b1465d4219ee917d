import type { ComponentChildren } from 'preact'
import { type DataAttributes, tokens } from './attributes.ts'

export interface ButtonProps {
  kind?: 'secondary' | 'warning' | 'inverse'
  /** With an address it is a link that looks like a button. */
  href?: string
  type?: 'submit' | 'button' | 'reset'
  name?: string
  value?: string
  id?: string
  /** The id of the form it submits, where it stands outside. */
  form?: string
  disabled?: boolean
  /** A second press within a second counts for nothing. */
  preventDoubleClick?: boolean
  describedBy?: string
  /** The id of what it opens or changes. */
  controls?: string
  /** What is read out instead of its words; it must begin with them. */
  label?: string
  hidden?: boolean
  class?: string
  data?: DataAttributes
  children: ComponentChildren
}

export function Button(props: ButtonProps) {
  const { kind, href, type = 'submit', name, value, form, disabled, preventDoubleClick, children } = props
  const shared = {
    class: tokens('govuk-button', kind && `govuk-button--${kind}`, props.class),
    id: props.id,
    hidden: props.hidden,
    'data-module': 'govuk-button',
    'aria-controls': props.controls,
    'aria-label': props.label,
    'aria-describedby': props.describedBy,
    ...props.data
  }
  if (href !== undefined) {
    return (
      <a href={href} {...shared} {...buttonLink}>
        {children}
      </a>
    )
  }
  return (
    <button
      type={type}
      name={name}
      value={value}
      form={form}
      disabled={disabled}
      aria-disabled={disabled ? 'true' : undefined}
      data-prevent-double-click={preventDoubleClick ? 'true' : undefined}
      {...shared}
    >
      {children}
    </button>
  )
}

/** A link that acts as a button: the package's script also answers the space bar. */
const buttonLink = { role: 'button', draggable: false } as const
