import { isRefusal } from '../../guidance/words.ts'
import { findPep, type Pep } from '../../peps/pep.ts'
import { PepHeader, pepTrail } from '../../peps/pep-header.tsx'
import { Button } from '../../ui/components/button.tsx'
import { ErrorSummary } from '../../ui/components/error-summary.tsx'
import { page } from '../../web/page.ts'
import { confirmFiled } from '../copies.ts'

/** "I have saved it": asked again on a page of its own where somebody comes by the address. */
export const filedPage = page<Pep>({
  at: '/peps/:pep/copies/filed',
  may: 'confirm filed',
  name: 'confirm that the copy is filed',
  load: async ({ tx, params, today }) => {
    const pep = await findPep(tx, params.pep ?? '', today)
    return pep?.state === 'signed-off' ? pep : null
  },
  submit: async (pep, { tx, who, today, origin }) => {
    const refused = await confirmFiled(tx, pep, { person: who.id, today, origin })
    if (isRefusal(refused)) return refused
    return { go: `/peps/${pep.id}/copies`, done: 'Thank you. The plan is filed.' }
  },
  view: (pep, { csrf, today, problems }) => ({
    title: 'Have you saved the copy?',
    trail: pepTrail(pep, 'Filed'),
    body: (
      <div class="reading">
        <PepHeader pep={pep} today={today} />
        {problems.length > 0 ? (
          <ErrorSummary errors={problems.map(({ what }) => ({ text: what, href: '#main-content' }))} />
        ) : null}
        <h1 class="govuk-heading-l">Have you saved the full copy to the case record?</h1>
        <form method="post" novalidate>
          <input type="hidden" name="_csrf" value={csrf} />
          <Button preventDoubleClick>I have saved it</Button>
        </form>
      </div>
    )
  })
})
