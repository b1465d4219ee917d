import { record } from '../../audit/audit.ts'
import { pageIn } from '../../languages/page-in.tsx'
import { type Reading, readingFor } from '../../languages/reading.ts'
import { openSession, originOf, returnToAdult } from '../../people/session.ts'
import { Button } from '../../ui/components/button.tsx'
import { Input } from '../../ui/components/input.tsx'
import { text } from '../../web/forms.ts'
import { aboutOf, page, pepOf } from '../../web/page.ts'
import { errorOf } from '../../web/typed-again.ts'
import { ChildFooter } from '../child-footer.tsx'
import { sealed } from './hand-over.tsx'

/** What only the adult reads stays English. */
const ForTheAdult = ({ children }: { children: string }) => (
  <span lang="en" dir="ltr">
    {children}
  </span>
)

/** The adult comes back with their code. Five wrong tries end the session, and they sign in again. */
export const giveBackPage = page<{ pepId: string; reading: Reading }>({
  at: '/peps/:pep/my-views/back',
  may: 'anyone',
  name: 'come back after a hand-over',
  quiet: true,
  load: async ask => {
    const origin = ask.session && (await originOf(ask.tx, ask.session))
    const { childId, standing } = aboutOf(ask)
    if (!origin?.adult || !standing.includes('child')) return null
    return { pepId: pepOf(ask).id, reading: await readingFor(ask, childId, 'child') }
  },
  view: ({ pepId, reading }, shown) =>
    pageIn(reading, {
      title: reading.say.text('end.giveBack'),
      bare: true,
      footer: <ChildFooter say={reading.say} />,
      body: (
        <div class="reading voice">
          <h1 class="govuk-heading-xl">{reading.say('end.giveNow')}</h1>
          <form method="post" novalidate>
            <input type="hidden" name="_csrf" value={shown.csrf} />
            <Input
              name="code"
              type="password"
              inputmode="numeric"
              autocomplete="off"
              width={5}
              label={<ForTheAdult>For the adult: your code of four numbers</ForTheAdult>}
              labelSize="m"
              error={errorOf(shown, 'code')}
            />
            <div class="govuk-button-group">
              <Button class="voice__go" preventDoubleClick>
                <ForTheAdult>Come back</ForTheAdult>
              </Button>
              <a class="govuk-link child-page__back" href={`/peps/${pepId}/my-views`}>
                {reading.say('end.more')}
              </a>
            </div>
          </form>
        </div>
      )
    }),
  submit: async ({ pepId }, ask) => {
    const { tx, session, about, who } = ask
    if (!session) return { signOut: true, go: '/sign-in' }
    const code = ask.seal(sealed(pepId, text(ask.body, 'code').trim()))
    const back = await returnToAdult(tx, session, code)
    await record(tx, {
      person: who.id,
      action: 'come back after a hand-over',
      outcome: typeof back === 'object' && 'adult' in back ? 'done' : 'refused',
      authorityId: about?.authorityId ?? null,
      childId: about?.childId ?? null,
      pepId
    })
    if (back === 'ended') return { signOut: true, go: '/sign-in' }
    if ('adult' in back)
      return { session: await openSession(tx, back.adult, ask.browser.name, false), go: `/peps/${pepId}/views` }
    const tries = back.triesLeft === 1 ? '1 try is' : `${back.triesLeft} tries are`
    return { again: [{ field: 'code', what: `This is not the code. ${tries} left before you must sign in again.` }] }
  }
})
