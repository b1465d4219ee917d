import { formatDate } from '../forms/value.ts'
import { criteria } from '../guidance/rating.ts'
import { sdqBand, sdqBandWords } from '../guidance/sdq.ts'
import type { Audience, SectionId } from '../guidance/words.ts'
import { presenceNames } from '../meetings/held.ts'
import { partyWords } from '../meetings/meeting.ts'
import { areaName } from '../targets/areas.ts'
import { impacts, nextSteps, outcomes } from '../targets/review.ts'
import { ownerNames } from '../targets/target.ts'
import type { ViewParty } from '../voice/views.ts'
import { howWords, readerWords, reasonWords } from '../voice/views-words.ts'
import { attainmentEntries } from './attainment-entries.ts'
import { attendanceEntries } from './attendance-entries.ts'
import type { PlanData, PlanRecords } from './plan-data.ts'
import type { DocumentEntry, TargetEntry } from './plan-document.ts'
import { settingHidden } from './withheld.ts'

const fact = (label: string, text: string | null | undefined): DocumentEntry[] =>
  text ? [{ kind: 'answer', label, text }] : []
const table = (caption: string, columns: string[], rows: ReadonlyArray<readonly string[]>): DocumentEntry[] =>
  rows.length > 0 ? [{ kind: 'table', caption, columns, rows }] : []
const dateOr = (iso: string | null): string => (iso ? formatDate(iso) : '')
export const pounds = (pence: number): string =>
  `£${(pence / 100).toLocaleString('en-GB', pence % 100 === 0 ? {} : { minimumFractionDigits: 2 })}`
const wordsOf = (known: Readonly<Record<string, string>>, value: string | null): string =>
  value === null ? '' : (known[value] ?? value)
const capital = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1)

const decisions = { agreed: 'Agreed', 'agreed-in-part': 'Agreed in part', declined: 'Declined' }

type OfSection = (data: PlanData, audience: Audience) => DocumentEntry[]

/** How somebody was heard, and why not: for the adults who answer for it. The words themselves are answers. */
const heard =
  (party: ViewParty): OfSection =>
  ({ records }, audience) => {
    const view = records.views.find(one => one.party === party)
    if (!view || (audience !== 'full' && audience !== 'setting')) return []
    const readers =
      view.readers &&
      (view.readers.length > 0 ? view.readers.map(one => wordsOf(readerWords, one)).join(', ') : 'nobody else')
    // The social worker writes their own: nobody heard them.
    const how = party === 'social-worker' ? '' : wordsOf(howWords, view.how)
    return [
      ...fact(
        party === 'social-worker' ? 'Written' : 'Heard',
        view.on && [formatDate(view.on), how].filter(Boolean).join(', ')
      ),
      ...fact('Why there is nothing', view.none && reasonWords(party, view.none)),
      ...(audience === 'full' && party === 'child' ? fact('Who else may read this, as the child chose', readers) : [])
    ]
  }

/** Beyond the facts at the head of the first page. What is the form's own question there follows its audience. */
const about: OfSection = (data, audience) => {
  const { form, pep, records, answers } = data
  const last = records.lastPlan
  const known: Record<string, string | null> = {
    'A.opened': formatDate(pep.openedOn),
    'A.submitted': pep.submittedOn && formatDate(pep.submittedOn),
    'A.chair': settingHidden(data, audience) ? null : records.chair,
    'A.lastPlan': last && `${capital(last.term)} ${last.year}`,
    'A.lastRating': last?.rating ? capital(last.rating) : null
  }
  const questions = form.sections.find(section => section.id === 'A')?.questions ?? []
  return questions.flatMap(({ id, label, audience: readers }) =>
    answers.has(id) || !(audience === 'full' || readers.includes(audience)) ? [] : fact(label, known[id])
  )
}

const sdq: OfSection = ({ records }) =>
  table(
    'Strengths and difficulties questionnaires',
    ['Date', 'Filled in by', 'Total', 'Band'],
    records.sdq.slice(0, 4).map(({ on, by, score, reason }) => {
      const band = score === null ? null : sdqBand(score)
      return [
        formatDate(on),
        by ?? '',
        score === null ? (reason ?? 'Not done') : `${score} of 40`,
        band ? sdqBandWords[band] : ''
      ]
    })
  )

const lastTargets: OfSection = ({ records }, audience) =>
  records.reviews.map(one => {
    const money = audience === 'parent' || one.spent === 0 ? '' : `${pounds(one.spent)} spent`
    const impact = one.impact && `impact: ${wordsOf(impacts, one.impact).toLowerCase()}`
    const parts = [
      `${wordsOf(outcomes, one.outcome)}.`,
      one.evidence,
      one.why,
      capital(
        [money, audience === 'parent' ? '' : impact, one.next && wordsOf(nextSteps, one.next).toLowerCase()]
          .filter(Boolean)
          .join('; ')
      )
    ]
    return { kind: 'answer', label: one.words, text: parts.filter(Boolean).join('\n') }
  })

const owners: Readonly<Record<string, string>> = ownerNames
const family = /carer|parent|mum|mother|dad|father|social worker|young person|somebody else/i

/** Whoever is not of the family or the council is of the setting. */
const whoWithout = (who: string, name: string): string =>
  family.test(who) || (name && who.includes(name)) ? who : 'School'

/** Targets whose helpers name nobody of the setting. */
export const withoutStaff = ({ targets, child }: PlanRecords): PlanRecords['targets'] =>
  targets.map(target => ({
    ...target,
    actions: target.actions.map(({ who, what }) => ({
      who: Object.hasOwn(owners, who) ? who : whoWithout(who, child.preferredName ?? child.firstName ?? ''),
      what
    }))
  }))

