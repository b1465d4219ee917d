import { InsetText } from '../../ui/components/inset-text.tsx'
import { Name } from '../../ui/components/name.tsx'
import type { Wish } from '../../voice/views.ts'
import type { ChildWish } from '../read-arrangement.ts'

const words: Readonly<Record<Wish, string>> = {
  all: 'wants to come, for all of it',
  part: 'wants to come, for part of it',
  no: 'does not want to come this time',
  unsure: 'is not sure about coming'
}

/** The child's own choice about coming, for whoever arranges and chairs. */
export function ChildWishNote({
  wish,
  childName,
  pepId
}: {
  wish: ChildWish | null
  childName: string
  pepId: string
}) {
  return (
    <InsetText>
      {wish?.wish ? (
        <>
          <strong>
            <Name of={childName} /> {words[wish.wish]}
          </strong>
          {wish.withWhom ? <span class="as-written">. With them: {wish.withWhom}</span> : null}.
        </>
      ) : (
        <>
          <Name of={childName} /> has not said yet whether to come.{' '}
        </>
      )}{' '}
      <a class="govuk-link" href={`/peps/${pepId}/views`}>
        How <Name of={childName} /> is heard
      </a>
    </InsetText>
  )
}
