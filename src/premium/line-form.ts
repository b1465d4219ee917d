import { asTyped, inPounds, penceOf } from '../guidance/money.ts'
import { costOf, hundredthsOf, mostCost } from '../guidance/premium.ts'
import { text, written } from '../web/forms.ts'
import type { Problem } from '../web/page.ts'
import { amountInWords, categories, categoryName, type LineDraft, quantityInWords } from './premium.ts'

type Body = Readonly<Record<string, string | string[]>>
const longest = 4000

/** Reads a premium line; its cost is computed, never typed. */
export function readLine(
  body: Body,
  targetIds: readonly string[],
  before: LineDraft | null = null
): { draft: LineDraft | null; problems: Problem[] } {
  const problems: Problem[] = []
  const wrong = (field: string, what: string) => problems.push({ field, what })
  const category = text(body, 'category')
  if (category === '' || (!Object.hasOwn(categories, category) && category !== before?.category))
    wrong('category', 'Choose what kind of help this is')
  const target = text(body, 'target')
  if (target !== '' && !targetIds.includes(target)) wrong('target', 'Choose a target of this plan')
  const what = written(body, 'what')
  if (what === '') wrong('what', 'Say what the money buys')
  for (const name of ['what', 'provider', 'unit', 'otherMoney'])
    if (written(body, name).length > longest) wrong(name, `Shorten this to ${longest} characters`)
  const quantity = hundredthsOf(written(body, 'quantity'))
  if ('problem' in quantity) wrong('quantity', quantity.problem)
  const rate = penceOf(written(body, 'rate'))
  if ('problem' in rate) wrong('rate', rate.problem)
  const recurrence = text(body, 'recurrence')
  if (recurrence !== 'one-off' && recurrence !== 'termly') wrong('recurrence', 'Choose whether it is once or each term')
  if ('problem' in quantity || 'problem' in rate) return { draft: null, problems }
  const costPence = costOf(quantity.hundredths, rate.pence)
  if (costPence > mostCost) wrong('quantity', 'This comes to more than £1,000,000. Check the number and the rate')
  if (problems.length > 0) return { draft: null, problems }
  const draft: LineDraft = {
    targetId: target || null,
    category,
    provider: written(body, 'provider'),
    what,
    unit: written(body, 'unit'),
    hundredths: quantity.hundredths,
    ratePence: rate.pence,
    costPence,
    recurrence: recurrence === 'termly' ? 'termly' : 'one-off',
    otherMoney: written(body, 'otherMoney')
  }
  return { draft, problems }
}

export const fieldsOf = (line: LineDraft): Record<string, string> => ({
  target: line.targetId ?? '',
  category: line.category,
  provider: line.provider,
  what: line.what,
  unit: line.unit,
  quantity: quantityInWords(line.hundredths),
  rate: asTyped(line.ratePence),
  recurrence: line.recurrence,
  otherMoney: line.otherMoney
})

/** The same as lines of text, to be compared. */
export const lineInLines = (
  line: LineDraft,
  targets: ReadonlyArray<{ readonly id: string; readonly words: string }>
): string =>
  [
    `${categoryName(line.category)}: ${line.what}`,
    `For the target: ${targets.find(({ id }) => id === line.targetId)?.words ?? 'None yet'}`,
    ...(line.provider ? [`Provider: ${line.provider}`] : []),
    `${amountInWords(line)} × ${inPounds(line.ratePence)} = ${inPounds(line.costPence)}, ${line.recurrence === 'termly' ? 'each term' : 'once'}`,
    ...(line.otherMoney ? [`Other money considered: ${line.otherMoney}`] : [])
  ].join('\n')
