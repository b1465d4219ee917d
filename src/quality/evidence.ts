import { labelled } from '../guidance/in-sentences.ts'
import { type Criterion, criteria } from '../guidance/rating.ts'
import type { SectionId } from '../guidance/words.ts'
import { coachOf } from '../targets/coached-target.ts'
import type { TargetDraft } from '../targets/target.ts'

/** What the system found for a criterion: evidence for whoever rates, never the verdict. */
export interface Evidence {
  readonly found: readonly string[]
  readonly missing: readonly string[]
  /** Why it may not apply here; null: it does. */
  readonly proposal: string | null
}

interface Seen {
  readonly id: SectionId
  readonly title: string
  readonly answers: ReadonlyArray<unknown>
  readonly lines: readonly string[]
  readonly records: ReadonlyArray<{ readonly label: string; readonly words: string }>
  readonly targets: readonly TargetDraft[]
  readonly missing: readonly string[]
}

export function evidenceFor(
  criterion: Criterion,
  sections: readonly Seen[],
  facts: { readonly noLastTargets: boolean }
): Evidence {
  const judged = sections.filter(section => criterion.sections.includes(section.id))
  const found = judged.flatMap(section => {
    const said = section.answers.length
    const parts = [
      ...(said > 0 ? [`${said} ${said === 1 ? 'answer' : 'answers'}`] : []),
      ...(section.targets.length > 0 ? [targetsInWords(section.targets)] : []),
      ...(section.targets.length === 0 ? firstLines([...section.lines, ...section.records.map(inOneLine)]) : [])
    ]
    return parts.length > 0 ? [`${section.title}: ${parts.join('; ')}`] : []
  })
  const coached = criterion.id === 8 ? judged.flatMap(section => coachedInWords(section.targets)) : []
  return {
    found: [...found, ...coached],
    missing: judged.flatMap(section => section.missing),
    proposal: proposalFor(criterion, judged, facts)
  }
}

const inOneLine = ({ label, words }: Seen['records'][number]): string => labelled(label, words.replaceAll('\n', ', '))

function firstLines(lines: readonly string[]): string[] {
  if (lines.length === 0) return []
  return [lines.length <= 2 ? lines.join('; ') : `${lines[0]}; and ${lines.length - 1} more lines`]
}

function targetsInWords(targets: Seen['targets']): string {
  const lacks = (what: string, count: number) => (count > 0 ? [`${count} without ${what}`] : [])
  const areas = new Set(targets.map(target => target.area)).size
  return [
    `${targets.length} ${targets.length === 1 ? 'target' : 'targets'} in ${areas} ${areas === 1 ? 'area' : 'areas'}`,
    ...lacks('a baseline', targets.filter(target => target.baseline === '').length),
    ...lacks('a lead', targets.filter(target => target.leadName === '').length),
    ...lacks('a date', targets.filter(target => !target.due).length)
  ].join(', ')
}

const verdicts = { smart: 'SMART', nearly: 'nearly SMART', 'not-yet': 'not SMART yet' } as const

/** The coach's word on each target, with its first reason. */
const coachedInWords = (targets: readonly TargetDraft[]): string[] =>
  targets.flatMap((target, at) => {
    const coached = coachOf(target)
    if (!coached) return []
    const [first] = coached.advice
    return [`Target ${at + 1}, says the coach: ${verdicts[coached.verdict]}${first ? `. ${first}` : ''}`]
  })

function proposalFor(criterion: Criterion, judged: readonly Seen[], facts: { noLastTargets: boolean }): string | null {
  if (criterion.id === 7 && facts.noLastTargets) return 'This is the first plan, so there are no last targets.'
  return judged.length === 0 ? 'This plan does not ask for this part.' : null
}

/** The proposals of all criteria, by id. */
export const proposals = (
  sections: readonly Seen[],
  facts: { readonly noLastTargets: boolean }
): ReadonlyMap<number, string> =>
  new Map(
    criteria.flatMap(criterion => {
      const why = evidenceFor(criterion, sections, facts).proposal
      return why ? [[criterion.id, why] as const] : []
    })
  )
