import type { Refusal } from '../../guidance/words.ts'
import { childsBirthDate, date, ifItCan, oneOf, pastDate, sex, wholeNumber, words } from '../cells.ts'
import { type Columns, expected, optional, required } from '../columns.ts'
import { headingKey } from '../headings.ts'
import { identifier, upn } from '../identifiers.ts'
import { endReason, legalStatuses, newEpisodeReasons, ofstedUrn, placementType, provider } from './codes.ts'

const child = required('CHILD', identifier)
const dob = optional('DOB', childsBirthDate)
const code = words(20)

/** The tables of the return and what is read of each. Columns that the service has no use for are not read at all. */
export const ssda903Tables = {
  header: {
    child,
    sex: expected('SEX', ifItCan(sex)),
    dateOfBirth: required('DOB', childsBirthDate),
    ethnicity: expected('ETHNIC', ifItCan(code)),
    upn: expected('UPN', ifItCan(upn))
  },
  episodes: {
    child,
    from: required('DECOM', pastDate),
    newEpisode: required('RNE', oneOf(newEpisodeReasons, 'reason for a new episode')),
    legalStatus: required('LS', oneOf(legalStatuses, 'legal status')),
    type: expected('PLACE', ifItCan(placementType)),
    provider: expected('PLACE_PROVIDER', ifItCan(provider)),
    until: expected('DEC', pastDate),
    endReason: expected('REC', endReason),
    postcode: optional('PL_POST', ifItCan(words(10))),
    ofstedUrn: optional('URN', ifItCan(ofstedUrn)),
    location: optional('PL_LOCATION', ifItCan(oneOf(['IN', 'OUT'] as const, 'place in or out of the authority')))
  },
  uasc: { child, dateOfBirth: dob, ceased: expected(['DUC', 'DATE_UASC_CEASED'], date) },
  reviews: { child, dateOfBirth: dob, on: required('REVIEW', pastDate), participation: expected('REVIEW_CODE', code) },
  oc2: {
    child,
    dateOfBirth: dob,
    score: expected('SDQ_SCORE', wholeNumber(0, 40)),
    reason: expected('SDQ_REASON', code)
  },
  oc3: { child, dateOfBirth: dob, inTouch: expected('IN_TOUCH', code) },
  missing: { child, dateOfBirth: dob, from: expected('MIS_START', pastDate), until: expected('MIS_END', pastDate) },
  previous_permanence: { child, dateOfBirth: dob, kind: expected('PREV_PERM', code) },
  ad1: { child, dateOfBirth: dob, decided: expected('DATE_INT', date), matched: expected('DATE_MATCH', date) },
  placed_for_adoption: {
    child,
    dateOfBirth: dob,
    placed: expected('DATE_PLACED', date),
    ceased: expected('DATE_PLACED_CEASED', date)
  },
  sw_episodes: {
    child,
    from: expected(['SW_DECOM', 'SW_START', 'DECOM'], date),
    worker: expected(['SW_ID', 'SW_REF', 'SW_REGISTRATION'], code),
    reason: optional(['SW_REASON', 'REASON'], code)
  }
} as const satisfies Record<string, Columns>
export type Ssda903Table = keyof typeof ssda903Tables

/** A column that no other table has: by it a file is known, whatever it is called. */
const marks: Record<Ssda903Table, readonly string[]> = {
  header: ['ETHNIC', 'UPN', 'MOTHER', 'MC_DOB'],
  episodes: ['RNE', 'REC', 'PLACE_PROVIDER', 'REASON_PLACE_CHANGE', 'PL_POST', 'CIN'],
  uasc: ['DUC', 'DATE_UASC_CEASED'],
  reviews: ['REVIEW', 'REVIEW_CODE'],
  oc2: ['SDQ_SCORE', 'SDQ_REASON', 'CONVICTED', 'HEALTH_CHECK', 'IMMUNISATIONS', 'TEETH_CHECK'],
  oc3: ['IN_TOUCH', 'ACTIV', 'ACCOM'],
  missing: ['MIS_START', 'MIS_END'],
  previous_permanence: ['PREV_PERM', 'LA_PERM', 'DATE_PERM'],
  ad1: ['DATE_INT', 'DATE_MATCH', 'FOSTER_CARE', 'NB_ADOPTR', 'LS_ADOPTR'],
  placed_for_adoption: ['DATE_PLACED', 'DATE_PLACED_CEASED', 'REASON_PLACED_CEASED'],
  sw_episodes: ['SW_ID', 'SW_REF', 'SW_REASON', 'SW_DECOM', 'SW_START', 'SW_REGISTRATION']
}

/** Which table of the return these headings are; a refusal where none or two fit. */
export function recognise(file: string, headings: readonly string[]): { readonly table: Ssda903Table } | Refusal {
  const keys = new Set(headings.map(headingKey))
  const fits = (Object.keys(marks) as Ssda903Table[])
    .map(table => ({ table, found: marks[table].filter(mark => keys.has(headingKey(mark))).length }))
    .filter(({ found }) => found > 0)
    .sort((a, b) => b.found - a.found)
  const [best, second] = fits
  const shown = headings.filter(Boolean).slice(0, 15).join(', ')
  if (!best)
    return { refused: `“${file}” is no table of the SSDA903 return that is known here. Its headings are: ${shown}.` }
  if (second && second.found === best.found)
    return { refused: `“${file}” could be ${best.table} or ${second.table}. Its headings are: ${shown}.` }
  return { table: best.table }
}
