import { Tag, type TagColour } from '../ui/components/tag.tsx'
import type { SectionSummary } from './section.ts'

const states: Record<SectionSummary['state'], { words: string; colour?: TagColour }> = {
  returned: { words: 'Returned', colour: 'orange' },
  complete: { words: 'Complete' },
  'in-progress': { words: 'In progress', colour: 'blue' },
  'not-started': { words: 'Not started', colour: 'grey' },
  'nothing-to-fill': { words: 'Nothing to fill in' }
}

/** A section as a line of a task list: whose it is, why it came back or what lacks, its state. */
export function taskOf({ section, href, hint }: { section: SectionSummary; href: string; hint: string }) {
  const { words, colour } = states[section.state]
  const lacks = section.missing.length
  const missing =
    lacks === 0
      ? null
      : lacks <= 2
        ? `Missing: ${section.missing.join('; ')}`
        : `Missing: ${section.missing[0]} and ${lacks - 1} more`
  return {
    title: section.title,
    href,
    hint: [hint, section.returned ? `Returned: ${section.returned}` : missing].filter(Boolean).join(' · '),
    status: colour ? <Tag colour={colour}>{words}</Tag> : words
  }
}
