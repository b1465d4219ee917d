import { inWords } from '../../guidance/dates.ts'
import { warwickshirePolicy } from '../../guidance/policy.ts'
import type { PolicyEffect } from '../../guidance/policy-effect.ts'
import {
  type Figure,
  figureOf,
  figureValue,
  readFigure,
  type Typed,
  typedOf,
  valueInWords
} from '../../guidance/policy-figures.ts'
import { childrenOfPeps } from '../../peps/clocks.ts'
import { Button } from '../../ui/components/button.tsx'
import { Input } from '../../ui/components/input.tsx'
import { InsetText } from '../../ui/components/inset-text.tsx'
import { Radios } from '../../ui/components/radios.tsx'
import { Table } from '../../ui/components/table.tsx'
import { WarningText } from '../../ui/components/warning-text.tsx'
import { text } from '../../web/forms.ts'
import { page } from '../../web/page.ts'
import { effectOfFigure, everyPlanLate, ownAuthority, setFigure } from '../policy-change.ts'

const listedAtMost = 50

/** One figure: its form, then what it would change, then the word to save it. */
export const policyFigurePage = page({
  at: '/authority/policy/:figure',
  may: 'set policy',
  name: 'policy figure',
  load: async ({ tx, who, params, query, today }) => {
    const figure = figureOf(params.figure ?? '')
    const authority = figure && (await ownAuthority(tx, who))
    if (!figure || !authority) return null
    const stored = figureValue(authority.policy, figure.key)
    if (query.value === undefined) return { figure, authority, stored, typed: typedOf(stored), tried: null }
    const read = readFigure(figure, query)
    if ('problem' in read) return { figure, authority, stored, typed: query, tried: read }
    const effect = await effectOfFigure(tx, authority, figure, read.value, today)
    const children = await childrenOfPeps(
      tx,
      effect.moved.slice(0, listedAtMost).map(({ pepId }) => pepId)
    )
    return { figure, authority, stored, typed: typedOf(read.value), tried: { value: read.value, effect, children } }
  },
  shows: ({ tried }) => (tried && 'children' in tried ? [...tried.children.values()].map(child => child.child_id) : []),
  submit: async ({ figure, authority }, { tx, who, body, today }) => {
    const read = readFigure(figure, { value: text(body, 'value'), days: text(body, 'days'), on: text(body, 'on') })
    if ('problem' in read) return { again: [{ field: 'value', what: read.problem }] }
    const refused = await setFigure(tx, who, authority.code, figure, read.value, today)
    return refused ?? { go: '/authority/policy', done: `${figure.label}: ${valueInWords(read.value)}.` }
  },
  view: ({ figure, stored, typed, tried }, shown) => ({
    title: figure.label,
    trail: [
      { text: 'What you need to do', href: '/' },
      { text: 'Policy', href: '/authority/policy' },
      { text: figure.label }
    ],
    body: (
      <div class="reading">
        <h1 class="govuk-heading-l">{figure.label}</h1>
        <p class="govuk-body">{figure.meaning}</p>
        <p class="govuk-body">
          Now: <strong>{valueInWords(stored)}</strong>. Default:{' '}
          {valueInWords(figureValue(warwickshirePolicy, figure.key))}.
        </p>
        <form method="get" action={shown.path} novalidate>
          <Fields
            figure={figure}
            typed={typed}
            error={tried && 'problem' in tried ? tried.problem : shown.problems[0]?.what}
          />
          <Button kind={tried && 'effect' in tried ? 'secondary' : undefined}>See what it changes</Button>
        </form>
        {tried && 'effect' in tried ? (
          <>
            <Effect effect={tried.effect} names={new Map([...tried.children].map(([id, child]) => [id, child.name]))} />
            {tried.effect.everyPlanLate ? null : (
              <form method="post" action={shown.path}>
                <input type="hidden" name="_csrf" value={shown.csrf} />
                {Object.entries(typedOf(tried.value)).map(([name, value]) => (
                  <input type="hidden" name={name} value={value} />
                ))}
                <Button preventDoubleClick>Save {valueInWords(tried.value)}</Button>
              </form>
            )}
          </>
        ) : null}
      </div>
    )
  })
})

function Fields({ figure, typed, error }: { figure: Figure; typed: Typed; error: string | undefined }) {
  const yesOrNo = [
    { value: 'yes', text: 'Yes' },
    { value: 'no', text: 'No' }
  ]
  if (figure.kind === 'yes-no')
    return (
      <Radios name="value" legend={figure.label} legendSize="s" items={yesOrNo} value={typed.value} error={error} />
    )
  const label =
    figure.kind === 'wholes'
      ? 'Working days, with commas between them'
      : figure.key.endsWith('Percent')
        ? 'Percent'
        : 'Number'
  return (
    <>
      <Input
        name="value"
        label={label}
        inputmode={figure.kind === 'wholes' ? 'text' : 'numeric'}
        width={5}
        value={typed.value}
        error={error}
      />
      {figure.kind === 'clock' ? (
        <>
          <Radios
            name="days"
            legend="Which days are counted?"
            legendSize="s"
            value={typed.days}
            items={[
              { value: 'working', text: 'Working days', hint: 'Monday to Friday, without bank holidays' },
              { value: 'calendar', text: 'Calendar days', hint: 'Every day' },
              { value: 'school', text: 'School days', hint: 'Days of term on which pupils come' }
            ]}
          />
          <Radios name="on" legend="Is this step counted at all?" legendSize="s" items={yesOrNo} value={typed.on} />
        </>
      ) : null}
    </>
  )
}

const dates = (count: number) => `${count} due ${count === 1 ? 'date' : 'dates'}`
const dayOr = (iso: string | null) => (iso ? inWords(Temporal.PlainDate.from(iso)) : 'no date')

function Effect({ effect, names }: { effect: PolicyEffect; names: ReadonlyMap<string, string> }) {
  const { moved, madeLate } = effect
  if (moved.length === 0) return <InsetText>This moves no due date of an open plan.</InsetText>
  return (
    <>
      <InsetText>
        This moves {dates(moved.length)} and makes {madeLate} late.
      </InsetText>
      {effect.everyPlanLate ? <WarningText>{everyPlanLate.refused}</WarningText> : null}
      <Table
        cards
        firstCellIsHeader
        caption={moved.length > listedAtMost ? `The first ${listedAtMost} of them` : 'Which ones'}
        captionSize="s"
        columns={[{ heading: 'Child' }, { heading: 'Step' }, { heading: 'Now due' }, { heading: 'Would be due' }]}
        rows={moved
          .slice(0, listedAtMost)
          .map(({ pepId, rule, from, to, madeLate: late }) => [
            names.get(pepId) ?? 'A child whose record you cannot open',
            rule,
            dayOr(from),
            `${dayOr(to)}${late ? ', late' : ''}`
          ])}
      />
    </>
  )
}
