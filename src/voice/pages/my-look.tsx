import { findPep, type Pep } from '../../peps/pep.ts'
import { Button } from '../../ui/components/button.tsx'
import { text } from '../../web/forms.ts'
import { aboutOf, page, pepOf } from '../../web/page.ts'
import { childPage } from '../child-frame.tsx'
import { isLook, type Look, lookOf, turn } from '../look.ts'

interface Loaded {
  readonly pep: Pep
  readonly look: readonly Look[]
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
    return pep && { pep, look: await lookOf(ask.tx, pep.childId) }
  },
  view: ({ pep, look }, shown) =>
    childPage(
      'How it looks',
      { pepId: pep.id, look, shown },
      <>
        <h1 class="child-page__title">How do you want your pages to look?</h1>
        <Button href={`/peps/${pep.id}/my-views`} class="voice__go">
          Back to my page
        </Button>
      </>
    ),
  submit: async ({ pep }, { tx, body, who }) => {
    const look = text(body, 'look')
    if (!isLook(look)) return { refused: 'Choose bigger writing or easier letters.' }
    await turn(tx, pep, look, who.id)
    return { go: ownAddress(pep.id, text(body, 'from')) }
  }
})
