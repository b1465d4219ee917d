import common from '../../forms/2026.1/common.json' with { type: 'json' }
import earlyYears from '../../forms/2026.1/early-years.json' with { type: 'json' }
import leavingCare from '../../forms/2026.1/leaving-care.json' with { type: 'json' }
import noSchoolPlace from '../../forms/2026.1/no-school-place.json' with { type: 'json' }
import post16 from '../../forms/2026.1/post-16.json' with { type: 'json' }
import primary from '../../forms/2026.1/primary.json' with { type: 'json' }
import scales from '../../forms/2026.1/scales.json' with { type: 'json' }
import secondary from '../../forms/2026.1/secondary.json' with { type: 'json' }
import uasc from '../../forms/2026.1/uasc.json' with { type: 'json' }
import type { Role } from '../guidance/words.ts'
import type { Option } from './definition.ts'
import type { LocalForm } from './local.ts'

/** Pieces of a form as their files hold them: only what laying them together needs is known of them yet. */
interface Piece {
  readonly scale?: string
  readonly options?: unknown
  readonly [key: string]: unknown
}
export interface QuestionPatch extends Piece {
  readonly id: string
  readonly owner?: string
  readonly columns?: readonly Piece[]
}
export interface SectionPatch {
  readonly id: string
  readonly owner?: string
  readonly recordNeeds?: { readonly owner?: string; readonly [key: string]: unknown }
  readonly audience?: unknown
  readonly questions?: readonly QuestionPatch[]
  readonly [key: string]: unknown
}
export interface FormFile {
  readonly title?: string
  /** Who answers in whose place. */
  readonly owners?: Readonly<Partial<Record<Role, Role>>>
  readonly sections: readonly SectionPatch[]
}
export type Scales = Readonly<
  Record<string, { readonly title: string; readonly entries: readonly Option[] } | undefined>
>

export interface Edition {
  readonly files: ReadonlyMap<string, FormFile>
  readonly scales: Scales
  /** What an authority says otherwise; none in a national edition. */
  readonly local?: LocalForm
}

/** The national editions. They stay for ever: a pep keeps the one it was opened with. */
export const versions: ReadonlyMap<string, Edition> = new Map([
  [
    '2026.1',
    {
      scales: scales as Scales,
      files: new Map<string, unknown>([
        ['common', common],
        ['early-years', earlyYears],
        ['primary', primary],
        ['secondary', secondary],
        ['post-16', post16],
        ['no-school-place', noSchoolPlace],
        ['uasc', uasc],
        ['leaving-care', leavingCare]
      ]) as ReadonlyMap<string, FormFile>
    }
  ]
])

export const currentVersion = '2026.1'
