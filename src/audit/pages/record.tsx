import { inWords } from '../../guidance/dates.ts'
import type { UnusualReading } from '../../guidance/unusual-reading.ts'
import { Name } from '../../ui/components/name.tsx'
import { Pagination } from '../../ui/components/pagination.tsx'
import { Table } from '../../ui/components/table.tsx'
import { dateBoxes } from '../../web/forms.ts'
import { page } from '../../web/page.ts'
import { deedWords } from '../deed-words.ts'
import { londonTime, roleWords } from '../entry.ts'
import { RecordForm } from '../record-form.tsx'
import {
  addressOf,
  deedKinds,
  deedsAPage,
  type FoundDeed,
  type FoundRecord,
  mostCounted,
  mostInFile,
  type RecordSearch,
  searchRecord
} from '../search.ts'
import { recordFile } from './record-file.ts'
import { findInRecordPage } from './record-find.tsx'

/** Who did what in this authority: by person, child, deed and day. Each search of it is on record too. */
const recordPage = page<FoundRecord>({
  at: '/authority/record',
  may: 'search the record',
  name: 'search of the record',
  quiet: true,
  load: searchRecord,
  view: (found, { csrf }) => ({
    title: 'Who did what',
    trail: [{ text: 'What you need to do', href: '/' }, { text: 'People', href: '/people' }, { text: 'Who did what' }],
    body: (
      <>
        <h1 class="govuk-heading-xl">Who did what</h1>
        <p class="govuk-body-l">
          Everything that people of your authority looked at, did, saved or were refused. That you search here is put on
          record too.
        </p>
        <Unusual unusual={found.unusual} />
        <RecordForm csrf={csrf} values={valuesOf(found)} problems={[]} />
        <Found found={found} />
      </>
    )
  })
})

const dayOf = (iso: string | null) => (iso ? Temporal.PlainDate.from(iso) : null)

/** The form as it was filled in; of several who are called alike no single name is put back. */
const valuesOf = ({ search, names }: FoundRecord) => ({
  person: names.people.length === 1 ? (names.people[0] ?? '') : '',
  child: names.children.length === 1 ? (names.children[0] ?? '') : '',
  deed: search.deed,
  ...dateBoxes('from', dayOf(search.from)),
  ...dateBoxes('to', dayOf(search.to))
})

function Unusual({ unusual }: { unusual: readonly UnusualReading[] }) {
  if (unusual.length === 0) return null
  return (
    <section aria-labelledby="unusual">
      <h2 class="govuk-heading-m" id="unusual">
        Worth a question
      </h2>
      <p class="govuk-body">
        From the last two weeks. There may be a good reason, such as a late evening before a deadline: ask before you
        judge.
      </p>
      <ul class="govuk-list govuk-list--bullet">
        {unusual.map(({ person, name, day, why, count }) => (
          <li>
            <a class="govuk-link" href={`/authority/record?${addressOf(dayOfPerson(person, day))}`}>
              {name}
            </a>
            {why === 'out of hours'
              ? ` opened ${count} children’s records out of hours on ${inWords(day)}`
              : ` was refused ${count} times on ${inWords(day)}`}
          </li>
        ))}
      </ul>
    </section>
  )
}

const dayOfPerson = (person: string, day: Temporal.PlainDate): RecordSearch => ({
  people: [person],
  children: null,
  deed: '',
  from: day.toString(),
  to: day.toString()
})

function searchInWords({ search, names }: FoundRecord): string {
  const { deed } = search
  const among = (all: readonly string[]) => all.join(', ')
  return [
    names.people.length > 0 ? `by ${among(names.people)}` : '',
    names.children.length > 0 ? `about ${among(names.children)}` : '',
    deed in deedKinds
      ? `“${deedKinds[deed as keyof typeof deedKinds]}”`
      : deed === ''
        ? ''
        : `“${deedWords({ action: deed, in_list: false, outcome: 'done' })}”`,
    search.from ? `from ${inWords(Temporal.PlainDate.from(search.from))}` : '',
    search.to ? `to ${inWords(Temporal.PlainDate.from(search.to))}` : ''
  ]
    .filter(words => words !== '')
    .join(', ')
}

function Found({ found }: { found: FoundRecord }) {
  const { search, rows, all, page: at, pages } = found
  const address = addressOf(search)
  const to = (page: number) => `/authority/record?${address}&page=${page}`
  const count = all > mostCounted ? `More than ${mostCounted.toLocaleString('en-GB')} entries` : entries(all)
  const words = searchInWords(found)
  return (
    <section aria-labelledby="found">
      <h2 class="govuk-heading-m" id="found">
        {count}
      </h2>
      {words === '' ? null : <p class="govuk-body">Searched: {words}.</p>}
      {rows.length === 0 ? (
        <p class="govuk-body">Nothing is found. Try an earlier first day, or leave a field empty.</p>
      ) : (
        <>
          <p class="govuk-body">
            <a class="govuk-link" href={`/authority/record.csv?${address}`}>
              Save these as a file (CSV)
            </a>
            {all > mostInFile / 2 ? `: the newest ${mostInFile.toLocaleString('en-GB')} at most` : ''}
          </p>
          <Table
            caption={`Who, what, about whom and when${pages > 1 ? `: page ${at} of ${pages}, ${deedsAPage} a page` : ''}`}
            cards
            columns={['When', 'Who', 'What', 'Child'].map(heading => ({ heading }))}
            rows={rows.map(cells)}
          />
        </>
      )}
      {pages > 1 ? (
        <Pagination
          previous={at > 1 ? { href: to(at - 1), text: 'Newer' } : undefined}
          next={at < pages ? { href: to(at + 1), text: 'Older' } : undefined}
        />
      ) : null}
    </section>
  )
}

const entries = (all: number): string =>
  all === 0 ? 'No entries' : all === 1 ? '1 entry' : `${all.toLocaleString('en-GB')} entries`

const cells = (row: FoundDeed) => [
  londonTime(row.at),
  <div>
    {row.service ? 'Open PEP itself' : (row.person_name ?? 'Nobody signed in')}
    {row.service || roleWords(row.role) === null ? null : (
      <span class="govuk-hint as-block govuk-!-margin-bottom-0">{roleWords(row.role)}</span>
    )}
  </div>,
  <div>
    {deedWords(row)}
    {isSentence(row.reason) ? <span class="govuk-hint as-block govuk-!-margin-bottom-0">{row.reason}</span> : null}
  </div>,
  row.child_id ? (
    <a class="govuk-link" href={`/children/${row.child_id}/looked`}>
      <Name of={row.child_name ?? 'Name not recorded'} />
    </a>
  ) : (
    ''
  )
]

/** Of a refusal in words for a person; what the program says to itself is in the file. */
const isSentence = (reason: string | null): boolean => reason !== null && /^\p{Lu}/u.test(reason)

/** The search, its form by itself, and what it finds as a file. */
export const recordPages = [recordPage, findInRecordPage, recordFile]
