import { inWords } from '../../guidance/dates.ts'
import { isRefusal } from '../../guidance/words.ts'
import { Button } from '../../ui/components/button.tsx'
import { Select } from '../../ui/components/select.tsx'
import { Table } from '../../ui/components/table.tsx'
import { dateField, text } from '../../web/forms.ts'
import { type Ask, type Problem, page, type Shown } from '../../web/page.ts'
import { errorOf, typedOr } from '../../web/typed-again.ts'
import { changeInWords } from '../reach.ts'
import {
  type Cover,
  endStandIn,
  type NewStandIn,
  nameStandIn,
  type PlannedStandIn,
  planStandIn,
  type StandIn,
  type StandIns,
  standInsFor
} from '../stand-ins.ts'
import { DaysOfPost } from './days-of-post.tsx'

interface Loaded {
  readonly standIns: StandIns
  /** What the cover asked for would come to, or what must be mended first; null: nothing was asked. */
  readonly asked: PlannedStandIn | readonly Problem[] | null
}

async function askedIn({ tx, who, body, today }: Ask): Promise<Loaded['asked']> {
  if (Object.keys(body).length === 0 || text(body, 'end') !== '') return null
  const [from, until] = [dateField(body, 'from'), dateField(body, 'until')]
  const problems: Problem[] = []
  if (!('date' in from))
    problems.push({ field: 'from-day', what: 'problem' in from ? from.problem : 'Enter the first day of the cover' })
  if ('problem' in until) problems.push({ field: 'until-day', what: until.problem })
  if (!('date' in from) || problems.length > 0) return problems
  const planned = await planStandIn(tx, who, wantedIn(body, from.date), today)
  if (!isRefusal(planned)) return planned
  return (planned.problems ?? []).map(({ where, what }) => ({
    field: where === 'from' || where === 'until' ? `${where}-day` : where,
    what
  }))
}

function wantedIn(body: Ask['body'], from: Temporal.PlainDate): NewStandIn {
  const until = dateField(body, 'until')
  return {
    absent: text(body, 'absent'),
    cover: text(body, 'cover'),
    from,
    until: 'date' in until ? until.date : null
  }
}

const isPlanned = (asked: Loaded['asked']): asked is PlannedStandIn => asked !== null && 'row' in asked

/** Who stands in for whom, and until when. */
export const standInsPage = page<Loaded>({
  at: '/stand-ins',
  may: 'name a stand-in',
  name: 'stand-ins',
  freshly: true,
  load: async ask => ({ standIns: await standInsFor(ask.tx, ask.who), asked: await askedIn(ask) }),
  view: ({ standIns: loaded, asked }, shown) => ({
    title: 'Stand-ins',
    trail: [{ text: 'What you need to do', href: '/' }, { text: 'Stand-ins' }],
    body: isPlanned(asked) ? (
      <Confirm planned={asked} shown={shown} />
    ) : (
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
  submit: async ({ asked }, { tx, who, body, today, now }) => {
    const ended = text(body, 'end')
    if (ended !== '') {
      const refused = await endStandIn(tx, who, ended, now)
      return refused ?? { go: '/stand-ins', done: 'The cover has ended.' }
    }
    if (!isPlanned(asked)) return { again: asked ?? [] }
    if (text(body, 'sure') !== 'yes') return { again: [] }
    const refused = await nameStandIn(tx, who, wantedIn(body, asked.from), today)
    return refused ?? { go: '/stand-ins', done: 'The cover is named.' }
  }
})

const fields = [
  'absent',
  'cover',
  ...['from', 'until'].flatMap(name => [`${name}-day`, `${name}-month`, `${name}-year`])
]

/** What the cover opens, before it is named. */
function Confirm({ planned, shown }: { planned: PlannedStandIn; shown: Shown }) {
  const { absent, cover, from, until, change } = planned
  return (
    <div class="reading">
      <h1 class="govuk-heading-l">Check before you name the cover</h1>
      <p class="govuk-body-l">
        {cover} stands in for {absent} from {inWords(from)} {until ? `to ${inWords(until)}` : 'until somebody ends it'}.
      </p>
      <p class="govuk-body">
        By this {cover} {changeInWords(change)}.
      </p>
      <div class="govuk-button-group">
        <form method="post" action="/stand-ins">
          <input type="hidden" name="_csrf" value={shown.csrf} />
          {fields.map(name => (
            <input type="hidden" name={name} value={typedOr(shown, name, null)} />
          ))}
          <Button name="sure" value="yes" preventDoubleClick>
            Name the cover
          </Button>
        </form>
        <a class="govuk-link" href="/stand-ins">
          Cancel
        </a>
      </div>
    </div>
  )
}

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
      <Button preventDoubleClick>See what they will see</Button>
    </form>
  )
}
