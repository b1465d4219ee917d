import { Name } from '../ui/components/name.tsx'
import { Tag } from '../ui/components/tag.tsx'
import { ageOf, type Pep, pepTitle } from './pep.ts'

export const stateTags = {
  planned: { text: 'Not started', colour: 'grey' },
  'in-progress': { text: 'Being written', colour: 'blue' },
  submitted: { text: 'Submitted', colour: 'purple' },
  returned: { text: 'Returned', colour: 'orange' },
  'signed-off': { text: 'Signed off', colour: 'green' },
  'not-required': { text: 'Not required', colour: 'grey' }
} as const

/** "year 8", within a line about a child. */
export const yearWords = (year: number): string =>
  year < 0 ? 'before Reception' : year === 0 ? 'Reception' : year > 13 ? 'after year 13' : `year ${year}`

/** Whose page this is: the child as they like to be called, age (while their record is open), year, setting, term and the plan's state. */
export function PepHeader({ pep, today }: { pep: Pep; today: Temporal.PlainDate }) {
  const initials = pep.childName
    .split(/\s+/)
    .map(part => part[0])
    .join('')
    .slice(0, 2)
  const tag = stateTags[pep.state]
  const setting = [pep.settingName, pep.settingTown].filter(Boolean).join(', ')
  const parts = pep.recordClosed
    ? [yearWords(pep.yearGroup), setting].filter(Boolean)
    : [`${ageOf(pep, today)} years old`, yearWords(pep.yearGroup), setting || 'no school place']
  return (
    <div class="child-strip">
      <span class="child-strip__initials" aria-hidden="true">
        {initials}
      </span>
      <div class="child-strip__words">
        <p class="child-strip__name">
          {pep.opensChild ? (
            <a class="govuk-link govuk-link--no-visited-state" href={`/children/${pep.childId}`}>
              <Name of={pep.childName} also={pep.childAlso} />
            </a>
          ) : (
            <Name of={pep.childName} also={pep.childAlso} />
          )}
          {pep.pronouns ? <span class="child-strip__pronouns"> ({pep.pronouns})</span> : null}
        </p>
        <p class="child-strip__facts">{parts.join(' · ')}</p>
        <p class="child-strip__facts">
          {pepTitle(pep)} <Tag colour={tag.colour}>{tag.text}</Tag>
        </p>
      </div>
    </div>
  )
}

/** From the start page down to this plan's part. */
export const pepTrail = (pep: Pep, here?: string) => [
  { text: 'What you need to do', href: '/' },
  ...(pep.opensChild ? [{ text: pep.childName, href: `/children/${pep.childId}` }] : []),
  here ? { text: pepTitle(pep), href: `/peps/${pep.id}` } : { text: pepTitle(pep) },
  ...(here ? [{ text: here }] : [])
]
