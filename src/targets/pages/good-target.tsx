import { ownAuthority } from '../../authorities/policy-change.ts'
import { newId } from '../../db/id.ts'
import { phaseNames } from '../../forms/local-changes.ts'
import { coach } from '../../guidance/coach/coach.ts'
import { phases } from '../../guidance/words.ts'
import { judgeRecord, versionOf } from '../../peps/saved-record.ts'
import { Button } from '../../ui/components/button.tsx'
import { Checkboxes } from '../../ui/components/checkboxes.tsx'
import { InsetText } from '../../ui/components/inset-text.tsx'
import { Select } from '../../ui/components/select.tsx'
import { Textarea } from '../../ui/components/textarea.tsx'
import { several, text, written } from '../../web/forms.ts'
import { type Problem, page } from '../../web/page.ts'
import { errorOf, typedOr } from '../../web/typed-again.ts'
import { type Area, areaNames, areasOf } from '../areas.ts'
import { type Exemplar, exemplarsOf, keepExemplar } from '../exemplars.ts'

interface Loaded {
  readonly authorityId: number
  /** Null: a new one. */
  readonly exemplar: Exemplar | null
}

const longest = 500

/** One good target: its area, phase, words and where such a child began. The coach reads it as it would any other. */
export const goodTargetPage = page<Loaded>({
  at: '/authority/good-targets/:exemplar',
  may: 'edit good targets',
  name: 'good target',
  load: async ({ tx, who, params }) => {
    const authority = await ownAuthority(tx, who)
    if (!authority) return null
    if (params.exemplar === 'new') return { authorityId: authority.code, exemplar: null }
    const exemplar = (await exemplarsOf(tx, authority.code)).find(({ key }) => key === params.exemplar)
    return exemplar ? { authorityId: authority.code, exemplar } : null
  },
  submit: async ({ authorityId, exemplar }, { tx, who, body }) => {
    const read = readExemplar(body, exemplar?.key ?? newId())
    if (read.problems.length > 0) return { again: read.problems }
    const judged = exemplar ? judgeRecord(read.exemplar, text(body, 'base'), exemplar) : 'store'
    if (judged === 'clash')
      return {
        again: [
          {
            field: 'words',
            what: `Somebody else changed this: it now reads “${exemplar?.words}”. Yours is still here; save again to keep yours`
          }
        ]
      }
    if (judged === 'store') await keepExemplar(tx, read.exemplar, { authorityId, personId: who.id })
    const { verdict } = coach({ words: read.exemplar.words, baseline: read.exemplar.baseline })
    return {
      go: '/authority/good-targets',
      done: verdict === 'not-yet' ? 'Saved. The coach would still ask for more: open it to see.' : 'Saved.'
    }
  },
  view: ({ exemplar }, shown) => {
    const field = (name: 'area' | 'phase' | 'words' | 'baseline') => ({
      name,
      value: typedOr(shown, name, exemplar?.[name] ?? ''),
      error: errorOf(shown, name)
    })
    const hidden = shown.typed ? several(shown.typed, 'hidden').includes('yes') : exemplar?.hidden
    const advice = exemplar ? coach({ words: exemplar.words, baseline: exemplar.baseline }) : null
    const asks = advice
      ? [advice.specific, advice.measurable, advice.achievable].flatMap(({ advice: words }) => words ?? [])
      : []
    return {
      title: exemplar ? 'Change a good target' : 'Add a good target',
      trail: [
        { text: 'What you need to do', href: '/' },
        { text: 'Good targets', href: '/authority/good-targets' },
        { text: exemplar ? 'Change' : 'Add' }
      ],
      body: (
        <div class="reading">
          <h1 class="govuk-heading-l">{exemplar ? 'Change a good target' : 'Add a good target'}</h1>
          <p class="govuk-body">Every school reads it. Name no child, and nothing by which one could be known.</p>
          {asks.length > 0 ? <InsetText>The coach says: {asks.join(' ')}</InsetText> : null}
          <form method="post" novalidate>
            <input type="hidden" name="_csrf" value={shown.csrf} />
            <input type="hidden" name="base" value={versionOf(exemplar)} />
            <Select
              {...field('area')}
              label="Area"
              items={[
                { value: '', text: 'Choose one' },
                ...Object.entries(areaNames).map(([value, name]) => ({ value, text: name }))
              ]}
            />
            <Select
              {...field('phase')}
              label="Phase"
              items={[
                { value: '', text: 'Every phase that has the area' },
                ...phases.map(value => ({ value, text: phaseNames[value] }))
              ]}
            />
            <Textarea {...field('baseline')} rows={2} label="Where the child was before" />
            <Textarea {...field('words')} rows={3} label="The target" />
            <Checkboxes
              name="hidden"
              values={hidden ? ['yes'] : []}
              items={[{ value: 'yes', text: 'Do not show it any more' }]}
            />
            <Button preventDoubleClick>Save</Button>
          </form>
        </div>
      )
    }
  }
})

function readExemplar(body: Parameters<typeof text>[0], key: string): { exemplar: Exemplar; problems: Problem[] } {
  const [area, baseline, words] = [text(body, 'area'), written(body, 'baseline'), written(body, 'words')]
  const phase = phases.find(one => one === text(body, 'phase')) ?? null
  const problems: Problem[] = []
  if (!Object.hasOwn(areaNames, area)) problems.push({ field: 'area', what: 'Choose an area' })
  else if (phase && !areasOf(phase).includes(area as Area))
    problems.push({ field: 'area', what: 'This phase has no such area. Choose another area or phase' })
  if (baseline === '') problems.push({ field: 'baseline', what: 'Say where the child was before' })
  if (words === '') problems.push({ field: 'words', what: 'Write the target' })
  for (const [field, said] of [
    ['baseline', baseline],
    ['words', words]
  ] as const)
    if (said.length > longest) problems.push({ field, what: `Shorten this to ${longest} characters` })
  const hidden = several(body, 'hidden').includes('yes')
  return { exemplar: { key, area, baseline, words, hidden, phase }, problems }
}
