import { inWords } from '../guidance/dates.ts'
import type { ViewParty, Views } from './views.ts'
import { howWords, readerWords, reasonsOf, wishWords } from './views-words.ts'

/** When and how somebody was heard, or why not; and what the child chose. */
export function Heard({ party, views }: { party: ViewParty; views: Views | undefined }) {
  if (!views) return null
  const reason =
    views.reasonNone && (party === 'carer' || party === 'parent')
      ? (reasonsOf[party][views.reasonNone] ?? views.reasonNone)
      : views.reasonNone
  return (
    <>
      {views.recordedOn && party === 'social-worker' ? (
        <p class="govuk-body">
          Written on {inWords(views.recordedOn)}
          {views.recordedBy ? ` by ${views.recordedBy}` : null}.
        </p>
      ) : views.recordedOn ? (
        <p class="govuk-body">
          Heard on {inWords(views.recordedOn)} {views.how ? howWords[views.how] : null}
          {views.recordedBy ? `. Recorded by ${views.recordedBy}` : null}.{' '}
          {views.readBy ? `Read by ${views.readBy}.` : null}
        </p>
      ) : null}
      {reason ? <p class="govuk-body as-written">Not heard: {reason}</p> : null}
      {views.wish ? (
        <p class="govuk-body">
          Coming to the meeting: {wishWords[views.wish]}
          {views.withWhom ? `, with ${views.withWhom}` : null}.
        </p>
      ) : null}
      {views.readers ? (
        <p class="govuk-body">
          Besides the social worker, adviser and head, they let these read it:{' '}
          {views.readers.length > 0 ? views.readers.map(one => readerWords[one]).join(', ') : 'nobody'}.
        </p>
      ) : null}
    </>
  )
}
