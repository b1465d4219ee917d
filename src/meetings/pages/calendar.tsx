import { momentInWords } from '../../guidance/dates.ts'
import { Button } from '../../ui/components/button.tsx'
import { WarningText } from '../../ui/components/warning-text.tsx'
import { text } from '../../web/forms.ts'
import { page } from '../../web/page.ts'
import { endFeed, type Feed, makeFeed, ownFeed } from '../calendar.ts'

/** My meetings in my own calendar: an address that only I know, made and ended by me. */
export const calendarPage = page<{ readonly feed: Feed | null }>({
  at: '/account/calendar',
  may: 'see own work',
  own: true,
  name: 'own calendar address',
  quiet: true,
  load: async ({ tx, origin, seal }) => ({ feed: await ownFeed(tx, { origin, seal }) }),
  view: ({ feed }, { csrf }) => ({
    title: 'Your meetings in your calendar',
    trail: [
      { text: 'What you need to do', href: '/' },
      { text: 'Your account', href: '/account' },
      { text: 'Calendar' }
    ],
    body: (
      <div class="reading">
        <h1 class="govuk-heading-l">Your meetings in your calendar</h1>
        <p class="govuk-body">
          Your calendar (Outlook, Google, a telephone) can fetch the meetings that you are invited to or chair, and
          keeps them up to date. It learns when a meeting is, never about whom, and not where where the place is kept
          back.
        </p>
        {feed ? <Existing feed={feed} /> : null}
        <form method="post">
          <input type="hidden" name="_csrf" value={csrf} />
          <div class="govuk-button-group">
            <Button name="do" value="make" kind={feed ? 'secondary' : undefined} preventDoubleClick>
              {feed ? 'Make a new address' : 'Make my calendar address'}
            </Button>
            {feed ? (
              <Button name="do" value="end" kind="warning" preventDoubleClick>
                Stop the calendar
              </Button>
            ) : null}
          </div>
        </form>
        {feed ? <p class="govuk-body">With a new address the old one ends at once.</p> : null}
      </div>
    )
  }),
  submit: async (_, { tx, who, body, seal }) => {
    const what = text(body, 'do')
    if (what === 'end') {
      await endFeed(tx, who.id)
      return { go: '/account/calendar', done: 'The calendar address has ended.' }
    }
    if (what !== 'make') return { again: [] }
    await makeFeed(tx, who.id, seal)
    return { go: '/account/calendar', done: 'Your calendar address is ready.' }
  }
})

function Existing({ feed }: { feed: Feed }) {
  return (
    <>
      <h2 class="govuk-heading-m">Your address</h2>
      <p class="govuk-body as-written">
        <code>{feed.address}</code>
      </p>
      <p class="govuk-body">
        Made on {momentInWords(feed.madeAt)}. In your calendar choose “Add calendar from the internet”, or “Subscribe”,
        and paste the address.
      </p>
      <WarningText>Whoever has this address sees when your meetings are. Give it to nobody.</WarningText>
    </>
  )
}
