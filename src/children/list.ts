import type { Tx } from '../db/transaction.ts'
import { ageOn, yearGroupOn } from '../guidance/ages.ts'
import { academicYearOf, startOfAcademicYear } from '../guidance/calendar.ts'
import type { PlainDate } from '../guidance/dates.ts'
import { searchable } from '../guidance/searchable.ts'
import { type PepState, pepStates, terms } from '../guidance/words.ts'
import { nameOf } from '../people/who.ts'
import { type Filters, readChildren, readSettings } from './list.queries.ts'

export const pageSize = 25
export const sorts = ['name', 'age', 'setting', 'due'] as const
export type Sort = (typeof sorts)[number]

/** What the address asks for, as typed; nonsense counts as not asked. */
export interface Wanted {
  readonly search: string
  readonly setting: string
  readonly state: PepState | ''
  readonly yearGroup: number | null
  readonly term: string
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
    term: /^\d{4}-\d{2} \w+$/.test(query.term ?? '') ? (query.term ?? '') : '',
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

export interface ListedChild {
  readonly id: string
  readonly name: string
  readonly age: number
  readonly yearGroup: number
  readonly setting: string | null
  readonly pep: { readonly id: string; readonly state: PepState; readonly term: string } | null
  readonly nextDue: string | null
}

export interface ChildList {
  readonly children: readonly ListedChild[]
  readonly total: number
  readonly wanted: Wanted
}

/** One page of the children that this person sees. */
export async function listChildren(tx: Tx, asked: Wanted, today: PlainDate): Promise<ChildList> {
  const [year = '', name = ''] = asked.term.split(' ')
  const filters: Filters = {
    search: searchable(asked.search),
    setting: asked.setting,
    state: asked.state,
    born: asked.yearGroup === null ? null : bornIn(asked.yearGroup, today),
    term: (terms as readonly string[]).includes(name) ? { year, term: name } : null,
    sort: asked.sort,
    size: pageSize,
    offset: (asked.page - 1) * pageSize
  }
  const rows = await readChildren(tx, filters)
  const children = rows.map(row => {
    const born = Temporal.PlainDate.from(row.date_of_birth)
    return {
      id: row.id,
      name: nameOf(row),
      age: ageOn(born, today),
      yearGroup: yearGroupOn(born, today),
      setting: row.setting,
      pep: row.pep_id ? { id: row.pep_id, state: row.state as PepState, term: `${row.term} ${row.year}` } : null,
      nextDue: row.next_due
    }
  })
  return { children, total: rows[0]?.total ?? 0, wanted: asked }
}

export const settingsOfMine = readSettings
