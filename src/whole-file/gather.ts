import { deedWords } from '../audit/deed-words.ts'
import { everyLook } from '../audit/looked.ts'
import type { Tx } from '../db/transaction.ts'
import type { Question, Section, Value } from '../forms/definition.ts'
import { learnForms } from '../forms/editions.ts'
import { formFor } from '../forms/load.ts'
import { formatAnswer } from '../forms/value.ts'
import type { Circumstance, Phase } from '../guidance/words.ts'
import { exceptions, notTold, partly, parts } from './parts.ts'
import { type Told, type ToldPart, thirdParty, type WholeFile, withheld, without } from './told.ts'
import {
  type Column,
  type NamedPerson,
  readColumns,
  readPeople,
  readRowsOf,
  readSettings,
  type StoredRow
} from './whole-file.queries.ts'

export interface Attached {
  readonly title: string
  readonly fileName: string
  readonly sha256: string
}

/** Everything that the record holds of a child, as whoever asks may see it; null where they see no such child. */
export async function gather(
  tx: Tx,
  child: string,
  today: Temporal.PlainDate
): Promise<{ readonly file: Omit<WholeFile, 'files'>; readonly attached: readonly Attached[] } | null> {
  const columns = Map.groupBy(await readColumns(tx), ({ table_name }) => table_name)
  const stored = new Map<string, StoredRow[]>()
  for (const table of Object.keys(parts))
    stored.set(
      table,
      table === 'audit_event'
        ? await looks(tx, child)
        : await readRowsOf(tx, table, child, firstDate(columns.get(table)))
    )
  const of = (table: string) => stored.get(table) ?? []
  const [self] = of('child')
  if (!self) return null
  const { people, settings } = await namesIn(tx, child, stored, columns)
  const plans = new Map(of('pep').map(pep => [String(pep.id), pep]))
  await learnForms(
    tx,
    of('pep').map(pep => String(pep.form_version))
  )
  const hidden = self.address_withheld === true ? hiddenWords(of('placement_address'), of('carer_contact')) : []
  const ways: Ways = { people, settings, plans, hidden, hides: self.address_withheld === true }
  const name = [self.preferred_name ?? self.first_name, self.last_name].filter(Boolean).join(' ')
  return {
    file: {
      format: 'open-pep-whole-file',
      version: 1,
      made: today.toString(),
      child: { id: child, name },
      notes: notesOf(self),
      parts: Object.entries(parts).map(
        ([table, { title }]): ToldPart => ({
          table,
          title,
          rows: of(table).map(row => told(table, row, columns.get(table) ?? [], ways))
        })
      ),
      notHere: { ...exceptions, ...partly }
    },
    attached: of('document').map(row => ({
      title: String(row.title ?? row.file_name),
      fileName: String(row.file_name),
      sha256: String(row.sha256)
    }))
  }
}

/** The date by which a table's rows follow one another. */
const firstDate = (columns: readonly Column[] = []): string | null =>
  columns.find(({ type, column_name }) => /^(date|timestamp)/.test(type) && column_name !== 'date_of_birth')
    ?.column_name ?? null

/** The record of who looked, in plain words: the newest first, as its page shows it. */
const looks = async (tx: Tx, child: string): Promise<StoredRow[]> =>
  (await everyLook(tx, child)).map(row => ({
    at: row.at,
    person_id: row.person_id,
    role: row.role,
    what: deedWords(row),
    outcome: row.outcome
  }))

const namesPerson = ({ names, column_name }: Column) => names === 'person' || column_name === 'person_id'

async function namesIn(
  tx: Tx,
  child: string,
  stored: ReadonlyMap<string, readonly StoredRow[]>,
  columns: ReadonlyMap<string, readonly Column[]>
) {
  const idsIn = (which: (column: Column) => boolean) =>
    [
      ...new Set(
        [...stored].flatMap(([table, rows]) =>
          (columns.get(table) ?? []).filter(which).flatMap(({ column_name }) => rows.map(row => row[column_name]))
        )
      )
    ].filter(id => typeof id === 'string')
  const people = await readPeople(tx, child, idsIn(namesPerson))
  const settings = await readSettings(
    tx,
    idsIn(({ names }) => names === 'setting')
  )
  return {
    people: new Map(people.map(one => [one.id, one])),
    settings: new Map(settings.map(one => [one.id, one.name]))
  }
}

interface Ways {
  readonly people: ReadonlyMap<string, NamedPerson>
  readonly settings: ReadonlyMap<string, string>
  readonly plans: ReadonlyMap<string, StoredRow>
  readonly hidden: readonly string[]
  readonly hides: boolean
}

