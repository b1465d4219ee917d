import { type Reading, readingFor } from '../../languages/reading.ts'
import { findPep, type Pep } from '../../peps/pep.ts'
import { Button } from '../../ui/components/button.tsx'
import { text } from '../../web/forms.ts'
import { aboutOf, page, pepOf } from '../../web/page.ts'
import { childPage } from '../child-frame.tsx'
import { isLook, type Look, lookOf, turn } from '../look.ts'

interface Loaded {
  readonly pep: Pep
  readonly look: readonly Look[]
  readonly reading: Reading
}

/** Where the child may have come from: their own pages and nothing else. */
export const ownAddress = (pepId: string, from: string): string =>
  from === '/' || from === `/peps/${pepId}/my-views` || new RegExp(`^/peps/${pepId}/my-views/[a-z0-9]+$`).test(from)
    ? from
    : `/peps/${pepId}/my-views`

/** Bigger writing and easier letters, on every page of the child's own; it stays until they turn it off. */
export const myLookPage = page<Loaded>({
  at: '/peps/:pep/my-views/look',
  may: 'choose how own pages look',
  name: 'own pages: how they look',
  quiet: true,
  load: async ask => {
    if (!aboutOf(ask).standing.includes('child')) return null
    const pep = await findPep(ask.tx, pepOf(ask).id, ask.today)
    if (!pep) return null
    const reading = await readingFor(ask, pep.childId, 'child')
    return { pep, look: await lookOf(ask.tx, pep.childId), reading }
  },
  view: ({ pep, look, reading }, shown) =>
    childPage(
      reading.say.text('look.title'),
      { pepId: pep.id, look, reading, shown },
      <>
        <h1 class="child-page__title">{reading.say('look.heading')}</h1>
        <Button href={`/peps/${pep.id}/my-views`} class="voice__go">
          {reading.say('plan.back')}
        </Button>
      </>
    ),
  submit: async ({ pep, reading }, { tx, body, who }) => {
    const look = text(body, 'look')
    if (!isLook(look)) return { refused: reading.say.text('look.choose') }
    await turn(tx, pep, look, who.id)
    return { go: ownAddress(pep.id, text(body, 'from')) }
  }
})
