import type { PepKind } from '../../guidance/words.ts'
import { Button } from '../../ui/components/button.tsx'
import { page } from '../../web/page.ts'
import { openDuePeps, wouldOpen } from '../opening.ts'

interface Loaded {
  readonly authorityId: number
  readonly counts: ReadonlyMap<PepKind, number>
}

const names: Record<PepKind, string> = {
  initial: 'first plans',
  termly: 'termly plans',
  interim: 'interim plans',
  transition: 'transition plans',
  'leaving-care': 'leaving-care plans'
}

/** Opens the next round before its day: says how many plans there would be, then opens them. */
export const roundsPage = page<Loaded>({
  at: '/rounds',
  may: 'open rounds',
  name: 'open rounds',
  load: async ({ tx, who, today }) => {
    const mine = who.appointments.find(one => one.role === 'administrator' || one.role === 'virtual-school-head')
    // Whoever may not open rounds is told so (403), and nothing is counted for them.
    return mine
      ? { authorityId: mine.authorityId, counts: await wouldOpen(tx, mine.authorityId, today) }
      : { authorityId: 0, counts: new Map() }
  },
  submit: async ({ authorityId }, { tx, who, today }) => {
    const { opened } = await openDuePeps(tx, authorityId, today, { by: who.id })
    return { go: '/rounds', done: `${opened.length} ${opened.length === 1 ? 'plan is' : 'plans are'} open.` }
  },
  view: ({ counts }, { csrf }) => {
    const total = [...counts.values()].reduce((sum, count) => sum + count, 0)
    return {
      title: 'Open a round of plans',
      trail: [{ text: 'What you need to do', href: '/' }, { text: 'Open a round of plans' }],
      body: (
        <div class="reading">
          <h1 class="govuk-heading-l">Open a round of plans</h1>
          <p class="govuk-body">
            Rounds open by themselves before each term. You may open the next one now. No child gets a second plan of
            the same kind for a term.
          </p>
          {total === 0 ? (
            <p class="govuk-body-l">
              Every child who needs a plan for this term and the next has one. There is nothing to open.
            </p>
          ) : (
            <>
              <p class="govuk-body-l">
                {total} {total === 1 ? 'plan' : 'plans'} would open:
              </p>
              <ul class="govuk-list govuk-list--bullet">
                {[...counts].map(([kind, count]) => (
                  <li>
                    {count} {names[kind]}
                  </li>
                ))}
              </ul>
              <form method="post">
                <input type="hidden" name="_csrf" value={csrf} />
                <Button preventDoubleClick>Open {total === 1 ? 'it' : 'them'} now</Button>
              </form>
            </>
          )}
        </div>
      )
    }
  }
})
