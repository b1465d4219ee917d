import { circumstances, type Phase, phases } from '../guidance/words.ts'
import { formIn } from './load.ts'
import { type LocalChange, type LocalForm, sectionOf } from './local.ts'
import { nationalQuestions } from './local-problems.ts'
import { versions } from './versions.ts'

export const phaseNames: Record<Phase, string> = {
  'early-years': 'early years',
  primary: 'primary',
  secondary: 'secondary',
  'post-16': 'post-16'
}

const inPhase = (phase: Phase | undefined) => (phase ? ` (${phaseNames[phase]} only)` : '')
const keyOf = ({ question, phase }: LocalChange) => `${question} ${phase ?? ''}`
const nothing = (base: string): LocalForm => ({ base, changes: [] })

/** What one form of an authority says otherwise than another, in words; `before` null: than the national form. Pure. */
export function whatChanged(before: LocalForm | null, after: LocalForm): string[] {
  const old = before ?? nothing(after.base)
  const words = wordsOf(old, after)
  const [was, now] = [old, after].map(({ changes }) => new Map(changes.map(row => [keyOf(row), row])))
  const keys = [...new Set([...(was?.keys() ?? []), ...(now?.keys() ?? [])])]
  return [
    ...(old.base === after.base ? [] : [`Laid over the national edition ${after.base}, before over ${old.base}.`]),
    ...keys.flatMap(key => rowChanges(was?.get(key), now?.get(key), words))
  ]
}

interface Words {
  readonly label: (id: string) => string
  readonly section: (id: string) => string
}

function wordsOf(before: LocalForm, after: LocalForm): Words {
  const national = nationalQuestions(after.base)
  const edition = versions.get(after.base)
  const titles = new Map(
    edition
      ? formIn(edition, after.base, 'primary', circumstances).sections.map(one => [one.id as string, one.title])
      : []
  )
  const own = new Map(
    [...before.changes, ...after.changes].flatMap(row => (row.kind && row.label ? [[row.question, row.label]] : []))
  )
  return {
    label: id => own.get(id) ?? phases.map(phase => national.get(id)?.get(phase)?.label).find(Boolean) ?? id,
    section: id => titles.get(sectionOf(id)) ?? sectionOf(id)
  }
}

function rowChanges(was: LocalChange | undefined, now: LocalChange | undefined, words: Words): string[] {
  const row = now ?? was
  if (!row) return []
  const named = `“${words.label(row.question)}”${inPhase(row.phase)}`
  if (row.kind && !was)
    return [
      `${words.section(row.question)}: a new question, ${named}${now?.required ? ', which must be answered' : ''}.`
    ]
  if (row.kind && !now) return [`${words.section(row.question)}: ${named} is taken out.`]
  const differs = (key: keyof LocalChange) => JSON.stringify(was?.[key]) !== JSON.stringify(now?.[key])
  const said: string[] = []
  const say = (key: keyof LocalChange, change: string) => differs(key) && said.push(`${named} ${change}.`)
  say('label', now?.label ? `now reads “${now.label}”` : 'has its national words again')
  say(
    'hint',
    now?.hint === undefined ? 'has its national hint again' : now.hint ? `has the hint “${now.hint}”` : 'has no hint'
  )
  say('required', now?.required ? 'must be answered' : 'need not be answered any more')
  say('hidden', now?.hidden ? 'is not asked any more' : 'is asked again')
  say('after', placeOf(now?.after, words))
  say('options', `offers ${(now?.options ?? []).map(({ label }) => `“${label}”`).join(', ')}`)
  for (const key of ['kind', 'unit', 'min', 'max', 'maxLength', 'owner', 'shownWhen', 'keepsTrue'] as const)
    say(key, `has another “${key}”`)
  return said
}

function placeOf(after: string | undefined, words: Words): string {
  if (after === undefined) return 'stands where the national form has it'
  return after === 'first' ? 'stands first' : `stands after “${words.label(after)}”`
}
