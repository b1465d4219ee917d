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
import { partingQuery } from '../parting.ts'
import { chooseReaders, isReader, isWish, recordWish } from '../views.ts'

const own = { may: 'write own views', load: ownPage, subject: () => ({ sectionOwner: 'child' as const }) } as const

/** Who may read it. Never whether the social worker, the adviser and the head may: they always can, and the child is told so. */
export const myReadersPage = page<OwnPage>({
  ...own,
  at: '/peps/:pep/my-views/readers',
  name: 'own views: who may read',
  view: (loaded, shown) => {
    const { say } = loaded.reading
    return childPage(
      say.text('readers.title'),
      frameOf(loaded, shown),
      <form method="post">
        <input type="hidden" name="_csrf" value={shown.csrf} />
        <Checkboxes
          name="readers"
          legend={say('readers.legend')}
          legendSize="xl"
          legendIsHeading
          hint={say('readers.hint')}
          items={[
            { value: 'setting', text: say('readers.setting') },
            { value: 'carer', text: say('readers.carer') },
            { value: 'parent', text: say('readers.parent') }
          ]}
          values={loaded.readers}
        />
        <Button class="voice__go" preventDoubleClick>
          {say('question.next')}
        </Button>
      </form>
    )
  },
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
  view: (loaded, shown) => {
    const { say } = loaded.reading
    return childPage(
      say.text('wish.title'),
      frameOf(loaded, shown),
      <form method="post" novalidate>
        <input type="hidden" name="_csrf" value={shown.csrf} />
        <Radios
          name="wish"
          legend={say('wish.legend')}
          legendSize="xl"
          legendIsHeading
          items={[
            { value: 'all', text: say('wish.all') },
            { value: 'part', text: say('wish.part') },
            { value: 'no', text: say('wish.no') },
            { value: 'unsure', text: say('wish.unsure') }
          ]}
          value={typedOr(shown, 'wish', loaded.views?.wish ?? null)}
        />
        <Input
          name="with"
          label={say('wish.with')}
          labelSize="m"
          value={typedOr(shown, 'with', loaded.views?.withWhom ?? null)}
          error={errorOf(shown, 'with')}
        />
        <Button class="voice__go" preventDoubleClick>
          {say('question.next')}
        </Button>
      </form>
    )
  },
  submit: async ({ pep, reading }, { tx, body, who }) => {
    const wish = text(body, 'wish')
    const withWhom = text(body, 'with').toWellFormed().replaceAll('\0', '').trim()
    if (withWhom.length > 200)
      return { again: [{ field: 'with', what: reading.say.text('wish.tooLong', { most: 200 }) }] }
    await recordWish(tx, pep, { wish: isWish(wish) ? wish : null, withWhom: withWhom || null }, who.id)
    return { go: `/peps/${pep.id}/my-views/end` }
  }
})

/** What happens next, as it truly will; with a private link it ends there. */
export const myEndPage = page<OwnPage>({
  ...own,
  at: '/peps/:pep/my-views/end',
  name: 'own views: the end',
  view: (loaded, shown) => {
    const { say } = loaded.reading
    return childPage(
      say.text('end.title'),
      frameOf(loaded, shown),
      <>
        {saidSomething(loaded) ? <Said own={loaded} /> : <SaidNothing own={loaded} />}
        {loaded.handedOver ? (
          <Button href={`/peps/${loaded.pep.id}/my-views/back`} class="voice__go">
            {say('end.giveBack')}
          </Button>
        ) : (
          <form method="post">
            <input type="hidden" name="_csrf" value={shown.csrf} />
            <Button class="voice__go" preventDoubleClick>
              {say('end.finish')}
            </Button>
          </form>
        )}
      </>
    )
  },
  submit: async (loaded, { tx, session, seal }) => {
    const origin = session && (await originOf(tx, session))
    if (!session || !origin?.link) return { go: '/' }
    await finishLink(tx, origin.link)
    await closeSessionBy(tx, session)
    return { signOut: true, go: `/views/finished${partingQuery(loaded.reading, saidSomething(loaded), seal)}` }
  }
})

type About = { own: OwnPage }
const Said = ({ own: { readers, views, reading } }: About) => (
  <>
    <h1 class="child-page__title">{reading.say('end.thanks')}</h1>
    <p class="child-page__words">{reading.say('end.next')}</p>
    <ol class="child-page__steps">
      <li>{reading.say('end.saved')}</li>
      <li>
        {readers.length > 0
          ? reading.say('end.readToo', { readers: readersInWords(reading.say, readers) })
          : reading.say('end.read')}
      </li>
      {views?.wish ? <li>{reading.say(`end.wish.${views.wish}`)}</li> : null}
      <li>{reading.say('end.talk')}</li>
      <li>{reading.say('end.writeBack')}</li>
    </ol>
  </>
)

const SaidNothing = ({ own: { pep, views, reading } }: About) => (
  <>
    <h1 class="child-page__title">{reading.say('end.skipped')}</h1>
    <ul class="child-page__steps">
      <li>{reading.say('end.noWords')}</li>
      {views?.wish ? <li>{reading.say(`end.wish.${views.wish}`)}</li> : null}
      <li>{reading.say('end.stillMeet')}</li>
      <li>{reading.say('end.after')}</li>
    </ul>
    <p class="child-page__words">
      <a class="govuk-link" href={`/peps/${pep.id}/my-views/1`}>
        {reading.say('end.again')}
      </a>
    </p>
  </>
)
