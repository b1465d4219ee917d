import { isSectionShown } from '../forms/completeness.ts'
import type { Section } from '../forms/definition.ts'
import type { Audience } from '../guidance/words.ts'
import { answerEntries, childName } from './answer-entries.ts'
import { childSections } from './child-page.ts'
import type { PlanData } from './plan-data.ts'
import type { DocumentSection, PlanDocument } from './plan-document.ts'
import { mayReadRecord } from './readable.ts'
import { noContactEntries, recordsOf } from './record-entries.ts'
import { settingHidden, withoutWithheld } from './withheld.ts'

/** What is added after sign-off stands in the copies of those who work on the plan. */
export const holdsAddenda = (audience: Audience): boolean => audience === 'full' || audience === 'setting'

/**
 * The copy of a plan for one audience: only what that audience may read (2-form, Audiences; 4-access). What is not here
 * cannot be printed. Pure: the same plan is the same copy.
 */
export function planOf(data: PlanData, audience: Audience): PlanDocument {
  const { records } = data
  const name = childName(data)
  const { authority, child } = records
  const inside = audience === 'full' || audience === 'setting'
  const texts = withoutWithheld(
    {
      sections: audience === 'child' ? childSections(data) : adultSections(data, audience),
      addenda: holdsAddenda(audience)
        ? records.addenda.map(({ words, by, on }) => ({ on, by: by ?? '', text: words }))
        : []
    },
    data,
    audience
  )
  return {
    audience,
    language: 'en',
    title: audience === 'child' ? `${name}’s plan` : `Personal Education Plan for ${name}`,
    child: {
      name,
      initials: initialsOf([name, inside || audience === 'carer' ? child.lastName : null]),
      age: data.child.age,
      ...(data.child.yearGroup >= 0 && data.child.yearGroup <= 13 ? { yearGroup: yearWords(data.child.yearGroup) } : {})
    },
    authority: {
      name: authority.name,
      virtualSchool: {
        name: authority.virtualSchool,
        email: authority.email,
        ...(authority.phone ? { telephone: authority.phone } : {})
      }
    },
    ...(records.setting && audience !== 'child' && !settingHidden(data, audience)
      ? { setting: { name: records.setting.name, ...(records.setting.town ? { town: records.setting.town } : {}) } }
      : {}),
    pep: pepOf(data, audience),
    ...(inside ? { identifiers: identifiersOf(data, audience) } : {}),
    ...texts,
    ...(data.pep.nextOn ? { nextMeeting: { on: data.pep.nextOn } } : {}),
    safety: safetyOf(data, audience),
    generatedOn: (holdsAddenda(audience) && records.addenda.at(-1)?.on) || data.generatedOn
  }
}

/** The sections of one audience's copy; `mayHold` narrows which of the typed records. */
export function adultSections(
  data: PlanData,
  audience: Audience,
  mayHold: (section: Section) => boolean = section => mayReadRecord(section, audience, data)
): DocumentSection[] {
  return data.form.sections
    .filter(section => isSectionShown(section, data.context))
    .flatMap(section => {
      const told = section.id === 'D' && audience !== 'parent' ? noContactEntries(data.records) : []
      const records = mayHold(section) ? (recordsOf[section.id]?.(data, audience) ?? []) : []
      const entries = [...told, ...records, ...answerEntries(section, audience, data)]
      return entries.length > 0 || audience === 'full' ? [{ id: section.id, title: section.title, entries }] : []
    })
}

function pepOf({ pep, records }: PlanData, audience: Audience): PlanDocument['pep'] {
  const { circumstances, openedOn: _, submittedOn: __, nextOn: ___, leavingCare: ____, ...printed } = pep
  return {
    ...printed,
    ...(records.signedOffBy && audience !== 'child' ? { signedOffBy: records.signedOffBy } : {}),
    markers: circumstances.flatMap(one => {
      const marker = markers[one]
      return marker?.for.includes(audience) ? [marker.words] : []
    })
  }
}

const adults: readonly Audience[] = ['full', 'setting', 'carer', 'parent']
/** How a child came to the country is the authority's to know. */
const markers: Readonly<Record<string, { words: string; for: readonly Audience[] } | undefined>> = {
  'first-pep': { words: 'First plan', for: adults },
  'leaving-care': { words: 'Leaving care', for: adults },
  'no-school-place': { words: 'No school place yet', for: adults },
  neet: { words: 'Not in education, employment or training', for: ['full', 'setting', 'carer'] },
  custody: { words: 'In custody', for: ['full', 'setting', 'carer'] },
  uasc: { words: 'Unaccompanied asylum-seeking child', for: ['full'] }
}

function identifiersOf({ records: { child } }: PlanData, audience: Audience): { label: string; value: string }[] {
  const given = [
    { label: 'Full name', value: [child.firstName, child.lastName].filter(Boolean).join(' ') },
    { label: 'Date of birth', value: longDate(child.born) },
    { label: 'Care-system number', value: audience === 'full' ? (child.careSystemId ?? '') : '' },
    { label: 'UPN', value: child.upn ?? '' },
    { label: 'ULN', value: child.uln ?? '' }
  ]
  return given.filter(({ value }) => value !== '')
}

const safetyOf = ({ records: { authority } }: PlanData, audience: Audience): PlanDocument['safety'] =>
  audience === 'child'
    ? {
        text: 'If you or someone else is not safe, tell a grown-up you trust, or call:',
        contacts: [{ name: 'Childline, free, day and night', reach: '0800 1111' }]
      }
    : {
        text: 'Worried about a child’s safety? Do not wait for a meeting.',
        contacts: [{ name: authority.frontDoor, reach: authority.frontDoorPhone }]
      }

const initialsOf = (names: ReadonlyArray<string | null>): string =>
  names.map(name => [...(name ?? '')][0] ?? '').join('')
const yearWords = (year: number): string => (year === 0 ? 'Reception' : `Year ${year}`)
const longDate = (iso: string): string =>
  Temporal.PlainDate.from(iso).toLocaleString('en-GB', { day: 'numeric', month: 'long', year: 'numeric' })
