import { isUuid, type Tx } from '../db/transaction.ts'
import { ageOn, yearGroupOn } from '../guidance/ages.ts'
import { academicYearOf, startOfAcademicYear } from '../guidance/calendar.ts'
import type { PlainDate } from '../guidance/dates.ts'
import { searchable } from '../guidance/searchable.ts'
import { type PepState, type Phase, pepStates, phases, type Role, roleNames, terms } from '../guidance/words.ts'
import { nameBeside, nameOf } from '../people/who.ts'
import { stepsBesidePlan } from '../work/next-step.ts'
import { clockWords } from '../work/steps.ts'
import { type Filters, type Gap, gaps, readAdvisers, readChildren, readSettings } from './list.queries.ts'

export { type Gap, gaps } from './list.queries.ts'

export const pageSize = 25
export const sorts = ['name', 'age', 'setting', 'due'] as const
export type Sort = (typeof sorts)[number]

/** What the address asks for, as typed; nonsense counts as not asked. */
export interface Wanted {
  readonly search: string
  readonly setting: string
  readonly state: PepState | ''
  readonly yearGroup: number | null
  readonly phase: Phase | ''
  readonly term: string
  readonly adviser: string
  readonly authority: number | null
  readonly late: boolean
  readonly uasc: boolean
  readonly county: 'in' | 'out' | ''
  readonly without: Gap | ''
  /** Records that a death or an adoption has closed: off the list but where they are asked for. */
  readonly closed: boolean
  readonly sort: Sort
  readonly page: number
}

export function wanted(query: Readonly<Record<string, string>>): Wanted {
  const year = Number(query.year)
  return {
    search: (query.search ?? '').slice(0, 100),
    setting: query.setting ?? '',
    state: pepStates.find(state => state === query.state) ?? '',
    yearGroup: query.year && Number.isInteger(year) && year >= -2 && year <= 14 ? year : null,
    phase: phases.find(phase => phase === query.phase) ?? '',
    term: /^\d{4}-\d{2} \w+$/.test(query.term ?? '') ? (query.term ?? '') : '',
    adviser: query.adviser === 'me' || isUuid(query.adviser ?? '') ? (query.adviser ?? '') : '',
    authority: /^\d{3}$/.test(query.authority ?? '') ? Number(query.authority) : null,
    late: query.late === '1',
    uasc: query.uasc === '1',
    county: query.county === 'in' || query.county === 'out' ? query.county : '',
    without: gaps.find(gap => gap === query.without) ?? '',
    closed: query.closed === '1',
    sort: sorts.find(sort => sort === query.sort) ?? 'name',
    page: Math.min(Math.max(Math.trunc(Number(query.page)) || 1, 1), 10_000)
  }
}

/** Birthdays of a year group today: who was four more than it on the 31 August before this school year. */
export function bornIn(yearGroup: number, today: PlainDate): readonly [string, string] {
  const began = startOfAcademicYear(academicYearOf(today)) ?? today.year
  const to = new Temporal.PlainDate(began - 4 - yearGroup, 8, 31)
  return [to.subtract({ years: 1 }).add({ days: 1 }).toString(), to.toString()]
}

const yearsOf: Record<Phase, readonly [number, number]> = {
  'early-years': [-5, -1],
  primary: [0, 6],
  secondary: [7, 11],
  'post-16': [12, 15]
}

/** Birthdays of the year group and the phase asked for; the first is after the second where no child is in both. */
function bornWithin({ yearGroup, phase }: Wanted, today: PlainDate): readonly [string, string] | null {
  const spans = [
    ...(yearGroup === null ? [] : [bornIn(yearGroup, today)]),
    ...(phase ? [[bornIn(yearsOf[phase][1], today)[0], bornIn(yearsOf[phase][0], today)[1]] as const] : [])
  ]
  const [one, other = one] = spans
  return one && other ? [one[0] > other[0] ? one[0] : other[0], one[1] < other[1] ? one[1] : other[1]] : null
}

export interface ListedChild {
  readonly id: string
  readonly name: string
  /** The legal name, where the name alone would not be understood, or does not show why the search found it. */
  readonly also: string | null
  /** Whoever asks may open the child's own page, not a part of one plan alone. */
  readonly opens: boolean
  /** Null: the record is closed, and nobody counts on. */
  readonly age: number | null
  readonly yearGroup: number | null
  readonly setting: string | null
  readonly pep: {
    readonly id: string
    readonly state: PepState
    readonly term: string
    /** Whoever asks may read it: a reviewing officer once it is submitted. */
    readonly opens: boolean
  } | null
  readonly nextDue: string | null
  /** What is due, where that is no step of the plan but asked for the child beside it. */
  readonly besidePlan: string | null
  /** Whose step that is. */
  readonly holder: string | null
  readonly late: boolean
}

export interface ChildList {
  readonly children: readonly ListedChild[]
  readonly total: number
  readonly wanted: Wanted
}

/** Children that this person sees: one page, or all that the filters find, for a file. */
export async function listChildren(
  tx: Tx,
  asked: Wanted,
  today: PlainDate,
  { me, all = false }: { readonly me: string; readonly all?: boolean }
): Promise<ChildList> {
  const [year = '', name = ''] = asked.term.split(' ')
  const filters: Filters = {
    search: searchable(asked.search),
    setting: asked.setting,
    state: asked.state,
    born: bornWithin(asked, today),
    term: (terms as readonly string[]).includes(name) ? { year, term: name } : null,
    adviser: asked.adviser === 'me' ? me : asked.adviser,
    authority: asked.authority,
    late: asked.late,
    uasc: asked.uasc,
    county: asked.county,
    without: asked.without,
    closed: asked.closed,
    sort: asked.sort,
    size: all ? null : pageSize,
    offset: all ? 0 : (asked.page - 1) * pageSize
  }
  const rows = await readChildren(tx, filters)
  const children = rows.map(row => {
    const born = Temporal.PlainDate.from(row.date_of_birth)
    return {
      id: row.id,
      name: nameOf(row),
      also: nameBeside(row, asked.search),
      opens: row.opens_child,
      age: asked.closed ? null : ageOn(born, today),
      yearGroup: asked.closed ? null : yearGroupOn(born, today),
      setting: row.setting,
      pep: row.pep_id
        ? { id: row.pep_id, state: row.state as PepState, term: `${row.term} ${row.year}`, opens: row.opens === true }
        : null,
      nextDue: row.next_due,
      besidePlan: besidePlan(row.next_step),
      holder: row.next_holder === null ? null : roleNames[row.next_holder as Role],
      late: row.late === true
    }
  })
  return { children, total: rows[0]?.total ?? 0, wanted: asked }
}

const besidePlan = (step: string | null): string | null => {
  const found = stepsBesidePlan.find(one => one === step)
  return found ? clockWords[found] : null
}

export const settingsOfMine = readSettings
export const advisersOfMine = readAdvisers
