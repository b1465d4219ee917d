import { inWords } from '../../guidance/dates.ts'
import { isRefusal } from '../../guidance/words.ts'
import { PepHeader, pepTrail } from '../../peps/pep-header.tsx'
import { Button } from '../../ui/components/button.tsx'
import { ErrorSummary } from '../../ui/components/error-summary.tsx'
import { WarningText } from '../../ui/components/warning-text.tsx'
import { page } from '../../web/page.ts'
import { releaseParentCopy } from '../copies.ts'
import { agreedBy } from '../parent-agreed.queries.ts'
import { loadCopies } from './copies.tsx'

type Loaded = NonNullable<Awaited<ReturnType<typeof loadCopies>>> & { readonly agreedById: string | null }

/** The second person's check of what the parent will read (4-access). */
export const releasePage = page<Loaded>({
  at: '/peps/:pep/copies/release',
  may: 'release parent copy',
  name: 'release the parent’s copy',
  load: async ask => {
    const loaded = await loadCopies(ask)
    return loaded && { ...loaded, agreedById: await agreedBy(ask.tx, loaded.pep.id) }
  },
  subject: ({ agreedById }, { who }) => ({ firstPersonIsTheSame: agreedById === who.id }),
  submit: async ({ pep, copies, agreedById }, { tx, who, today, origin }) => {
    const copy = copies.find(({ audience }) => audience === 'parent')
    const doing = { person: who.id, today, origin }
    const refused = await releaseParentCopy(tx, pep, { copy, agreedBy: agreedById }, doing)
    if (isRefusal(refused)) return refused
    return { go: `/peps/${pep.id}/copies`, done: 'The parent can read their copy now.' }
  },
  view: ({ pep, copies, meeting }, { csrf, today, problems }) => {
    const copy = copies.find(({ audience }) => audience === 'parent')
    const agreed = meeting?.parentAgreed
    return {
      title: 'Release the parent’s copy',
      trail: pepTrail(pep, 'Release the parent’s copy'),
      body: (
        <div class="reading">
          <PepHeader pep={pep} today={today} />
          {problems.length > 0 ? (
            <ErrorSummary errors={problems.map(({ what }) => ({ text: what, href: '#main-content' }))} />
          ) : null}
          <h1 class="govuk-heading-l">Check the parent’s copy</h1>
          {agreed ? (
            <p class="govuk-body">
              {agreed.by} said yes to the parent for this plan on {inWords(agreed.on)}.
            </p>
          ) : (
            <p class="govuk-body">The social worker has not said yes to a parent for this plan.</p>
          )}
          <p class="govuk-body">
            {copy ? (
              <a class="govuk-link" href={`/peps/${pep.id}/copies/parent`}>
                Read the parent’s copy as the parent will (PDF)
              </a>
            ) : (
              'The copy is not made yet.'
            )}
          </p>
          <WarningText>
            Read it to the end. Look for an address, a school that must not be known, and anything about other people.
          </WarningText>
          {copy && !copy.released && agreed ? (
            <form method="post" novalidate>
              <input type="hidden" name="_csrf" value={csrf} />
              <Button preventDoubleClick>I have checked it: let the parent read it</Button>
            </form>
          ) : null}
        </div>
      )
    }
  }
})
