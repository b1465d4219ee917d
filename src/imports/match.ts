import { searchable } from '../guidance/searchable.ts'

/** What a child may be known by. `dateOfBirth` is ISO; null where it is not told. */
export interface Identity {
  readonly careSystemId: string | null
  readonly childId903: string | null
  readonly upn: string | null
  readonly firstName: string | null
  readonly lastName: string | null
  readonly dateOfBirth: string | null
}
export interface KnownChild extends Identity {
  readonly id: string
}
export type Match =
  | { readonly kind: 'new' }
  | { readonly kind: 'same'; readonly id: string }
  | { readonly kind: 'doubtful'; readonly candidates: readonly string[]; readonly why: string }

/** What a person has said of a doubtful child, known by the number the file gives it: the same as this one here, or another. */
export interface Decision {
  readonly careSystemId: string
  readonly childId: string
  readonly same: boolean
}

const fullName = ({ firstName, lastName }: Identity): string =>
  lastName ? searchable(`${firstName ?? ''} ${lastName}`) : ''
const nameAndBirth = (child: Identity): string =>
  fullName(child) && child.dateOfBirth ? `${fullName(child)}|${child.dateOfBirth}` : ''
/** Of a child known only from a 903, its number there serves as the care-system id too, until the real one is told. */
export const hasBorrowedId = (child: Pick<Identity, 'careSystemId' | 'childId903'>): boolean =>
  child.careSystemId !== null && child.careSystemId === child.childId903
const differ = (a: string | null, b: string | null): boolean => a !== null && b !== null && a !== b

const idsDiffer = (a: Identity, b: Identity): boolean =>
  differ(a.childId903, b.childId903) ||
  (differ(a.careSystemId, b.careSystemId) && !hasBorrowedId(a) && !hasBorrowedId(b))

/**
 * What is left to a person, and what that person has said already. Of two children the other counts as not here, unless the
 * file gives the number in the care system which is that one's: no two children can share it.
 */
export function decidedMatcher(
  known: readonly KnownChild[],
  decisions: readonly Decision[]
): (child: Identity) => Match {
  const match = matcher(known)
  const said = Map.groupBy(decisions, ({ careSystemId }) => careSystemId)
  return child => {
    const found = match(child)
    const about = said.get(child.careSystemId ?? '')
    if (found.kind !== 'doubtful' || !about) return found
    const holder = known.find(one => one.careSystemId === child.careSystemId)?.id
    const same = about.find(one => one.same && found.candidates.includes(one.childId))?.childId
    if (same && (holder ?? same) === same) return { kind: 'same', id: same }
    const others = new Set(about.filter(one => !one.same && one.childId !== holder).map(one => one.childId))
    return matcher(known.filter(({ id }) => !others.has(id)))(child)
  }
}

/** Finds an incoming child among the known ones. What could be two children, or one recorded twice, is left to a person. */
export function matcher(known: readonly KnownChild[]): (child: Identity) => Match {
  const index = (key: (child: Identity) => string | null) => {
    const found = new Map<string, KnownChild[]>()
    for (const child of known) {
      const value = key(child)
      if (value) found.set(value, [...(found.get(value) ?? []), child])
    }
    return (value: string | null) => (value ? (found.get(value) ?? []) : [])
  }
  const byCareSystemId = index(child => child.careSystemId)
  const by903 = index(child => child.childId903)
  const byUpn = index(child => child.upn)
  const byNameAndBirth = index(nameAndBirth)
  const bornOn = index(child => child.dateOfBirth)

  return child => {
    const byIds = unique([...byCareSystemId(child.careSystemId), ...by903(child.childId903)])
    const withUpn = byUpn(child.upn)
    const [same, ...others] = byIds
    if (same) {
      const elsewhere = withUpn.filter(({ id }) => id !== same.id)
      if (others.length > 0 || elsewhere.length > 0)
        return doubtful([...byIds, ...elsewhere], 'its identifiers belong to different children here')
      return contradicts(child, same)
        ? doubtful(byIds, 'the identifier is known here for a child with another date of birth and another UPN or name')
        : { kind: 'same', id: same.id }
    }
    const [pupil] = withUpn
    if (pupil) {
      if (idsDiffer(child, pupil))
        return doubtful(withUpn, 'the UPN is known here for a child with another care-system id')
      return child.dateOfBirth === pupil.dateOfBirth
        ? { kind: 'same', id: pupil.id }
        : doubtful(withUpn, 'the UPN is known here for a child with another date of birth')
    }
    const namesakes = byNameAndBirth(nameAndBirth(child))
    const [namesake] = namesakes
    if (!namesake) {
      const near = bornOn(child.dateOfBirth).filter(one => oneLetterApart(fullName(child), fullName(one)))
      return near.length > 0
        ? doubtful(near, 'a child here has this date of birth, and a name that differs by one letter')
        : { kind: 'new' }
    }
    if (namesakes.length > 1) return doubtful(namesakes, 'several children here have this name and date of birth')
    return idsDiffer(child, namesake) || differ(child.upn, namesake.upn)
      ? doubtful(namesakes, 'a child here has this name and date of birth, but other identifiers')
      : { kind: 'same', id: namesake.id }
  }
}

/** One identifier, but born on another day and nothing else in common. */
const contradicts = (child: Identity, known: Identity): boolean =>
  differ(child.dateOfBirth, known.dateOfBirth) &&
  !(child.upn !== null && child.upn === known.upn) &&
  !(fullName(child) !== '' && fullName(child) === fullName(known))

/** One letter too many, too few or another, or two that changed places. */
export function oneLetterApart(a: string, b: string): boolean {
  if (a === '' || b === '' || a === b) return false
  let start = 0
  while (start < a.length && a[start] === b[start]) start++
  const [restA, restB] = [a.slice(start), b.slice(start)]
  const swapped = restB.length > 1 ? `${restB[1]}${restB[0]}${restB.slice(2)}` : null
  return restA.slice(1) === restB.slice(1) || restA === restB.slice(1) || restA.slice(1) === restB || restA === swapped
}

const unique = (children: readonly KnownChild[]): KnownChild[] => [...new Map(children.map(c => [c.id, c])).values()]
const doubtful = (candidates: readonly KnownChild[], why: string): Match => ({
  kind: 'doubtful',
  candidates: unique(candidates).map(({ id }) => id),
  why
})
