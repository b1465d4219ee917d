import { momentInWords } from '../../guidance/dates.ts'
import { Button } from '../../ui/components/button.tsx'
import { page } from '../page.ts'
import { type Parked, parkedField, parkedOf } from '../parked.ts'

/** What this person wrote and could not save, to be saved now by the page that it was written on, or thrown away. */
export const parkedPage = page<readonly Parked[]>({
  at: '/parked',
  may: 'see own work',
  name: 'own words that were not saved',
  quiet: true,
  load: parkedOf,
  view: (parked, { csrf }) => ({
    title: 'What you wrote is not saved yet',
    body: (
      <div class="reading">
        {parked.length === 0 ? (
          <>
            <h1 class="govuk-heading-l">Nothing of yours waits here</h1>
            <p class="govuk-body">
              If somebody else wrote on this computer, their words wait 24 hours for them: they see them when they sign
              in.
            </p>
            <p class="govuk-body">
              <a class="govuk-link" href="/">
                Go to what you need to do
              </a>
            </p>
          </>
        ) : (
          <>
            <h1 class="govuk-heading-l">What you wrote is not saved yet</h1>
            <p class="govuk-body">
              You were signed out, or the page was open too long. Your words are kept for 24 hours, and only you can see
              them. Where somebody else has changed the same answer since, you see both and choose.
            </p>
            {parked.map(one => (
              <Waiting parked={one} csrf={csrf} />
            ))}
          </>
        )}
      </div>
    )
  }),
  // Which one is thrown away is said, as for any post, by the field that names it.
  submit: async () => ({ go: '/parked', done: 'Thrown away' })
})

function Waiting({ parked: { id, at, path, body }, csrf }: { parked: Parked; csrf: string }) {
  const fields = Object.entries(body).flatMap(([name, values]) => [values].flat().map(value => ({ name, value })))
  const when = momentInWords(at)
  return (
    <section aria-labelledby={id}>
      <h2 class="govuk-heading-m" id={id}>
        Sent on {when}
      </h2>
      {fields
        .filter(({ value }) => isWords(value))
        .map(({ value }) => (
          <div class="govuk-inset-text as-written">{value}</div>
        ))}
      <p class="govuk-body">
        <a class="govuk-link" href={path}>
          See the page that you wrote it on
        </a>
      </p>
      <div class="govuk-button-group">
        <form method="post" action={path} novalidate>
          <input type="hidden" name="_csrf" value={csrf} />
          <input type="hidden" name={parkedField} value={id} />
          {fields.map(({ name, value }) => (
            <input type="hidden" name={name} value={value} />
          ))}
          <Button preventDoubleClick label={`Save it now: sent on ${when}`}>
            Save it now
          </Button>
        </form>
        <form method="post" action="/parked">
          <input type="hidden" name="_csrf" value={csrf} />
          <input type="hidden" name={parkedField} value={id} />
          <Button kind="secondary" label={`Throw it away: sent on ${when}`}>
            Throw it away
          </Button>
        </form>
      </div>
    </section>
  )
}

/** Something that was typed, not a tick, a number or an id. */
const isWords = (value: string): boolean => /\s/.test(value.trim())
