import { inWords } from '../../guidance/dates.ts'
import { withCommas } from '../../guidance/numbers.ts'
import { isRefusal, type Refusal, roleNames } from '../../guidance/words.ts'
import { Button } from '../../ui/components/button.tsx'
import { Input } from '../../ui/components/input.tsx'
import { Radios } from '../../ui/components/radios.tsx'
import { Select } from '../../ui/components/select.tsx'
import { SummaryList } from '../../ui/components/summary-list.tsx'
import { dateField, text, written } from '../../web/forms.ts'
import { type Ask, type Problem, page, type Shown } from '../../web/page.ts'
import { errorOf, typedOr } from '../../web/typed-again.ts'
import { givenRoles, givePost, type PlannedPost, planPost, teamsFor, type WantedPost } from '../posts.ts'
import { changeInWords } from '../reach.ts'
import { DaysOfPost } from './days-of-post.tsx'

type Body = Readonly<Record<string, string | string[]>>

interface Loaded {
  readonly teams: ReadonlyArray<{ id: string; name: string }>
  /** What the post asked for would come to, or what must be mended first; null: nothing was asked yet. */
  readonly asked: PlannedPost | readonly Problem[] | null
}

function wantedIn(body: Body, today: Temporal.PlainDate): WantedPost | Problem[] {
  const [from, until] = [dateField(body, 'from'), dateField(body, 'until')]
  const problems: Problem[] = []
  if ('problem' in from) problems.push({ field: 'from-day', what: from.problem })
  if ('problem' in until) problems.push({ field: 'until-day', what: until.problem })
  if ('problem' in from || 'problem' in until) return problems
  return {
    name: written(body, 'name').slice(0, 120),
    email: written(body, 'email'),
    role: text(body, 'role'),
    setting: written(body, 'setting').slice(0, 120),
    team: text(body, 'team'),
    from: 'date' in from ? from.date : today,
    until: 'date' in until ? until.date : null
  }
}

const problemsOf = ({ refused, problems }: Refusal): Problem[] =>
  (problems ?? [{ where: 'name', what: refused }]).map(({ where, what }) => ({
    field: where === 'from' || where === 'until' ? `${where}-day` : where,
    what
  }))

async function askedIn({ tx, who, body, today }: Ask): Promise<Loaded['asked']> {
  if (Object.keys(body).length === 0) return null
  const wanted = wantedIn(body, today)
  if (Array.isArray(wanted)) return wanted
  const planned = await planPost(tx, who, wanted, today)
  return isRefusal(planned) ? problemsOf(planned) : planned
}

const isPlanned = (asked: Loaded['asked']): asked is PlannedPost => asked !== null && 'holding' in asked

/** Gives somebody a post: the form, then what it would open, then the word to do it. */
export const givePostPage = page<Loaded>({
  at: '/people/new',
  may: 'give a post',
  name: 'give a post',
  freshly: true,
  load: async ask => ({ teams: await teamsFor(ask.tx, ask.who), asked: await askedIn(ask) }),
  submit: async ({ asked }, { tx, who, body, origin }) => {
    if (!isPlanned(asked)) return { again: asked ?? [] }
    if (text(body, 'sure') !== 'yes') return { again: [] }
    await givePost(tx, who, asked, origin)
    return { go: '/people', done: `${asked.colleague?.name ?? asked.name} is added.` }
  },
  view: ({ teams, asked }, shown) => {
    const planned = isPlanned(asked) && typedOr(shown, 'change', null) === '' ? asked : null
    return {
      title: planned ? 'Check before you add them' : 'Add a person',
      trail: [
        { text: 'What you need to do', href: '/' },
        { text: 'People', href: '/people' },
        { text: 'Add a person' }
      ],
      body: planned ? <Confirm planned={planned} shown={shown} /> : <Form teams={teams} shown={shown} />
    }
  }
})

