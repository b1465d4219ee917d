import type { Question, Row, Section, Value } from '../forms/definition.ts'
import { formatAnswer, formatCell, formatDate } from '../forms/value.ts'
import type { Audience, SectionId } from '../guidance/words.ts'
import type { PlanAnswer, PlanData } from './plan-data.ts'
import type { DocumentEntry, QuoteEntry } from './plan-document.ts'
import { readable } from './readable.ts'
import { settingHidden } from './withheld.ts'

const speakers: Partial<Record<SectionId, string>> = { K: 'The carer', L: 'The parent', M: 'The social worker' }

const rowsOf = (value: Value): readonly Row[] =>
  Array.isArray(value) ? value.filter((row): row is Row => typeof row === 'object' && !Array.isArray(row)) : []

export function tableOf(question: Question, value: Value): DocumentEntry {
  const columns = question.columns ?? []
  return {
    kind: 'table',
    caption: question.label,
    columns: columns.map(column => column.label),
    rows: rowsOf(value).map(row =>
      columns.map(column => {
        const cell = row[column.id]
        return cell === undefined ? '' : formatCell(column, cell)
      })
    )
  }
}

/** The answers of a section as a copy prints them: somebody's own words as a quotation, a table as a table. */
export function answerEntries(section: Section, audience: Audience, data: PlanData): DocumentEntry[] {
  const speaker = section.id === 'J' ? childName(data) : speakers[section.id]
  const signed = !settingHidden(data, audience)
  const found = readable(section, audience, data)
  return found.map(({ question, answer }, place) => {
    const carried = carriedWords(answer, signed)
    if (question.kind === 'rows') return { ...tableOf(question, answer.value), ...carried }
    const text = formatAnswer(question, answer.value)
    if (speaker && question.kind === 'text')
      return { kind: 'quote', who: speaker, prompt: question.label, text, ...saidIn(answer, signed), ...carried }
    return {
      kind: 'answer',
      label: question.label,
      text,
      ...carried,
      ...(signed && answer.carried === null && endsRun(answer, found[place + 1]?.answer) ? signature(answer) : {})
    }
  })
}

/** In whose language they are, and the interpreter's English beside them. */
function saidIn({ said }: PlanAnswer, signed: boolean): Pick<QuoteEntry, 'language' | 'interpreted' | 'interpreter'> {
  if (!said) return {}
  const { language, english } = said
  if (!english) return { language }
  return { language, interpreted: english.words, ...(signed ? { interpreter: english.by } : {}) }
}

/** What one person wrote on one day is signed once, at its end. */
const endsRun = (answer: PlanAnswer, next: PlanAnswer | undefined): boolean =>
  next?.by !== answer.by || next.on !== answer.on || next.carried !== null

/** Whose words of an earlier plan they are stands there, unless staff are not to be named. */
function carriedWords({ by, on, carried }: PlanAnswer, signed: boolean): { carried?: string } {
  if (carried === null) return {}
  const wrote = signed ? `: ${by}, ${formatDate(on)}` : ''
  if (carried === 'not-confirmed') return { carried: `From last term, not confirmed${wrote}` }
  const still = signed ? `: ${carried.confirmedBy}, ${formatDate(carried.on)}` : ''
  return { carried: `From an earlier plan${wrote}. Still true${still}` }
}

const signature = ({ by, on }: PlanAnswer) => ({ by, on })

/** As the child likes to be called. */
export const childName = ({ records: { child } }: PlanData): string =>
  child.preferredName?.trim() || child.firstName?.trim() || 'this child'
