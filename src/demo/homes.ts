import { newId } from '../db/id.ts'
import { isAfter, type PlainDate } from '../guidance/dates.ts'
import type { DemoChild, Home } from './child.ts'
import type { Days } from './days.ts'
import type { Own } from './facts.ts'
import type { Rows } from './rows.ts'

const placementTypes: Readonly<Record<Home, readonly [type: string, provider: string]>> = {
  foster: ['U6', 'PR1'],
  kin: ['U1', 'PR1'],
  residential: ['K2', 'PR4'],
  supported: ['H5', 'PR4'],
  parents: ['P1', 'PR0'],
  'short-breaks': ['U6', 'PR1'],
  adoptive: ['A5', 'PR1'],
  custody: ['R5', 'PR4']
}

/** As it stands on the child's record and in every plan. */
export const carerPhone = (place: number): string => `01632 960${400 + place}`

/** Where a child lives and with whom: one home, or two where care is long or the carers have just changed. */
export function addHome(
  rows: Rows,
  child: DemoChild,
  place: number,
  own: Own,
  began: PlainDate,
  ended: string | null,
  days: Days
) {
  const [type, provider] = placementTypes[child.home]
  const longAgo =
    'terms' in child.inCare && child.inCare.terms >= 6 ? days.today.subtract({ days: 190 + (place % 7) * 20 }) : null
  const moved = child.before ? days.ago(child.before.workingDaysAgo) : longAgo
  const homes =
    moved && isAfter(moved, began)
      ? [[began, moved.toString()] as const, [moved, ended] as const]
      : [[began, ended] as const]
  for (const [at, [starts, ends]] of homes.entries()) {
    const id = newId()
    rows.add('placement', {
      id,
      ...own,
      starts: starts.toString(),
      ends,
      type,
      provider,
      out_of_area: child.outOfArea ?? false
    })
    const street = ['Alder Close', 'Station Road', 'Mill Lane', 'Priory Walk', 'Orchard Way', 'Tanner’s Row'][
      (place + at) % 6
    ]
    rows.add('placement_address', {
      placement_id: id,
      ...own,
      address: `${3 + ((place * 7 + at) % 80)} ${street}, ${child.outOfArea ? 'Easthaven' : 'Ardenbury'}`,
      postcode: child.outOfArea ? `EH${1 + (place % 8)} 4XY` : `AV${1 + (place % 9)} 8XZ`
    })
  }
  if (child.carer)
    rows.add('carer_contact', {
      ...own,
      name: child.carer,
      phone: carerPhone(place),
      not_to_setting: child.addressWithheld === true && child.key === 'finn'
    })
  if (child.noContact) rows.add('no_contact', { id: newId(), ...own, words: child.noContact })
}
