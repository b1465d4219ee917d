import { enqueue } from '../../db/transaction.ts'
import { type ActionName, may } from '../../guidance/access.ts'
import { inWords } from '../../guidance/dates.ts'
import type { Audience } from '../../guidance/words.ts'
import { findMeeting, type Meeting } from '../../meetings/meeting.ts'
import { findPep, type Pep } from '../../peps/pep.ts'
import { PepHeader, pepTrail } from '../../peps/pep-header.tsx'
import { Button } from '../../ui/components/button.tsx'
import { Details } from '../../ui/components/details.tsx'
import { InsetText } from '../../ui/components/inset-text.tsx'
import { Table } from '../../ui/components/table.tsx'
import { type Ask, page, type Shown } from '../../web/page.ts'
import { copiesOf, type Delivery, deliveryOf, type IssuedCopy } from '../copies.ts'
import { DeliveryCard } from '../delivery-card.tsx'
import { previewed, previewNames } from './draft.ts'

interface Loaded {
  readonly pep: Pep
  readonly copies: readonly IssuedCopy[]
  readonly delivery: Delivery | null
  /** Null for those who may not read the meeting: the carer, the parent, the child. */
  readonly meeting: Meeting | null
}

export async function loadCopies({ tx, params, today }: Ask): Promise<Loaded | null> {
  const pep = await findPep(tx, params.pep ?? '', today)
  if (!pep) return null
  const [copies, delivery] = [await copiesOf(tx, pep.id), await deliveryOf(tx, pep.id)]
  return { pep, copies, delivery, meeting: await findMeeting(tx, pep.id) }
}

export const copyNames: Readonly<Record<Audience, { readonly name: string; readonly for: string }>> = {
  full: {
    name: 'Full copy',
    for: 'The council: the social worker, their manager, the Virtual School, the reviewing officer'
  },
  setting: { name: 'Setting’s copy', for: 'The designated teacher' },
  carer: { name: 'Carer’s copy', for: 'The carer' },
  parent: { name: 'Parent’s copy', for: 'The parent, once it is released' },
  child: { name: 'The child’s own page', for: 'The child' }
}
export const readAction = (audience: Audience): ActionName => `read ${audience} copy`

/** Which copies there are, who may read each, and whether the full one has reached the case record. */
export const copiesPage = page<Loaded>({
  at: '/peps/:pep/copies',
  may: 'see copies',
  maySubmit: 'read full copy',
  name: 'copies of a plan',
  load: loadCopies,
  submit: async ({ pep }, { tx }) => {
    if (pep.state !== 'signed-off') return { refused: 'Copies are made when the plan is signed off.' }
    await enqueue(tx, 'issue-copies', { pep: pep.id, authority: pep.authorityId }, `issue-copies ${pep.id}`)
    return { go: `/peps/${pep.id}/copies`, done: 'The copies are being made. Look again in a minute.' }
  },
  view: (loaded, shown) => {
    const { pep, copies, delivery } = loaded
    const standing = shown.about?.standing ?? []
    const mine = copies.filter(copy =>
      may(readAction(copy.audience), standing, { state: pep.state, released: copy.released !== null })
    )
    const newest = mine.filter((copy, index) => mine.findIndex(({ audience }) => audience === copy.audience) === index)
    const makes = pep.state === 'signed-off' && may('read full copy', standing, { state: pep.state })
    return {
      title: 'Copies of the plan',
      trail: may('see pep', standing, { state: pep.state })
        ? pepTrail(pep, 'Copies')
        : [{ text: 'Your page', href: '/' }, { text: 'Copies' }],
      body: (
        <div class="reading">
          <PepHeader pep={pep} today={shown.today} />
          <h1 class="govuk-heading-l">Copies of the plan</h1>
          {shown.problems.map(({ what }) => (
            <InsetText>{what}</InsetText>
          ))}
          {newest.length > 0 ? (
            <CopyTable pep={pep} caption="Copies that you may read" copies={newest} />
          ) : (
            <NoneYet pep={pep} />
          )}
          {mine.length > newest.length ? (
            <Details summary="Earlier copies, before something was added">
              <CopyTable
                pep={pep}
                caption="Earlier copies"
                copies={mine.filter(copy => !newest.includes(copy))}
                earlier
              />
            </Details>
          ) : null}
          {may('preview a copy', standing, { state: pep.state }) ? <Previews pep={pep} /> : null}
          <DeliveryCard
            pep={pep}
            delivery={delivery}
            standing={standing}
            csrf={shown.csrf}
            hasFullCopy={newest.some(({ audience }) => audience === 'full')}
          />
          <ParentCard loaded={loaded} shown={shown} />
          {makes && copies.length === 0 ? (
            <form method="post" novalidate>
              <input type="hidden" name="_csrf" value={shown.csrf} />
              <Button preventDoubleClick>Make the copies now</Button>
            </form>
          ) : null}
        </div>
      )
    }
  }
})

