import { asTyped, penceOf } from '../guidance/money.ts'
import { dueProblem, type LastDue } from '../guidance/targets.ts'
import type { Phase } from '../guidance/words.ts'
import { dateBoxes, dateField, text, written } from '../web/forms.ts'
import type { Problem } from '../web/page.ts'
import { areasOf } from './areas.ts'
import { type ActionOwner, actionOwners, type TargetAction, type TargetDraft } from './target.ts'

type Body = Readonly<Record<string, string | string[]>>
const longest = 4000
const rowsAtMost = 20

/** How many rows of actions a posted form had. */
export const actionRows = (body: Body): number =>
  Math.min(rowsAtMost, Object.keys(body).filter(name => /^what-\d+$/.test(name)).length)

const texts = [
  ['need', 'The need'],
  ['baseline', 'The baseline'],
  ['words', 'The target'],
  ['childWords', 'The child’s wording'],
  ['leadName', 'The lead'],
  ['success', 'How we will know'],
  ['intervention', 'The intervention']
] as const

/** Reads the form of a target: what was written, and what is wrong with it by the field. */
export function readTarget(
  body: Body,
  rules: {
    readonly phase: Phase
    readonly last: LastDue | null
    readonly today: Temporal.PlainDate
    readonly before: { readonly area: string; readonly due: Temporal.PlainDate | null } | null
  }
): { draft: TargetDraft; problems: Problem[] } {
  const problems: Problem[] = []
  const wrong = (field: string, what: string) => problems.push({ field, what })
  const area = written(body, 'area')
  if (area === '') wrong('area', 'Choose what the target is about')
  else if (!areasOf(rules.phase).some(known => known === area) && area !== rules.before?.area)
    wrong('area', 'Choose what the target is about from the list')
  if (written(body, 'words') === '') wrong('words', 'Write the target')
  for (const [name, label] of texts) {
    if (written(body, name).length > longest) wrong(name, `${label} is longer than ${longest} characters. Shorten it`)
  }
  const actions = readActions(body, wrong)
  if (written(body, 'leadName') === '') wrong('leadName', 'Say who leads on this target')
  const starts = dateIn(body, 'starts', wrong)
  const due = dateIn(body, 'due', wrong)
  if (due === null) wrong('due-day', 'Enter the day by which it should be met')
  if (due) {
    const late = dueProblem(
      { due, starts: starts ?? null, dueBefore: rules.before?.due ?? null },
      rules.last,
      rules.today
    )
    if (late) wrong('due-day', late)
  }
  const cost = readCost(body, wrong)
  const draft: TargetDraft = {
    area,
    need: written(body, 'need'),
    baseline: written(body, 'baseline'),
    words: written(body, 'words'),
    childWords: written(body, 'childWords'),
    actions,
    leadName: written(body, 'leadName'),
    starts: starts ?? null,
    due: due ?? null,
    success: written(body, 'success'),
    intervention: written(body, 'intervention'),
    costPence: cost
  }
  return { draft, problems }
}

type Wrong = (field: string, what: string) => void

/** Null: left empty; undefined: not a day, which has been said. */
function dateIn(body: Body, name: string, wrong: Wrong): Temporal.PlainDate | null | undefined {
  const read = dateField(body, name)
  if ('date' in read) return read.date
  if ('empty' in read) return null
  wrong(`${name}-day`, read.problem)
  return undefined
}

function readActions(body: Body, wrong: Wrong): TargetAction[] {
  const actions: TargetAction[] = []
  for (let row = 1; row <= rowsAtMost; row += 1) {
    const what = written(body, `what-${row}`)
    const who = text(body, `who-${row}`)
    if (what === '') continue
    if (what.length > longest) wrong(`what-${row}`, `Action ${row} is longer than ${longest} characters. Shorten it`)
    if (!isOwner(who)) wrong(`who-${row}`, `Choose who does action ${row}`)
    else actions.push({ who, what })
  }
  return actions
}

const isOwner = (who: string): who is ActionOwner => (actionOwners as readonly string[]).includes(who)

function readCost(body: Body, wrong: Wrong): number {
  const typed = written(body, 'cost')
  if (typed === '') return 0
  const read = penceOf(typed)
  if ('pence' in read) return read.pence
  wrong('cost', read.problem)
  return 0
}

/** The fields of the form as a target fills them. */
export function fieldsOf(target: TargetDraft): Record<string, string> {
  const fields: Record<string, string> = {
    area: target.area,
    need: target.need,
    baseline: target.baseline,
    words: target.words,
    childWords: target.childWords,
    leadName: target.leadName,
    success: target.success,
    intervention: target.intervention,
    cost: target.costPence === 0 ? '' : asTyped(target.costPence),
    ...dateBoxes('starts', target.starts),
    ...dateBoxes('due', target.due)
  }
  target.actions.forEach(({ who, what }, index) => {
    fields[`who-${index + 1}`] = who
    fields[`what-${index + 1}`] = what
  })
  return fields
}
