import { pageIn } from '../../languages/page-in.tsx'
import { inEnglish, type Reading } from '../../languages/reading.ts'
import type { Say } from '../../languages/say.tsx'
import { unknownLink } from '../../people/one-time-link.ts'
import type { View } from '../../web/page.ts'

interface School {
  readonly name: string
  readonly email: string
}

/** Whom to ask who has no account and may not read whose meeting it is. */
export const AskTheSchool = ({ school, say }: { school: School; say: Say }) => (
  <p class="govuk-body">
    {say('invite.ask', {
      school: school.name,
      email: (
        <a class="govuk-link" href={`mailto:${school.email}`}>
          {school.email}
        </a>
      )
    })}
  </p>
)

interface Ended {
  readonly title: string
  readonly words: string
  /** Null where nobody was ever sent this address. */
  readonly school: School | null
}

const ended = ({ title, words, school }: Ended, say: Say): View => ({
  title,
  bare: true,
  status: school ? 410 : 404,
  body: (
    <div class="reading">
      <h1 class="govuk-heading-l">{title}</h1>
      <p class="govuk-body-l">{words}</p>
      {school ? <AskTheSchool school={school} say={say} /> : null}
    </div>
  )
})

/** A private link about a meeting that leads to nothing any more. */
export const endedLink = (reading: Reading, why: Ended): View => pageIn(reading, ended(why, reading.say))

/** An address that nobody was ever sent. */
export const unknownByLink = (): View => ended({ ...unknownLink, school: null }, inEnglish().say)
