import type { SectionOwner } from '../forms/definition.ts'
import type { SectionId } from '../guidance/words.ts'
import { viewSections } from './check-state.ts'

interface Owned {
  readonly id: SectionId
  readonly owner: SectionOwner
}

const titles = (child: string): ReadonlyArray<readonly [owner: SectionOwner, title: string]> => [
  ['carer', 'What the carer said'],
  ['parent', 'What the parent said'],
  ['designated-teacher', 'What the school wrote'],
  ['social-worker', `What the social worker wrote about ${child}`],
  ['all', 'What everybody wrote together']
]

/** What the check is about, and beneath it the rest, each part under the name of whoever writes it. */
export function groupsOf<Section extends Owned>(sections: readonly Section[], child: string) {
  const rest = sections.filter(section => !viewSections.includes(section.id))
  return {
    views: viewSections.flatMap(id => sections.filter(section => section.id === id)),
    others: titles(child)
      .map(([owner, title]) => ({ title, sections: rest.filter(section => section.owner === owner) }))
      .filter(group => group.sections.length > 0)
  }
}