interface CopyTableProps {
  pep: Pep
  caption: string
  copies: readonly IssuedCopy[]
  earlier?: boolean
}

function CopyTable({ pep, caption, copies, earlier }: CopyTableProps) {
  return (
    <Table
      caption={caption}
      cards
      columns={[{ heading: 'Copy' }, { heading: 'Made for' }, { heading: 'Made on' }, { heading: 'File' }]}
      rows={copies.map(({ id, audience, issuedOn, size }) => [
        copyNames[audience].name,
        copyNames[audience].for,
        inWords(issuedOn),
        <a class="govuk-link" href={`/peps/${pep.id}/copies/${audience}${earlier ? `?made=${id}` : ''}`}>
          Download: {copyNames[audience].name} (PDF, {kilobytes(size)})
        </a>
      ])}
    />
  )
}

/** Before sign-off: how it will read. */
const Previews = ({ pep }: { pep: Pep }) => (
  <section>
    <h2 class="govuk-heading-m">Read it as others will</h2>
    <p class="govuk-body">
      Each says “Not yet signed off”. What you may not see yourself is left out, even where that reader will have it.
    </p>
    <ul class="govuk-list">
      {previewed.map(audience => (
        <li>
          <a class="govuk-link" href={`/peps/${pep.id}/drafts/${audience}`}>
            {previewNames[audience]} (PDF)
          </a>
        </li>
      ))}
    </ul>
  </section>
)

const kilobytes = (size: number): string => `${Math.max(1, Math.round(size / 1024))} kB`

const NoneYet = ({ pep }: { pep: Pep }) => (
  <InsetText>
    {pep.state === 'signed-off'
      ? 'There is no copy for you yet. Copies are made within a minute of signing off.'
      : 'A copy for each reader is made when the plan is signed off. You will get a message.'}
  </InsetText>
)

/** Whether the parent may read their copy, for those who decide it. */
function ParentCard({ loaded: { pep, copies, meeting }, shown }: { loaded: Loaded; shown: Shown }) {
  const standing = shown.about?.standing ?? []
  const copy = copies.find(({ audience }) => audience === 'parent')
  if (!copy || !may('read full copy', standing, { state: pep.state })) return null
  const releases = may('release parent copy', standing, { state: pep.state })
  return (
    <section>
      <h2 class="govuk-heading-m">The parent’s copy</h2>
      <p class="govuk-body">{parentWords(copy, meeting)}</p>
      {releases && !copy.released && meeting?.parentAgreed ? (
        <p class="govuk-body">
          <a class="govuk-link" href={`/peps/${pep.id}/copies/release`}>
            Check the parent’s copy and release it
          </a>
        </p>
      ) : null}
    </section>
  )
}

function parentWords({ released }: IssuedCopy, meeting: Meeting | null): string {
  if (released) return `Released to the parent on ${inWords(released.on)} by ${released.by}.`
  const agreed = meeting?.parentAgreed
  return agreed
    ? `${agreed.by} said yes to the parent for this plan on ${inWords(agreed.on)}. A team manager or an administrator, not the same person, must check the copy before the parent can read it.`
    : 'The social worker has not said yes to a parent for this plan: nobody can release the copy.'
}
