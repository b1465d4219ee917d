import { closeSessionBy, originOf } from '../../people/session.ts'
import { Button } from '../../ui/components/button.tsx'
import { Checkboxes } from '../../ui/components/checkboxes.tsx'
import { Input } from '../../ui/components/input.tsx'
import { Radios } from '../../ui/components/radios.tsx'
import { several, text } from '../../web/forms.ts'
import { page } from '../../web/page.ts'
import { errorOf, typedOr } from '../../web/typed-again.ts'
import { childPage, readersInWords } from '../child-frame.tsx'
import { finishLink } from '../links.ts'
import { frameOf, type OwnPage, ownPage, saidSomething } from '../own-page.ts'
import { chooseReaders, isReader, isWish, recordWish, type Wish } from '../views.ts'

const own = { may: 'write own views', load: ownPage, subject: () => ({ sectionOwner: 'child' as const }) } as const

/** Who may read it. Never whether the social worker, the adviser and the head may: they always can, and the child is told so. */
export const myReadersPage = page<OwnPage>({
  ...own,
  at: '/peps/:pep/my-views/readers',
  name: 'own views: who may read',
  view: (loaded, shown) =>
    childPage(
      'Who else may read this?',
      frameOf(loaded, shown),
      <form method="post">
        <input type="hidden" name="_csrf" value={shown.csrf} />
        <Checkboxes
          name="readers"
          legend="Who else may read what you said?"
          legendSize="xl"
          legendIsHeading
          hint="Tick who you want. Your social worker and the school plan people at the council can always read it, so that they can help."
          items={[
            { value: 'setting', text: 'Staff at my school' },
            { value: 'carer', text: 'My carer' },
            { value: 'parent', text: 'My parent' }
          ]}
          values={loaded.readers}
        />
        <Button class="voice__go" preventDoubleClick>
          Next
        </Button>
      </form>
    ),
  submit: async ({ pep }, { tx, body, who }) => {
    await chooseReaders(tx, pep, several(body, 'readers').filter(isReader), who.id)
    return { go: `/peps/${pep.id}/my-views/meeting` }
  }
})

/** Whether to come to the meeting, for how much of it, and with whom. */
export const myMeetingPage = page<OwnPage>({
  ...own,
  at: '/peps/:pep/my-views/meeting',
  name: 'own views: the meeting',
  view: (loaded, shown) =>
    childPage(
      'Do you want to come?',
      frameOf(loaded, shown),
      <form method="post" novalidate>
        <input type="hidden" name="_csrf" value={shown.csrf} />
        <Radios
          name="wish"
          legend="There is a meeting about your plan. Do you want to come?"
          legendSize="xl"
          legendIsHeading
          items={[
            { value: 'all', text: 'Yes, for all of it' },
            { value: 'part', text: 'Yes, for part of it' },
            { value: 'no', text: 'No, not this time' },
            { value: 'unsure', text: 'I am not sure' }
          ]}
          value={typedOr(shown, 'wish', loaded.views?.wish ?? null)}
        />
        <Input
          name="with"
          label="Is there someone you want with you?"
          labelSize="m"
          value={typedOr(shown, 'with', loaded.views?.withWhom ?? null)}
          error={errorOf(shown, 'with')}
        />
        <Button class="voice__go" preventDoubleClick>
          Next
        </Button>
      </form>
    ),
  submit: async ({ pep }, { tx, body, who }) => {
    const wish = text(body, 'wish')
    const withWhom = text(body, 'with').toWellFormed().replaceAll('\0', '').trim()
    if (withWhom.length > 200) return { again: [{ field: 'with', what: 'Make this shorter: 200 letters at most.' }] }
    await recordWish(tx, pep, { wish: isWish(wish) ? wish : null, withWhom: withWhom || null }, who.id)
    return { go: `/peps/${pep.id}/my-views/end` }
  }
})

const wishes: Readonly<Record<Wish, string>> = {
  all: 'We will tell them that you want to come to the meeting.',
  part: 'We will tell them that you want to come to part of the meeting.',
  no: 'We will tell them that you do not want to come to the meeting this time.',
  unsure: 'We will tell them that you are not sure about the meeting yet.'
}

/** What happens next, as it truly will; with a private link it ends there. */
export const myEndPage = page<OwnPage>({
  ...own,
  at: '/peps/:pep/my-views/end',
  name: 'own views: the end',
  view: (loaded, shown) =>
    childPage(
      'The end',
      frameOf(loaded, shown),
      <>
        {saidSomething(loaded) ? <Said own={loaded} /> : <SaidNothing own={loaded} />}
        {loaded.handedOver ? (
          <Button href={`/peps/${loaded.pep.id}/my-views/back`} class="voice__go">
            Give back to the adult
          </Button>
        ) : (
          <form method="post">
            <input type="hidden" name="_csrf" value={shown.csrf} />
            <Button class="voice__go" preventDoubleClick>
              I am finished
            </Button>
          </form>
        )}
      </>
    ),
  submit: async (loaded, { tx, session }) => {
    const origin = session && (await originOf(tx, session))
    if (!session || !origin?.link) return { go: '/' }
    await finishLink(tx, origin.link)
    await closeSessionBy(tx, session)
    return { signOut: true, go: `/views/finished${saidSomething(loaded) ? '' : '?said=nothing'}` }
  }
})

const Said = ({ own: { readers, views } }: { own: OwnPage }) => (
  <>
    <h1 class="child-page__title">Thank you. You did it.</h1>
    <p class="child-page__words">What happens next:</p>
    <ol class="child-page__steps">
      <li>Your words are saved. They go in your plan as you said them.</li>
      <li>
        Your social worker and the school plan people at the council can read them
        {readers.length > 0 ? `, and so can ${readersInWords(readers)}` : null}.
      </li>
      {views?.wish ? <li>{wishes[views.wish]}</li> : null}
      <li>People talk about what you said at the meeting.</li>
      <li>Then we write back to you: what you said, and what we did.</li>
    </ol>
  </>
)

const SaidNothing = ({ own: { pep, views } }: { own: OwnPage }) => (
  <>
    <h1 class="child-page__title">You skipped the questions. That is fine.</h1>
    <ul class="child-page__steps">
      <li>There are no words from you in the plan yet.</li>
      {views?.wish ? <li>{wishes[views.wish]}</li> : null}
      <li>People still meet to make your school plan.</li>
      <li>Do you want to say something after all? You can tell a grown-up you trust.</li>
    </ul>
    <p class="child-page__words">
      <a class="govuk-link" href={`/peps/${pep.id}/my-views/1`}>
        Go back to the questions
      </a>
    </p>
  </>
)
