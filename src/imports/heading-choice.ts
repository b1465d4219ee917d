import type { Columns } from './columns.ts'
import { type HeadingMapping, headingKey, keysOf } from './headings.ts'
import { columnWords } from './layouts.ts'

/** A heading of a file that can be chosen, with the first values beneath it. `index` is its place in the file. */
export interface FileHeading {
  readonly index: number
  readonly heading: string
  readonly samples: readonly string[]
}

/** What other systems call our columns; a guess that a person confirms. */
const oftenCalled: Readonly<Record<string, readonly string[]>> = {
  care_system_id: ['mosaicid', 'personid', 'clientid', 'lcsid', 'liquidlogicid', 'caseid', 'childid', 'id'],
  child_id_903: ['903id', 'ssda903id', 'childid903', '903number'],
  upn: ['uniquepupilnumber', 'pupilnumber'],
  first_name: ['forename', 'forenames', 'firstnames', 'givenname', 'givennames'],
  last_name: ['surname', 'familyname'],
  preferred_name: ['knownas', 'preferredforename'],
  date_of_birth: ['dob', 'birthdate', 'dateborn', 'born'],
  sex: ['gender'],
  care_began: ['carestart', 'carestartdate', 'datebecamelookedafter', 'startofcare', 'lacstart'],
  care_ended: ['careend', 'careenddate', 'endofcare'],
  placement_began: ['placementstart', 'placementstartdate'],
  setting_urn: ['schoolurn', 'urn'],
  setting_name: ['school', 'schoolname'],
  year_group: ['ncyear', 'year', 'nationalcurriculumyear'],
  sen_status: ['sen', 'senprovision'],
  social_worker_email: ['allocatedworkeremail'],
  name: ['fullname', 'staffname'],
  email: ['emailaddress', 'workemail'],
  role: ['jobrole', 'post'],
  attended: ['present', 'sessionsattended'],
  possible: ['possiblesessions', 'sessionspossible'],
  date: ['sessiondate', 'day'],
  from: ['startdate', 'start'],
  to: ['enddate', 'end']
}

/** Headings that stand in the file once, in its order; those that stand there twice cannot be told apart. */
export function choosable(headings: readonly string[]): { once: number[]; twice: string[] } {
  const times = Map.groupBy(headings.keys(), index => headingKey(headings[index] ?? ''))
  const once = [...times].flatMap(([key, [first, second]]) =>
    key !== '' && first !== undefined && second === undefined ? [first] : []
  )
  const twice = [...times].flatMap(([key, [first, second]]) =>
    key !== '' && second !== undefined ? [headings[first ?? 0] ?? ''] : []
  )
  return { once, twice }
}

/** For each column the heading that is meant by what is remembered, by its name, or by what others call it. */
export function guess(
  headings: readonly string[],
  columns: Columns,
  mapping: HeadingMapping
): ReadonlyMap<string, number> {
  const keys = keysOf(headings, mapping)
  const { once } = choosable(headings)
  const taken = new Set<number>()
  const found = new Map<string, number>()
  const take = (column: string, wanted: (at: { key: string; mapped: boolean }) => boolean) => {
    if (found.has(column)) return
    const index = once.find(one => !taken.has(one) && wanted(keys[one] ?? { key: '', mapped: false }))
    if (index === undefined) return
    taken.add(index)
    found.set(column, index)
  }
  const all = Object.entries(columns)
  for (const [column, { headings: called }] of all)
    take(column, ({ key, mapped }) => mapped && called.map(headingKey).includes(key))
  for (const [column, { headings: called }] of all) take(column, ({ key }) => called.map(headingKey).includes(key))
  for (const [column, { headings: called }] of all)
    take(column, ({ key, mapped }) => !mapped && (oftenCalled[called[0]] ?? []).map(headingKey).includes(key))
  return found
}

export interface ChoiceProblem {
  readonly column: string
  readonly what: string
}

/** What was chosen, as the entries to remember: heading → our heading, '' where it means none of ours, null to forget. */
export function chosenMapping(
  headings: readonly string[],
  columns: Columns,
  chosen: ReadonlyMap<string, string>
): { readonly entries: ReadonlyMap<string, string | null> } | { readonly problems: readonly ChoiceProblem[] } {
  const { once } = choosable(headings)
  const problems: ChoiceProblem[] = []
  const columnAt = new Map<number, string>()
  for (const [column, { headings: called, optional }] of Object.entries(columns)) {
    const said = chosen.get(column) ?? ''
    const index = once.find(one => String(one) === said)
    const other = index === undefined ? undefined : columnAt.get(index)
    if (said === '') {
      if (!optional) problems.push({ column, what: `Choose the column for “${columnWords(called[0])}”: it is needed` })
    } else if (index === undefined)
      problems.push({ column, what: `Choose one of the file’s columns for “${columnWords(called[0])}”` })
    else if (other !== undefined)
      problems.push({
        column,
        what: `“${headings[index]}” is chosen for “${columnWords(columns[other]?.headings[0] ?? '')}” already: a column of your file can mean one thing only`
      })
    else columnAt.set(index, column)
  }
  if (problems.length > 0) return { problems }
  const native = (heading: string) =>
    Object.entries(columns).find(([, { headings: called }]) =>
      called.map(headingKey).includes(headingKey(heading))
    )?.[0]
  return {
    entries: new Map(
      once.map(index => {
        const heading = headings[index] ?? ''
        const [column, own] = [columnAt.get(index), native(heading)]
        if (column === own) return [heading, null]
        return [heading, column === undefined ? '' : (columns[column]?.headings[0] ?? '')]
      })
    )
  }
}
