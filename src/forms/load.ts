import type { Circumstance, Phase, Role } from '../guidance/words.ts'
import { circumstances } from '../guidance/words.ts'
import type { FormDefinition } from './definition.ts'
import { editionOf } from './editions.ts'
import { type LocalForm, layLocal } from './local.ts'
import { problemsOf } from './schema.ts'
import {
  currentVersion,
  type Edition,
  type FormFile,
  type QuestionPatch,
  type Scales,
  type SectionPatch
} from './versions.ts'

export { currentVersion } from './versions.ts'

export class FormFault extends Error {
  readonly problems: readonly string[]
  constructor(name: string, problems: readonly string[]) {
    super(`The form ${name} cannot be used:\n- ${problems.join('\n- ')}`)
    this.problems = problems
  }
}

export interface WhichForm {
  readonly phase: Phase
  readonly circumstances: readonly Circumstance[]
  /** The version a pep was opened with. */
  readonly version?: string
}

const cache = new Map<string, FormDefinition>()

/**
 * The form of one phase with its circumstances laid over it: frozen, checked, and the same object each time.
 * Throws `FormFault` for a version that does not exist or a definition that is wrong: both are ours to mend.
 */
export function formFor({ phase, circumstances: given, version = currentVersion }: WhichForm): FormDefinition {
  const laid = circumstances.filter(one => given.includes(one))
  const key = `${version}/${[phase, ...laid].join('+')}`
  const known = cache.get(key)
  if (known) return known
  const edition = editionOf(version)
  if (!edition) throw new FormFault(key, [`there is no version ${version}`])
  const form = formIn(edition, version, phase, laid)
  cache.set(key, form)
  return form
}

/** The form of an edition that need not be published: an authority's draft is read and tried by it. */
export function formIn(
  { files: all, scales, local }: Edition,
  version: string,
  phase: Phase,
  laid: readonly Circumstance[]
): FormDefinition {
  const id = [phase, ...laid].join('+')
  const files = ['common', phase, ...laid].flatMap(name => all.get(name) ?? [])
  return composeForm({ id, version, files, scales, local: local && { rows: local, phase } })
}

/** Lays files over each other in order, checks the whole, freezes it. */
export function composeForm(from: {
  id: string
  version: string
  files: readonly FormFile[]
  scales: Scales
  local?: { readonly rows: LocalForm; readonly phase: Phase } | undefined
}): FormDefinition {
  const titles = from.files.flatMap(file => file.title ?? [])
  const national = from.files.reduce(layOver, [])
  const sections = from.local ? withLocal(national, from.local, from.files) : national
  const candidate: unknown = {
    id: from.id,
    version: from.version,
    title: titles.at(-1),
    sections: sections.map(section => finished(section, from.scales))
  }
  const problems = problemsOf(candidate)
  if (problems.length > 0) throw new FormFault(`${from.version}/${from.id}`, problems)
  return deepFreeze(candidate as FormDefinition)
}

/** The authority's own questions fall to whom the rest of the form falls to. */
const withLocal = (
  national: readonly SectionPatch[],
  { rows, phase }: { readonly rows: LocalForm; readonly phase: Phase },
  files: readonly FormFile[]
): SectionPatch[] =>
  files.reduce(
    (sections, { owners }) => (owners ? sections.map(section => handedOver(section, owners)) : sections),
    layLocal(national, rows, phase)
  )

/** A section or question that is known is changed where the overlay speaks; a new one is added at the end. */
function layOver(under: readonly SectionPatch[], over: FormFile): SectionPatch[] {
  const merged = over.sections.reduce<SectionPatch[]>(
    (sections, patch) =>
      mergeById(sections, patch, (old, now) => ({
        ...old,
        ...now,
        questions: (now.questions ?? []).reduce<QuestionPatch[]>(
          (questions, question) => mergeById(questions, question, (before, after) => ({ ...before, ...after })),
          [...(old.questions ?? [])]
        )
      })),
    [...under]
  )
  return over.owners ? merged.map(section => handedOver(section, over.owners ?? {})) : merged
}

function mergeById<T extends { id: string }>(list: readonly T[], patch: T, merge: (old: T, now: T) => T): T[] {
  return list.some(one => one.id === patch.id)
    ? list.map(one => (one.id === patch.id ? merge(one, patch) : one))
    : [...list, patch]
}

/** Where there is no school, what a designated teacher would write is the social worker's. */
function handedOver(section: SectionPatch, owners: Readonly<Partial<Record<Role, Role>>>): SectionPatch {
  const to = (owner: string | undefined) => (owner && owner in owners ? owners[owner as Role] : owner)
  return {
    ...section,
    owner: to(section.owner),
    ...(section.recordNeeds ? { recordNeeds: { ...section.recordNeeds, owner: to(section.recordNeeds.owner) } } : {}),
    questions: section.questions?.map(one => (one.owner ? { ...one, owner: to(one.owner) } : one))
  }
}

function finished(section: SectionPatch, scales: Scales) {
  const questions = (section.questions ?? []).map(one => ({
    audience: section.audience,
    required: 'never',
    ...withOptions(one, scales),
    ...(one.columns ? { columns: one.columns.map(column => withOptions(column, scales)) } : {})
  }))
  return { ...section, questions }
}

const withOptions = <T extends { scale?: string; options?: unknown }>(one: T, scales: Scales): T =>
  one.scale && !one.options ? { ...one, options: scales[one.scale]?.entries } : one

function deepFreeze<T>(value: T): T {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value
  for (const part of Object.values(value)) deepFreeze(part)
  return Object.freeze(value)
}
