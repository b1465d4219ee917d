import { withCommas } from '../../guidance/numbers.ts'
import { roleNames } from '../../guidance/words.ts'
import { Button } from '../../ui/components/button.tsx'
import { WarningText } from '../../ui/components/warning-text.tsx'
import { page, type Shown } from '../../web/page.ts'
import { beginPreview, type Colleague, colleagueFor, endPreview, previewMinutes } from '../see-as.ts'

/** Before an administrator looks at what a colleague sees: what that is, and what it is not. */
export const seeAsPage = page<Colleague>({
  at: '/people/:person/see-as',
  may: 'see as a colleague',
  name: 'see as a colleague',
  freshly: true,
  load: ({ tx, who, params }) => colleagueFor(tx, who, params.person ?? ''),
  submit: async (colleague, { tx, who, session }) => {
    if (!session) return { refused: 'Sign in first.' }
    return (await beginPreview(tx, who, colleague, session)) ?? { go: '/' }
  },
  view: (colleague, shown) => ({
    title: `See as ${colleague.name}`,
    trail: [{ text: 'What you need to do', href: '/' }, { text: 'People', href: '/people' }, { text: colleague.name }],
    body: (
      <div class="reading">
        <h1 class="govuk-heading-l">See as {colleague.name}</h1>
        {colleague.mayBeSeen ? <Begin colleague={colleague} shown={shown} /> : <NotThem />}
      </div>
    )
  })
})

const NotThem = () => (
  <p class="govuk-body">
    What an administrator or the Virtual School head sees is not shown to a colleague. Nor can you see as yourself.
  </p>
)

function Begin({ colleague, shown }: { colleague: Colleague; shown: Shown }) {
  const { name, roles, children } = colleague
  return (
    <form method="post" action={shown.path}>
      <p class="govuk-body-l">
        For {previewMinutes} minutes you see the pages that {name} sees, as{' '}
        {roles.map(role => roleNames[role]).join(' and ')}:{' '}
        {children === 1 ? '1 child' : `${withCommas(children)} children`} of your council.
      </p>
      <ul class="govuk-list govuk-list--bullet">
        <li>You see only what you may see yourself. Children of other councils are not shown.</li>
        <li>Nothing that you press is done, and nothing is sent.</li>
        <li>Their account, messages and files are not shown.</li>
      </ul>
      <WarningText>Each child that you see goes on record under your name.</WarningText>
      <input type="hidden" name="_csrf" value={shown.csrf} />
      <div class="govuk-button-group">
        <Button preventDoubleClick>Begin</Button>
        <a class="govuk-link" href="/people">
          Cancel
        </a>
      </div>
    </form>
  )
}

/** The way out, on every page of a preview. */
export const seeAsEndPage = page<Record<string, never>>({
  at: '/see-as/end',
  may: 'see as a colleague',
  name: 'end a preview',
  quiet: true,
  endsPreview: true,
  load: async () => ({}),
  submit: async (_, { tx, who, session }) => {
    if (session) await endPreview(tx, who, session)
    return { go: '/people', done: 'The preview has ended. You see your own pages again.' }
  },
  view: (_, shown) => ({
    title: 'End the preview',
    trail: [{ text: 'What you need to do', href: '/' }, { text: 'End the preview' }],
    body: (
      <form method="post" action="/see-as/end" class="reading">
        <h1 class="govuk-heading-l">End the preview</h1>
        <p class="govuk-body">You then see your own pages again. If none is running, nothing changes.</p>
        <input type="hidden" name="_csrf" value={shown.csrf} />
        <Button preventDoubleClick>End the preview</Button>
      </form>
    )
  })
})
