import type { View } from '../../web/page.ts'

interface School {
  readonly name: string
  readonly email: string
}

/** Whom to ask who has no account and may not read whose meeting it is. */
export const AskTheSchool = ({ school }: { school: School }) => (
  <p class="govuk-body">
    A question? Ask whoever told you about the meeting, or {school.name}:{' '}
    <a class="govuk-link" href={`mailto:${school.email}`}>
      {school.email}
    </a>
  </p>
)

interface Ended {
  readonly title: string
  readonly words: string
  /** Null where nobody was ever sent this address. */
  readonly school: School | null
}

/** A private link about a meeting that leads to nothing any more. */
export const endedLink = ({ title, words, school }: Ended): View => ({
  title,
  bare: true,
  status: school ? 410 : 404,
  body: (
    <div class="reading">
      <h1 class="govuk-heading-l">{title}</h1>
      <p class="govuk-body-l">{words}</p>
      {school ? <AskTheSchool school={school} /> : null}
    </div>
  )
})
