import { figureValue, readFigure, type Typed, typedOf, valueInWords } from '../../guidance/figure-values.ts'
import { ratings, warwickshirePolicy } from '../../guidance/policy.ts'
import { type Figure, figureOf } from '../../guidance/policy-figures.ts'
import { fallsShortOf } from '../../guidance/statutory-clocks.ts'
import { Button } from '../../ui/components/button.tsx'
import { Input } from '../../ui/components/input.tsx'
import { Radios } from '../../ui/components/radios.tsx'
import { text } from '../../web/forms.ts'
import { page } from '../../web/page.ts'
import { EffectAndSave, shownEffect } from '../effect.tsx'
import { effectOfValue, ownAuthority, saidOf, setPolicy } from '../policy-change.ts'

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
    if (Object.keys(query).length === 0)
      return { figure, authority, stored, typed: typedOf(figure, stored), tried: null }
    const read = readFigure(figure, query)
    if ('problem' in read) return { figure, authority, stored, typed: query, tried: read }
    const effect = await shownEffect(tx, await effectOfValue(tx, authority, figure.key, read.value, today))
    return { figure, authority, stored, typed: typedOf(figure, read.value), tried: { value: read.value, effect } }
  },
  shows: ({ tried }) => (tried && 'effect' in tried ? tried.effect.childIds : []),
  submit: async ({ figure, authority }, { tx, who, body, today }) => {
    const read = readFigure(figure, Object.fromEntries(fieldNames.map(name => [name, text(body, name)])))
    if ('problem' in read) return { again: [{ field: 'value', what: read.problem }] }
    const refused = await setPolicy(tx, who, authority.code, figure.key, () => read.value, today, saidOf(body))
    return refused ?? { go: '/authority/policy', done: `${figure.label}: ${valueInWords(figure, read.value)}.` }
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
          Now: <strong>{valueInWords(figure, stored)}</strong>. Default:{' '}
          {valueInWords(figure, figureValue(warwickshirePolicy, figure.key))}.
        </p>
        <form method="get" action={shown.path} novalidate>
          <Fields
            figure={figure}
            typed={typed}
            error={
              tried && 'problem' in tried ? tried.problem : shown.problems.find(({ field }) => field === 'value')?.what
            }
          />
          <Button kind={tried && 'effect' in tried ? 'secondary' : undefined}>See what it changes</Button>
        </form>
        {tried && 'effect' in tried ? (
          <EffectAndSave
            of={tried.effect}
            shown={shown}
            fields={typedOf(figure, tried.value)}
            save={`Save ${valueInWords(figure, tried.value)}`}
            matters={figure.matters}
            shortOf={fallsShortOf(figure.key, tried.value)}
          />
        ) : null}
      </div>
    )
  })
})

const fieldNames = ['value', 'days', 'on', ...ratings]

const yesOrNo = [
  { value: 'yes', text: 'Yes' },
  { value: 'no', text: 'No' }
]

const labelOf = ({ kind, key }: Figure): string => {
  if (kind === 'wholes') return 'Working days, with commas between them'
  if (kind === 'pounds') return 'Pounds'
  if (kind === 'several-pounds') return 'Pounds, with commas between them'
  return key.endsWith('Percent') ? 'Percent' : 'Number'
}

function Fields({ figure, typed, error }: { figure: Figure; typed: Typed; error: string | undefined }) {
  const { kind, label, choices } = figure
  if (kind === 'yes-no' || kind === 'choice')
    return (
      <Radios
        name="value"
        legend={label}
        legendSize="s"
        items={choices?.map(([value, words]) => ({ value, text: words })) ?? yesOrNo}
        value={typed.value}
        error={error}
      />
    )
  if (kind === 'labels')
    return (
      <>
        {ratings.map((rating, at) => (
          <Input
            name={rating}
            label={`In place of “${warwickshirePolicy.quality.labels[rating]}”`}
            width={20}
            value={typed[rating]}
            error={at === 0 ? error : undefined}
          />
        ))}
      </>
    )
  return (
    <>
      <Input
        name="value"
        label={labelOf(figure)}
        inputmode={kind === 'wholes' || kind === 'several-pounds' ? 'text' : kind === 'pounds' ? 'decimal' : 'numeric'}
        width={kind === 'several-pounds' ? 20 : kind === 'pounds' ? 10 : 5}
        value={typed.value}
        error={error}
      />
      {kind === 'clock' ? (
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