const fields = [
  'name',
  'email',
  'role',
  'setting',
  'team',
  'from-day',
  'from-month',
  'from-year',
  'until-day',
  'until-month',
  'until-year'
]

/** What was typed goes along unseen, to be saved or changed. */
const Kept = ({ shown }: { shown: Shown }) => (
  <>
    <input type="hidden" name="_csrf" value={shown.csrf} />
    {fields.map(name => (
      <input type="hidden" name={name} value={typedOr(shown, name, null)} />
    ))}
  </>
)

const atTheStart = (words: string) => `${words.slice(0, 1).toUpperCase()}${words.slice(1)}`

const childrenSeen = (children: number) =>
  children === 0 ? 'no child yet' : children === 1 ? '1 child' : `${withCommas(children)} children`

function Confirm({ planned, shown }: { planned: PlannedPost; shown: Shown }) {
  const { holding, colleague, name, email, place, children, change, from, until } = planned
  return (
    <div class="reading">
      <h1 class="govuk-heading-l">Check before you add them</h1>
      <p class="govuk-body-l">
        {colleague?.name ?? name} will see <strong>{childrenSeen(children)}</strong>
        {place ? ` of ${place}` : ''} from {inWords(from)}.
      </p>
      <p class="govuk-body">With this post this person {changeInWords(change)}.</p>
      {colleague ? (
        <p class="govuk-body">
          This address has an account already, in the name of {colleague.name}. It keeps that name, and gains this post.
        </p>
      ) : (
        <p class="govuk-body">They get an e-mail that they may sign in with this address.</p>
      )}
      <SummaryList
        rows={[
          { key: 'Name', value: colleague?.name ?? name },
          { key: 'E-mail address', value: email },
          { key: 'Role', value: roleNames[holding.role] },
          { key: 'Where', value: place ?? 'The whole council' },
          { key: 'First day', value: inWords(from) },
          { key: 'Last day', value: until ? inWords(until) : 'no end' }
        ]}
      />
      <div class="govuk-button-group">
        <form method="post" action="/people/new">
          <Kept shown={shown} />
          <input type="hidden" name="sure" value="yes" />
          <Button preventDoubleClick>Add them</Button>
        </form>
        <form method="post" action="/people/new">
          <Kept shown={shown} />
          <Button kind="secondary" name="change" value="yes">
            Change something
          </Button>
        </form>
      </div>
    </div>
  )
}

function Form({ teams, shown }: { teams: Loaded['teams']; shown: Shown }) {
  const field = (name: string) => ({ name, value: typedOr(shown, name, null), error: errorOf(shown, name) })
  return (
    <form method="post" action="/people/new" novalidate class="reading">
      <h1 class="govuk-heading-l">Add a person</h1>
      <p class="govuk-body">
        Many at once come in by{' '}
        <a class="govuk-link" href="/imports">
          a file of people
        </a>
        . Carers come with the children’s file; parents, delegates and other professionals are asked on a plan.
      </p>
      <input type="hidden" name="_csrf" value={shown.csrf} />
      <Input {...field('name')} label="Name" autocomplete="off" />
      <Input {...field('email')} label="Work e-mail address" type="email" autocomplete="off" />
      <Radios
        {...field('role')}
        legend="What do they do?"
        legendSize="s"
        items={givenRoles.map(role => ({ value: role, text: atTheStart(roleNames[role]) }))}
      />
      <Input
        {...field('setting')}
        label="School"
        hint="Of a designated teacher only: its URN, six figures, or part of its name."
      />
      <Select
        {...field('team')}
        label="Team"
        hint="Of a social worker or a team manager."
        items={[{ value: '', text: 'None' }, ...teams.map(({ id, name }) => ({ value: id, text: name }))]}
      />
      <DaysOfPost shown={shown} hint="Leave it empty where there is no end." />
      <Button preventDoubleClick>See what they will see</Button>
    </form>
  )
}
