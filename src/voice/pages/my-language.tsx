import { chooseLanguage, type Reading, readingFor } from '../../languages/reading.ts'
import { Button } from '../../ui/components/button.tsx'
import { text } from '../../web/forms.ts'
import { aboutOf, page, pepOf } from '../../web/page.ts'
import { childPage } from '../child-frame.tsx'
import { type Look, lookOf } from '../look.ts'
import { ownAddress } from './my-look.tsx'

interface Loaded {
  readonly pepId: string
  readonly look: readonly Look[]
  readonly reading: Reading
}

/** The language of the child's own pages; it stays until they choose another. */
export const myLanguagePage = page<Loaded>({
  at: '/peps/:pep/my-views/language',
  may: 'choose how own pages look',
  name: 'own pages: the language',
  quiet: true,
  load: async ask => {
    const { childId, standing } = aboutOf(ask)
    if (!standing.includes('child')) return null
    const [look, reading] = [await lookOf(ask.tx, childId), await readingFor(ask, childId, 'child')]
    return { pepId: pepOf(ask).id, look, reading }
  },
  view: ({ pepId, look, reading }, shown) =>
    childPage(
      reading.say.text('frame.language', { language: reading.language.name }),
      { pepId, look, reading, shown },
      <>
        <h1 class="child-page__title">{reading.say('frame.language', { language: reading.language.name })}</h1>
        <Button href={`/peps/${pepId}/my-views`} class="voice__go">
          {reading.say('plan.back')}
        </Button>
      </>
    ),
  submit: async ({ pepId, reading }, ask) => {
    const chosen = await chooseLanguage(ask, reading, text(ask.body, 'language'))
    if (!chosen) return { refused: reading.say.text('problem.language') }
    return { go: ownAddress(pepId, text(ask.body, 'from')) }
  }
})
