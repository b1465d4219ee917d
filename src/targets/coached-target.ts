import { type Coached, coachFields } from './coaching.ts'
import type { TargetDraft } from './target.ts'
import { fieldsOf } from './target-form.ts'

/** What the coach says of a target that is kept. Null: it has no words. */
export function coachOf(target: TargetDraft, nextMeeting: Temporal.PlainDate | null = null): Coached | null {
  const fields = fieldsOf(target)
  return coachFields(name => fields[name] ?? '', { nextMeeting: nextMeeting?.toString() ?? null, last: null })
}
