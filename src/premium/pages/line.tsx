import { oneAtATime } from '../../db/transaction.ts'
import { inPounds } from '../../guidance/money.ts'
import { pepTrail } from '../../peps/pep-header.tsx'
import { changed, type OfPep, RecordPage, recordOf, subjectOf } from '../../peps/record-page.tsx'
import { clashIn, clashOf, judgePosted } from '../../peps/saved-record.ts'
import { ReadAt, twoVersions } from '../../peps/two-versions.tsx'
import { type Target, targetsOf } from '../../targets/target.ts'
import { Button } from '../../ui/components/button.tsx'
import { Input } from '../../ui/components/input.tsx'
import { Radios } from '../../ui/components/radios.tsx'
import { Select } from '../../ui/components/select.tsx'
import { Textarea } from '../../ui/components/textarea.tsx'
import { filledField } from '../../web/forms.ts'
import { type Ask, page, type Shown, type View } from '../../web/page.ts'
import { fieldsOf, lineInLines, readLine } from '../line-form.ts'
import {
  addLine,
  categories,
  categoryName,
  changeLine,
  contentOf,
  findLine,
  type LineDraft,
  type PremiumLine,
  standingLine
} from '../premium.ts'

/** The key of the one record on this form. */
const only = '1'

interface Loaded extends OfPep {
  readonly targets: readonly Target[]
  readonly line: PremiumLine | null
}

async function formOf(ask: Ask): Promise<Loaded | null> {
  const of = await recordOf(ask, 'Q', 'write targets')
  return of && { ...of, targets: await targetsOf(ask.tx, of.pep.id), line: null }
}

const targetIds = ({ targets }: Loaded) => targets.map(target => target.id)

export const newLinePage = page<Loaded>({
  at: '/peps/:pep/premium/new',
  may: 'write targets',
  name: 'new premium line',
  load: formOf,
  subject: subjectOf,
  view: lineForm,
  submit: async (of, ask) => {
    const { draft, problems } = readLine(ask.body, targetIds(of))
    if (!draft) return { again: problems }
    const id = await addLine(ask.tx, of.pep, draft, { by: ask.who.id, at: ask.now })
    await changed(ask, of, { did: 'add premium line', after: { line: id, ...draft } })
    return { go: `/peps/${of.pep.id}/premium`, done: `The line is saved: ${inPounds(draft.costPence)}.` }
  }
})

export const linePage = page<Loaded>({
  at: '/peps/:pep/premium/:line',
  may: 'write targets',
  name: 'premium line',
  load: async ask => {
    const form = await formOf(ask)
    const line = form && (await findLine(ask.tx, form.pep.id, ask.params.line ?? ''))
    return line && { ...form, line }
  },
  subject: subjectOf,
  view: (of, shown) => (of.line && clashIn(shown, [only]) ? bothVersions(of, of.line, shown) : lineForm(of, shown)),
  submit: async (of, ask) => {
    const here = `/peps/${of.pep.id}/premium`
    await oneAtATime(ask.tx, of.pep.id)
    const line = await findLine(ask.tx, of.pep.id, ask.params.line ?? '')
    if (!line) return { go: here, done: 'This line is not there any more. Nothing was changed.' }
    const { draft, problems } = readLine(ask.body, targetIds(of), line)
    const saved = judgePosted(ask.body, only, draft, contentOf(line))
    if (saved === 'unchanged') return { go: here, done: 'Nothing was changed.' }
    if (!draft) return { again: problems }
    if (saved === 'clash') return { again: [clashOf(only)] }
    await changeLine(ask.tx, line.id, draft, { by: ask.who.id, at: ask.now })
    await changed(ask, of, { did: 'change premium line', before: line, after: draft })
    return { go: here, done: `The line is saved: ${inPounds(draft.costPence)}.` }
  }
})

function bothVersions(of: Loaded, line: PremiumLine, shown: Shown): View {
  const { draft } = readLine(shown.typed ?? {}, targetIds(of), line)
  const words = (one: LineDraft | null) => (one ? lineInLines(one, of.targets) : '')
  const [mine, theirs] = [words(draft), words(line)]
  const what = 'Premium line'
  return twoVersions({ pep: of.pep, key: only, what, mine, standing: standingLine(line), theirs }, shown)
}

/** The kinds of help, and the one that came from elsewhere with this line. */
const offered = (line: PremiumLine | null): string[] => [
  ...new Set([...Object.keys(categories), ...(line ? [line.category] : [])])
]

function lineForm(of: Loaded, shown: Shown): View {
  const { pep, line, targets } = of
  const title = line ? 'Change a premium line' : 'Add a premium line'
  const field = filledField(shown.typed ?? (line ? fieldsOf(line) : { quantity: '1' }), shown.problems)
  return {
    title,
    trail: pepTrail(pep, title),
    body: (
      <RecordPage of={of} today={shown.today} title={title}>
        <form class="reading" method="post" novalidate>
          <input type="hidden" name="_csrf" value={shown.csrf} />
          {line ? <ReadAt shown={shown} of={[[only, contentOf(line)]]} /> : null}
          <Select
            {...field('target')}
            label="For which target?"
            items={[
              { value: '', text: 'None yet' },
              ...targets.map(target => ({ value: target.id, text: `${target.place}. ${target.words.slice(0, 80)}` }))
            ]}
          />
          <Select
            {...field('category')}
            label="What kind of help is it?"
            items={[
              { value: '', text: 'Choose one' },
              ...offered(line).map(value => ({ value, text: categoryName(value) }))
            ]}
          />
          <Input {...field('what')} label="What does the money buy?" />
          <Input {...field('provider')} label="Who provides it? (optional)" />
          <Input
            {...field('quantity')}
            label="How many?"
            hint="Two decimals at most, for example 6 or 1.5"
            inputmode="decimal"
            width={5}
          />
          <Input {...field('unit')} label="Of what?" hint="For example hour, session, book" width={20} />
          <Input
            {...field('rate')}
            label="How much is one?"
            hint="In pounds. The cost is how many times this, half a penny rounded up."
            prefix="£"
            inputmode="decimal"
            width={10}
          />
          <Radios
            {...field('recurrence')}
            legend="How often?"
            items={[
              { value: 'one-off', text: 'Once' },
              { value: 'termly', text: 'Each term' }
            ]}
          />
          <Textarea {...field('otherMoney')} rows={2} label="What other money was considered? (optional)" />
          <div class="govuk-button-group">
            <Button preventDoubleClick>Save line</Button>
            <a class="govuk-link" href={`/peps/${pep.id}/premium`}>
              Cancel
            </a>
          </div>
        </form>
      </RecordPage>
    )
  }
}