/** Whatever leads to a withheld address, wherever it was typed. */
const hiddenWords = (addresses: readonly StoredRow[], carers: readonly StoredRow[]): string[] =>
  [
    ...addresses.flatMap(({ address, postcode }) => [address, String(address ?? '').split(/[\n,]/)[0], postcode]),
    ...carers.flatMap(({ name, phone, email }) => [name, phone, email])
  ]
    .filter(text => typeof text === 'string' && text.trim().length >= 4)
    .map(String)

const leadsHome: ReadonlySet<string> = new Set([
  ...['placement_address.address', 'placement_address.postcode'],
  ...['carer_contact.name', 'carer_contact.email', 'carer_contact.phone']
])

function told(table: string, row: StoredRow, columns: readonly Column[], ways: Ways): Record<string, Told> {
  const kinds = new Map(columns.map(column => [column.column_name, column]))
  const question = questionOf(table, row, ways)
  const ofOthers = new Set([
    ...(parts[table]?.others ?? []),
    ...(tellsOfOthers(question) ? [...answered, 'answer'] : [])
  ])
  const mark = (column: string, one: Told): Told =>
    ofOthers.has(column) && 'value' in one ? thirdParty(one.value) : one
  const place = new Map(columns.map(({ column_name }, index) => [column_name, index]))
  const entries = Object.entries(row)
    .filter(([column, value]) => !notTold.has(column) && kinds.get(column)?.type !== 'bytea' && value !== null)
    .sort(([one], [other]) => (place.get(one) ?? 0) - (place.get(other) ?? 0))
    .map(([column, value]): [string, Told] => [
      column,
      mark(column, toldValue(`${table}.${column}`, value, kinds.get(column), ways))
    ])
  const { asked } = question
  const words = asked && row.valid === true ? without(ways.hidden, formatAnswer(asked, row.value as Value)) : undefined
  return {
    ...planWords(row, ways),
    ...(asked ? { asked: { value: asked.label } } : {}),
    ...(words === undefined ? {} : { answer: mark('answer', { value: words }) }),
    ...Object.fromEntries(entries)
  }
}

function toldValue(where: string, value: unknown, kind: Column | undefined, ways: Ways): Told {
  if (ways.hides && leadsHome.has(where)) return { leftOut: withheld }
  if (kind ? namesPerson(kind) : where.endsWith('.person_id')) {
    const person = ways.people.get(String(value))
    return person?.self ? { value: person.name } : thirdParty(without(ways.hidden, person?.name ?? value))
  }
  if (kind?.names === 'setting') return { value: ways.settings.get(String(value)) ?? value }
  return { value: without(ways.hidden, where === 'outbox.words' ? withoutLinks(String(value)) : value) }
}

/** A message's link may open something by itself. */
const withoutLinks = (words: string): string => words.replace(/https?:\/\/\S+/g, '(link)')

function planWords({ pep_id }: StoredRow, { plans }: Ways): Record<string, Told> {
  const plan = plans.get(String(pep_id))
  return plan ? { plan: { value: `${plan.term} ${plan.year}, ${plan.kind}` } } : {}
}

const answers = new Set(['answer', 'answer_version', 'answer_rival'])
const answered = ['value', 'raw', 'english']
const ofFamily = new Set(['carer', 'parent'])

/** The question that an answer is to. */
function questionOf(table: string, row: StoredRow, { plans }: Ways): { section?: Section; asked?: Question } {
  const plan = plans.get(String(row.pep_id))
  if (!answers.has(table) || !plan) return {}
  const form = formFor({
    phase: plan.phase as Phase,
    circumstances: plan.circumstances as Circumstance[],
    version: String(plan.form_version)
  })
  const section = form.sections.find(({ id }) => id === row.section)
  return { section, asked: section?.questions.find(({ id }) => id === row.question) }
}

/** What the carer or a parent said, or what names somebody. */
const tellsOfOthers = ({ section, asked }: { section?: Section; asked?: Question }): boolean =>
  ofFamily.has(section?.owner ?? '') || asked?.kind === 'person' || /carer|parent|sibling/i.test(asked?.id ?? '')

const notesOf = (child: StoredRow): string[] => [
  'Before this file leaves your authority, somebody reads all of it. What is marked “third party: check before release” tells of a carer, a parent or a professional. Free text and attached files may name others without a mark.',
  ...(child.address_withheld === true
    ? [
        'The child’s address is withheld: addresses of placements, and the carer’s name, telephone and e-mail, are left out here, also where somebody typed them. Attached files were not searched for them.'
      ]
    : []),
  ...(child.setting_withheld === true
    ? ['The child’s school is withheld from the parents. It stands in this file: take it out if the file goes to them.']
    : []),
  ...(child.restricted === true ? ['This child’s record is restricted: it is seen by named people only.'] : [])
]