const targets: OfSection = (data, audience) => {
  const hidden = settingHidden(data, audience)
  const name = data.records.child.preferredName ?? data.records.child.firstName ?? ''
  return data.records.targets.map(
    (one): TargetEntry => ({
      kind: 'target',
      area: areaName(one.area),
      target: one.words,
      ...(one.childWords ? { childWording: one.childWords } : {}),
      ...(one.need ? { need: one.need } : {}),
      ...(one.baseline ? { baseline: one.baseline } : {}),
      actions: one.actions.map(({ who, what }) => ({
        who: hidden ? whoWithout(wordsOf(owners, who), name) : wordsOf(owners, who),
        what
      })),
      ...(one.lead && !hidden ? { lead: one.lead } : {}),
      ...(one.starts ? { start: one.starts } : {}),
      ...(one.due ? { due: one.due } : {}),
      ...(one.success ? { success: one.success } : {}),
      ...(one.intervention ? { intervention: one.intervention } : {}),
      ...(one.cost > 0 && audience !== 'parent' ? { costPence: one.cost } : {})
    })
  )
}

const premium: OfSection = ({ records }) =>
  records.premium.flatMap(one => {
    const decided =
      one.decision && `${wordsOf(decisions, one.decision)}${one.agreed === null ? '' : `, ${pounds(one.agreed)}`}`
    return fact(
      `${one.what}${one.provider ? `, ${one.provider}` : ''}`,
      [
        `${pounds(one.cost)}${one.recurrence === 'termly' ? ' a term' : ''}`,
        one.target && `For the target: ${one.target}`,
        one.other && `Other money: ${one.other}`,
        decided ? [decided, one.reason].filter(Boolean).join(': ') : 'Not decided yet'
      ]
        .filter(Boolean)
        .join('\n')
    )
  })

/** Who came, what each will do. Never where: the place may be an address. */
const meeting: OfSection = ({ records }) => [
  ...table(
    'Who came',
    ['Person', 'Part', 'Came', 'Reason'],
    records.attendees.map(({ party, presence, reason, name }) => [
      name ?? '',
      partyWords(party),
      wordsOf(presenceNames, presence),
      reason ?? ''
    ])
  ),
  ...fact('Notes', records.meeting?.notes),
  ...table(
    'What each of us will do',
    ['Who', 'What', 'By'],
    records.actions.map(({ words, party, owner, due }) => [owner ?? partyWords(party), words, dateOr(due)])
  )
]

const agreement: OfSection = ({ pep, records }) => [
  ...fact(
    'Submitted',
    pep.submittedOn && [formatDate(pep.submittedOn), records.submittedBy].filter(Boolean).join(', ')
  ),
  ...records.checks.flatMap(({ outcome, on, by }) =>
    fact(
      'The social worker’s check',
      `${outcome === 'confirmed' ? 'Views were recorded accurately' : 'A correction was asked for'}, ${[formatDate(on), by].filter(Boolean).join(', ')}`
    )
  )
]

const markOf = (ratings: unknown, id: number): { rating?: number; notApplicable?: string; comment?: string } =>
  typeof ratings === 'object' && ratings !== null ? ((ratings as Record<string, object | undefined>)[id] ?? {}) : {}

const quality: OfSection = ({ records, form }) => {
  const review = records.review
  const sectionTitle = (id: string | null) => form.sections.find(section => section.id === id)?.title
  return [
    ...fact('Rating', review && [capital(review.overall), formatDate(review.on), review.by].filter(Boolean).join(', ')),
    ...fact('Why it differs from the rule', review?.override),
    ...table(
      'Criteria',
      ['Criterion', 'Rating', 'Comment'],
      review
        ? criteria.map(({ id, words }) => {
            const { rating, notApplicable, comment } = markOf(review.ratings, id)
            return [
              words,
              rating ? `${rating} of 4` : 'Does not apply',
              [notApplicable, comment].filter(one => typeof one === 'string').join(' ')
            ]
          })
        : []
    ),
    ...records.feedback.flatMap(({ section, words, answer }) =>
      fact(
        `Feedback${section ? `, ${sectionTitle(section) ?? section}` : ''}`,
        [words, answer && `Answer: ${answer}`].filter(Boolean).join('\n')
      )
    )
  ]
}

const documents: OfSection = ({ records }, audience) =>
  table(
    'Documents kept with this plan',
    ['Title', 'Type', 'Date'],
    records.documents
      .filter(one => audience === 'full' || one.audience.includes(audience))
      .map(({ title, type, dated }) => [title, type, dateOr(dated)])
  )

const leaving: OfSection = ({ pep: { leavingCare } }) => [
  ...fact('What carries on', leavingCare.continues),
  ...fact('Who stays in touch', leavingCare.staysInTouch)
]

/** The typed records by the section they belong to. Whether a copy may hold the section is `mayReadRecord`'s to say. */
export const recordsOf: Partial<Record<SectionId, OfSection>> = {
  A: about,
  E: sdq,
  G: attendanceEntries,
  I: attainmentEntries,
  J: heard('child'),
  K: heard('carer'),
  L: heard('parent'),
  M: heard('social-worker'),
  O: lastTargets,
  P: targets,
  Q: premium,
  S: leaving,
  T: meeting,
  U: agreement,
  V: quality,
  W: documents
}

/** Whom the child must not meet: told to the carer too, apart from the rest of the section (4-access). */
export const noContactEntries = ({ noContact }: PlanRecords): DocumentEntry[] =>
  noContact.length > 0 ? [{ kind: 'list', label: 'Must not have contact', items: noContact }] : []
