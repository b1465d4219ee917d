import { closedDayKinds, closedDayNames, closedDaysProblems, isClosedDayKind } from '../../guidance/closed-days.ts'
import { inWords } from '../../guidance/dates.ts'
import { Button } from '../../ui/components/button.tsx'
import { DateInput } from '../../ui/components/date-input.tsx'
import { Input } from '../../ui/components/input.tsx'
import { InsetText } from '../../ui/components/inset-text.tsx'
import { Select } from '../../ui/components/select.tsx'
import { dateField, text, written } from '../../web/forms.ts'
import { type Problem, page, type Shown } from '../../web/page.ts'
import { boxesOf, errorOf, typedOr } from '../../web/typed-again.ts'
import { closedDaysOf, type MarkedDays, markDays, ownSettings, unmarkDays } from '../closed-days.ts'

interface Loaded {
  readonly settings: ReadonlyArray<{ readonly id: string; readonly name: string }>
  readonly days: readonly MarkedDays[]
}

const kindWords = {
  exam: 'Exams',
  training: 'Staff training or induction',
  closed: 'The school is closed',
  other: 'Something else'
} as const

/** Days on which a school holds no meetings, marked by its designated teacher. */
export const closedDaysPage = page<Loaded>({
  at: '/closed-days',
  may: 'mark closed days',
  name: 'days without meetings',
  load: async ({ tx, who }) => {
    const settings = await ownSettings(tx, who)
    const days = await closedDaysOf(
      tx,
      settings.map(({ id }) => id)
    )
    return { settings, days }
  },
  view: (loaded, shown) => ({
    title: 'Days without meetings',
    trail: [{ text: 'What you need to do', href: '/' }, { text: 'Days without meetings' }],
    body: (
      <div class="reading">
        <h1 class="govuk-heading-l">Days without meetings</h1>
        <p class="govuk-body">
          Exams, training, an induction day: whoever arranges a meeting about a child at your school is not offered
          these days, and is told why. School holidays and bank holidays are known already.
        </p>
        {loaded.days.length === 0 ? <InsetText>No day is marked. Mark the first one below.</InsetText> : null}
        {loaded.days.map(one => (
          <Marked one={one} loaded={loaded} csrf={shown.csrf} />
        ))}
        <NewDays settings={loaded.settings} shown={shown} />
      </div>
    )
  }),
  submit: async ({ settings, days }, { tx, who, body, today, now }) => {
    const doing = { person: who.id, authorityId: who.authorityIds[0] ?? null, now }
    const removed = text(body, 'remove')
    if (removed !== '') {
      const one = days.find(({ id }) => id === removed)
      if (!one) return { refused: 'These days are not marked any more.' }
      await unmarkDays(tx, one, doing)
      return { go: '/closed-days', done: 'Meetings can be held on these days again.' }
    }
    const read = readDays(body, settings, today)
    if (!read.days) return { again: read.problems }
    const meetings = await markDays(tx, read.days, doing)
    const there = meetings === 1 ? 'One meeting is' : `${meetings} meetings are`
    return {
      go: '/closed-days',
      done: `The days are marked.${meetings > 0 ? ` ${there} already arranged on them: move ${meetings === 1 ? 'it' : 'them'} if you need to.` : ''}`
    }
  }
})

type Body = Readonly<Record<string, string | string[]>>

function readDays(body: Body, settings: Loaded['settings'], today: Temporal.PlainDate) {
  const problems: Problem[] = []
  const day = (name: string, missing: string) => {
    const read = dateField(body, name)
    if ('date' in read) return read.date
    problems.push({ field: `${name}-day`, what: 'problem' in read ? read.problem : missing })
    return null
  }
  const first = day('first', 'Enter the first day.')
  const empty = 'empty' in dateField(body, 'last')
  const last = empty ? first : day('last', '')
  const kind = text(body, 'kind')
  const words = written(body, 'words').replace(/\s+/g, ' ')
  const setting =
    settings.find(({ id }) => id === text(body, 'setting')) ?? (settings.length === 1 ? settings[0] : null)
  if (!setting) problems.push({ field: 'setting', what: 'Choose the school.' })
  if (!isClosedDayKind(kind)) problems.push({ field: 'kind', what: 'Say what is on these days.' })
  if (words.length > 100) problems.push({ field: 'words', what: 'Shorten this to 100 characters.' })
  if (first && last)
    for (const { where, what } of closedDaysProblems({ first, last }, today))
      problems.push({ field: empty ? 'first-day' : `${where}-day`, what })
  return problems.length === 0 && first && last && setting && isClosedDayKind(kind)
    ? { problems, days: { settingId: setting.id, first, last, kind, words } }
    : { problems, days: null }
}

function Marked({ one, loaded, csrf }: { one: MarkedDays; loaded: Loaded; csrf: string }) {
  const days = one.first.equals(one.last) ? inWords(one.first) : `${inWords(one.first)} to ${inWords(one.last)}`
  const school = loaded.settings.find(({ id }) => id === one.settingId)?.name
  return (
    <section class="card" aria-labelledby={`days-${one.id}`}>
      <h2 class="govuk-heading-s" id={`days-${one.id}`}>
        {days}
      </h2>
      <p class="govuk-body">
        {loaded.settings.length > 1 ? `${school}: ` : ''}
        {closedDayNames[one.kind]}
        {one.words ? `, ${one.words}` : ''}
      </p>
      <form method="post">
        <input type="hidden" name="_csrf" value={csrf} />
        <Button kind="secondary" name="remove" value={one.id} preventDoubleClick>
          Take the mark away<span class="govuk-visually-hidden">: {days}</span>
        </Button>
      </form>
    </section>
  )
}

function NewDays({ settings, shown }: { settings: Loaded['settings']; shown: Shown }) {
  return (
    <form method="post" novalidate>
      <input type="hidden" name="_csrf" value={shown.csrf} />
      <h2 class="govuk-heading-m">Mark days</h2>
      {settings.length > 1 ? (
        <Select
          name="setting"
          label="School"
          items={[{ value: '', text: 'Choose' }, ...settings.map(({ id, name }) => ({ value: id, text: name }))]}
          value={typedOr(shown, 'setting', null)}
          error={errorOf(shown, 'setting')}
        />
      ) : null}
      <DateInput
        name="first"
        legend="First day"
        legendSize="s"
        values={boxesOf(shown, 'first', null)}
        error={errorOf(shown, 'first-day')}
      />
      <DateInput
        name="last"
        legend="Last day"
        legendSize="s"
        hint="Leave empty where it is one day."
        values={boxesOf(shown, 'last', null)}
        error={errorOf(shown, 'last-day')}
      />
      <Select
        name="kind"
        label="What is on?"
        items={closedDayKinds.map(kind => ({ value: kind, text: kindWords[kind] }))}
        value={typedOr(shown, 'kind', 'exam')}
        error={errorOf(shown, 'kind')}
      />
      <Input
        name="words"
        label="In your words (optional)"
        hint="For example: year 11 mocks. No child’s name."
        value={typedOr(shown, 'words', null)}
        error={errorOf(shown, 'words')}
      />
      <Button preventDoubleClick>Mark these days</Button>
    </form>
  )
}
