import { inWords } from '../../guidance/dates.ts'
import { socialWorkerLeads } from '../../guidance/leader.ts'
import { type PepKind, type Role, roleNames } from '../../guidance/words.ts'
import type { Turned } from '../../peps/following.ts'
import { kindNames } from '../../peps/pep.ts'
import { InsetText } from '../../ui/components/inset-text.tsx'
import type { Carried, ChildFacts, Watcher } from '../changes.ts'

const staff: readonly Role[] = ['designated-teacher', 'social-worker', 'adviser', 'iro']

const withArticle = (words: string): string => `${/^[aeiou]/.test(words) ? 'An' : 'A'} ${words}`

/** A member of the family is not named: the page may be open where others read along. */
const called = ({ name, role, setting }: Watcher): string => {
  if (!staff.includes(role)) return `The ${roleNames[role]} of now`
  return `${name} (${[roleNames[role], setting].filter(Boolean).join(', ')})`
}

/** What a change does, sentence by sentence. Pure. */
export function effectsOf(carried: Carried, { name }: ChildFacts): string[] {
  const { on, gains, loses, turned, opened, settings, also } = carried
  const from = inWords(on)
  return [
    ...loses.map(
      one =>
        `${called(one)} no longer sees ${name} from ${from}${one.keeps ? ', but keeps the open plan until it is signed off' : ''}.`
    ),
    ...gains.map(one => `${called(one)} sees ${name} from ${from}.`),
    ...turned.flatMap(one => turnedInWords(one, settings)),
    ...opened.map(kind => `${withArticle(kindNames[kind as PepKind])} opens.`),
    ...also
  ]
}

function turnedInWords({ before, after }: Turned, settings: ReadonlyMap<string, string>): string[] {
  const place = (id: string | null) => (id && settings.get(id)) ?? 'the setting'
  const words: string[] = []
  if (before.kind !== after.kind)
    words.push(
      after.kind === 'transition'
        ? `The ${kindNames[before.kind]} becomes a transition plan, which ${place(after.settingId)} finishes.`
        : `The ${kindNames[before.kind]} becomes a ${kindNames[after.kind]}.`
    )
  if (!socialWorkerLeads(before) && socialWorkerLeads(after))
    words.push('The social worker now leads the open plan, with the adviser’s help. Nothing that is written is lost.')
  if (socialWorkerLeads(before) && !socialWorkerLeads(after))
    words.push(
      `The designated teacher of ${place(after.settingId)} takes over the open plan. Answers, targets and the meeting stay; what the social worker wrote stays theirs.`
    )
  else if (before.settingId !== after.settingId && after.settingId)
    words.push(`The open plan passes to ${place(after.settingId)}.`)
  return words
}

export function Effects({ carried, facts }: { carried: Carried; facts: ChildFacts }) {
  const effects = effectsOf(carried, facts)
  return (
    <InsetText>
      <h2 class="govuk-heading-m" id="effects">
        What this does
      </h2>
      {effects.length > 0 ? (
        <ul class="govuk-list govuk-list--bullet">
          {effects.map(words => (
            <li>{words}</li>
          ))}
        </ul>
      ) : (
        <p class="govuk-body">Nobody gains or loses sight of {facts.name}, and no plan changes.</p>
      )}
      <p class="govuk-body govuk-!-margin-bottom-0">Nothing is saved yet.</p>
    </InsetText>
  )
}
