import type { TermName } from '../guidance/words.ts'
import type { IsoDate, PlanDocument } from './plan-document.ts'

/** Letters, digits, hyphen and underscore: a name that every case-record system takes. */
const strict = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[^A-Za-z0-9-]+/g, '-')
    .replace(/^-+|-+$/g, '')

/** A name as people type it, without what a file system or a header may stumble over. */
const readable = (text: string): string =>
  text
    .toWellFormed()
    .normalize('NFC')
    .replace(/[\p{Cc}\p{Cf}\u2028\u2029\\/:*?"<>|%]/gu, '')
    .replace(/\s+/gu, ' ')
    .replace(/^[. ]+|[. ]+$/gu, '')

/** `NM-204417_PEP_2026-27_autumn_2026-10-30.pdf`: the record's own name for a plan. */
export const recordFileName = (plan: {
  readonly careSystemId: string
  readonly year: string
  readonly term: TermName
  readonly date: IsoDate
}): string =>
  `${strict(plan.careSystemId).slice(0, 60) || 'unknown'}_PEP_${strict(plan.year)}_${plan.term}_${strict(plan.date)}.pdf`

const copies = { full: 'authority’s', setting: 'setting’s', carer: 'carer’s', parent: 'parent’s', child: 'my own' }

/** "Plan for Amira, autumn 2026, carer’s copy.pdf": no identifier, and never the setting's name. */
export const fileName = ({ audience, child, pep }: Pick<PlanDocument, 'audience' | 'child' | 'pep'>): string => {
  const started = Number(pep.year.slice(0, 4))
  const year = pep.term === 'autumn' ? started : started + 1
  const name = [...readable(child.name)].slice(0, 60).join('').trim() || 'a child'
  return `Plan for ${name}, ${pep.term} ${year}, ${copies[audience]} copy.pdf`
}
