import { type Finding, met, missing, unknown } from './finding.ts'

export interface Needs {
  /** What the target is about; null: asked and not given; undefined: not asked. */
  readonly area?: string | null
  /** The need that it meets, as written; undefined: not asked. */
  readonly need?: string | null
}

/** Relevant: tied to a need that this plan records. */
export function relevant({ area, need }: Needs): Finding {
  if (need !== undefined)
    return need?.trim()
      ? met(need.trim())
      : missing('Which need in this plan does it meet? Say what makes it the right target now.')
  return area?.trim() ? met(area.trim()) : unknown
}
