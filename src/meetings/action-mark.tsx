import { inWords, isAfter } from '../guidance/dates.ts'
import { Tag } from '../ui/components/tag.tsx'
import type { Action } from './held.ts'

/** Done, or past its day. */
export const ActionMark = ({ action, today }: { action: Pick<Action, 'due' | 'doneOn'>; today: Temporal.PlainDate }) =>
  action.doneOn ? (
    <>
      <Tag colour="green">Done</Tag> on {inWords(action.doneOn)}
    </>
  ) : action.due && isAfter(today, action.due) ? (
    <Tag colour="orange">Late</Tag>
  ) : null
