import { inWords } from '../../guidance/dates.ts'
import { Button } from '../../ui/components/button.tsx'
import { Select } from '../../ui/components/select.tsx'
import { Table } from '../../ui/components/table.tsx'
import { dateField, text } from '../../web/forms.ts'
import { type Problem, page, type Shown } from '../../web/page.ts'
import { errorOf, typedOr } from '../../web/typed-again.ts'
import { type Cover, endStandIn, nameStandIn, type StandIn, type StandIns, standInsFor } from '../stand-ins.ts'
import { DaysOfPost } from './days-of-post.tsx'

/** Who stands in for whom, and until when. */
export const standInsPage = page({
  at: '/stand-ins',
  may: 'name a stand-in',
  name: 'stand-ins',
  freshly: true,
  load: ({ tx, who }) => standInsFor(tx, who),
  view: (loaded, shown) => ({
    title: 'Stand-ins',
    trail: [{ text: 'What you need to do', href: '/' }, { text: 'Stand-ins' }],
    body: (
      <div>
        <h1 class="govuk-heading-xl">Stand-ins</h1>
        <div class="reading">
          <p class="govuk-body-l">
            When somebody is away, a colleague does all that they do: sees the same children, writes, checks and
            answers. What they do is recorded under their own name.
          </p>
        </div>
        <Running standIns={loaded.running} csrf={shown.csrf} />
        {loaded.absent.length === 0 ? (
          <p class="govuk-body">There is nobody whose cover you can name. A team manager names it for the team.</p>
        ) : (
          <NewForm loaded={loaded} shown={shown} />
        )}
      </div>
    )
  }),
  submit: async (_, { tx, who, body, today, now }) => {
    const ended = text(body, 'end')
    if (ended !== '') {
      const refused = await endStandIn(tx, who, ended, now)
      return refused ?? { go: '/stand-ins', done: 'The cover has ended.' }
    }
    const [from, until] = [dateField(body, 'from'), dateField(body, 'until')]
    const problems: Problem[] = []
    if (!('date' in from))
      problems.push({ field: 'from-day', what: 'problem' in from ? from.problem : 'Enter the first day of the cover' })
    if ('problem' in until) problems.push({ field: 'until-day', what: until.problem })
    if (!('date' in from) || problems.length > 0) return { again: problems }
    const wanted = {
      absent: text(body, 'absent'),
      cover: text(body, 'cover'),
      from: from.date,
      until: 'date' in until ? until.date : null
    }
    const refused = await nameStandIn(tx, who, wanted, today)
    if (!refused) return { go: '/stand-ins', done: 'The cover is named.' }
    const again = (refused.problems ?? []).map(({ where, what }) => ({
      field: where === 'from' || where === 'until' ? `${where}-day` : where,
      what
    }))
    return { again }
  }
})

function Running({ standIns, csrf }: { standIns: readonly StandIn[]; csrf: string }) {
  if (standIns.length === 0) return <p class="govuk-body">Nobody stands in for anybody now. Name a cover below.</p>
  return (
    <Table
      cards
      firstCellIsHeader
      caption="Now and to come"
      captionSize="m"
      columns={[
        { heading: 'Away' },
        { heading: 'Cover' },
        { heading: 'From' },
        { heading: 'Until' },
        { heading: 'Named by' },
        { heading: 'Change' }
      ]}
      rows={standIns.map(({ id, absent, cover, from, until, namedBy }) => [
        absent,
        cover,
        inWords(from),
        until ? inWords(until) : 'until it is ended',
        namedBy,
        <form method="post" action="/stand-ins">
          <input type="hidden" name="_csrf" value={csrf} />
          <button class="link-button" type="submit" name="end" value={id}>
            End now
            <span class="govuk-visually-hidden">
              : {cover} for {absent}
            </span>
          </button>
        </form>
      ])}
    />
  )
}

const asItems = (people: readonly Cover[]) => [
  { value: '', text: 'Choose' },
  ...people.map(({ id, name, team }) => ({ value: id, text: team ? `${name}, ${team}` : name }))
]

function NewForm({ loaded, shown }: { loaded: StandIns; shown: Shown }) {
  return (
    <form method="post" action="/stand-ins" novalidate class="reading">
      <h2 class="govuk-heading-m">Name a cover</h2>
      <input type="hidden" name="_csrf" value={shown.csrf} />
      <Select
        name="absent"
        label="Who is away?"
        items={asItems(loaded.absent)}
        value={typedOr(shown, 'absent', null)}
        error={errorOf(shown, 'absent')}
      />
      <Select
        name="cover"
        label="Who stands in?"
        items={asItems(loaded.covers)}
        value={typedOr(shown, 'cover', null)}
        error={errorOf(shown, 'cover')}
      />
      <DaysOfPost
        shown={shown}
        hint="Leave it empty if you do not know. The cover then lasts until somebody ends it."
      />
      <Button preventDoubleClick>Name the cover</Button>
    </form>
  )
}
