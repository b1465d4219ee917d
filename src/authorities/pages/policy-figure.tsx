import { warwickshirePolicy } from '../../guidance/policy.ts'
import {
  type Figure,
  figureOf,
  figureValue,
  readFigure,
  type Typed,
  typedOf,
  valueInWords
} from '../../guidance/policy-figures.ts'
import { Button } from '../../ui/components/button.tsx'
import { Input } from '../../ui/components/input.tsx'
import { Radios } from '../../ui/components/radios.tsx'
import { text } from '../../web/forms.ts'
import { page } from '../../web/page.ts'
import { EffectAndSave, shownEffect } from '../effect.tsx'
import { effectOfValue, ownAuthority, setPolicy } from '../policy-change.ts'

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
    const effect = await shownEffect(tx, await effectOfValue(tx, authority, figure.key, read.value, today))
    return { figure, authority, stored, typed: typedOf(read.value), tried: { value: read.value, effect } }
  },
  shows: ({ tried }) => (tried && 'effect' in tried ? tried.effect.childIds : []),
  submit: async ({ figure, authority }, { tx, who, body, today }) => {
    const read = readFigure(figure, { value: text(body, 'value'), days: text(body, 'days'), on: text(body, 'on') })
    if ('problem' in read) return { again: [{ field: 'value', what: read.problem }] }
    const refused = await setPolicy(tx, who, authority.code, figure.key, () => read.value, today)
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
          <EffectAndSave
            of={tried.effect}
            shown={shown}
            fields={typedOf(tried.value)}
            save={`Save ${valueInWords(tried.value)}`}
          />
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
