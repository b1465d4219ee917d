import { WarningText } from '../ui/components/warning-text.tsx'

export interface FrontDoor {
  readonly name: string
  readonly phone: string
}

/** Stands wherever a concern can be written. */
export const NotForSafety = ({ frontDoor }: { frontDoor: FrontDoor }) => (
  <WarningText>
    This is not the way to report that a child is unsafe. Call {frontDoor.name} on{' '}
    <a class="govuk-link" href={`tel:${frontDoor.phone.replace(/[^\d+]/g, '')}`}>
      {frontDoor.phone}
    </a>
    , or 999 in an emergency.
  </WarningText>
)
