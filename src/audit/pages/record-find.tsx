import { dateField, text } from '../../web/forms.ts'
import { type Ask, type Outcome, type Problem, page } from '../../web/page.ts'
import { RecordForm } from '../record-form.tsx'
import { addressOf, authorityOfRecord, childrenCalled, peopleCalled, searchIn } from '../search.ts'

/** Takes the names that were typed and goes on to what is found, by an address that holds none. */
export const findInRecordPage = page({
  at: '/authority/record/find',
  may: 'search the record',
  name: 'search of the record',
  quiet: true,
  load: async ({ who }) => authorityOfRecord(who),
  submit: async (authority, ask) => find(authority, ask),
  view: (_authority, { csrf, typed, problems }) => ({
    title: 'Who did what',
    trail: [
      { text: 'What you need to do', href: '/' },
      { text: 'Who did what', href: '/authority/record' },
      { text: 'Search' }
    ],
    body: (
      <div class="reading">
        <h1 class="govuk-heading-xl">Who did what: search</h1>
        <RecordForm csrf={csrf} values={typed ?? {}} problems={problems} />
      </div>
    )
  })
})

async function find(authority: number, { tx, body, today }: Ask): Promise<Outcome> {
  const problems: Problem[] = []
  const called = async (field: 'person' | 'child') => {
    const words = text(body, field).trim()
    if (words === '') return ''
    const found = await (field === 'person' ? peopleCalled : childrenCalled)(tx, authority, words)
    if ('ids' in found) return found.ids.join(',')
    problems.push({ field, what: found.problem })
    return ''
  }
  const day = (name: string) => {
    const read = dateField(body, name)
    if ('problem' in read) problems.push({ field: `${name}-day`, what: read.problem })
    return 'date' in read ? read.date.toString() : ''
  }
  const query = { person: await called('person'), child: await called('child'), deed: text(body, 'deed') }
  const [from, to] = [day('from'), day('to')]
  if (from !== '' && to !== '' && to < from)
    problems.push({ field: 'to-day', what: 'The last day is before the first. Change one of them' })
  if (problems.length > 0) return { again: problems }
  return { go: `/authority/record?${addressOf(searchIn({ ...query, from, to }, today))}` }
}
