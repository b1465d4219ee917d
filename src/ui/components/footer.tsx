import type { ComponentChildren } from 'preact'

interface Contact {
  name: string
  email?: string
  phone?: string
}

/** Who can help, on every page. */
export interface Help {
  virtualSchool: Contact & { email: string }
  /** The adviser of the child whose page this is. */
  adviser?: Contact & { email: string }
  /** The authority's front door for a child who is not safe. */
  frontDoor: Contact & { phone: string }
  /** Of the setting whose page this is. */
  safeguardingLead?: Contact & { phone: string }
}

const dial = (phone: string) => `tel:${phone.replace(/[^\d+]/g, '')}`

function Reach({ title, contact }: { title: ComponentChildren; contact: Contact }) {
  return (
    <p class="help__contact">
      <span class="help__who">{title}</span> {contact.name}
      {contact.email ? (
        <span class="help__way">
          <a class="govuk-link" href={`mailto:${contact.email}`}>
            {contact.email}
          </a>
        </span>
      ) : null}
      {contact.phone ? (
        <span class="help__way">
          <a class="govuk-link" href={dial(contact.phone)}>
            {contact.phone}
          </a>
        </span>
      ) : null}
    </p>
  )
}

export function Footer({ help }: { help: Help }) {
  return (
    <div class="footer">
      <div class="govuk-width-container help">
        <section class="help__part" aria-labelledby="get-help">
          <h2 class="govuk-heading-m" id="get-help">
            Get help
          </h2>
          <Reach title="The Virtual School" contact={help.virtualSchool} />
          {help.adviser ? <Reach title="The child’s adviser" contact={help.adviser} /> : null}
        </section>
        <section class="help__part help__part--safety" aria-labelledby="worried">
          <h2 class="govuk-heading-m" id="worried">
            Worried about a child’s safety?
          </h2>
          <p class="help__contact">Do not write it here. Telephone now. In an emergency call 999.</p>
          <Reach title="The council’s front door" contact={help.frontDoor} />
          {help.safeguardingLead ? (
            <Reach title="The setting’s safeguarding lead" contact={help.safeguardingLead} />
          ) : null}
        </section>
        <nav class="help__links" aria-label="About this service">
          <a class="govuk-link" href="/deadlines">
            This year’s deadlines
          </a>
          <a class="govuk-link" href="/accessibility">
            Accessibility statement
          </a>
          <a class="govuk-link" href="/privacy">
            Privacy
          </a>
          <a class="govuk-link" href="/help/access">
            Who may do what
          </a>
        </nav>
      </div>
    </div>
  )
}
