import type { SectionId } from '../../guidance/words.ts'
import { InsetText } from '../../ui/components/inset-text.tsx'
import { page } from '../../web/page.ts'
import { type OpenSection, openSection, saveSection, subjectOf } from '../open-section.ts'
import { PepHeader, pepTrail } from '../pep-header.tsx'
import { recordPages } from '../record-pages.ts'
import { SectionForm, SectionIntro, sectionScripts } from '../section-form.tsx'

/** A section's questions to answer; to read only, for whoever may see the plan but not write here. */
export const sectionPage = page<OpenSection>({
  at: '/peps/:pep/sections/:section',
  may: 'read section',
  maySubmit: 'write section',
  name: 'section of a plan',
  load: ask => openSection(ask, ask.params.section as SectionId | undefined),
  subject: subjectOf,
  submit: saveSection,
  view: (of, shown) => {
    const { section, pep } = of
    return {
      title: `${section.title}: ${pep.childName}`,
      trail: pepTrail(pep, section.title),
      scripts: sectionScripts(of),
      body: (
        <div class="reading">
          <PepHeader pep={pep} today={shown.today} />
          <h1 class="govuk-heading-l">{section.title}</h1>
          <SectionIntro of={of} />
          <RecordLink of={of} />
          <SectionForm of={of} shown={shown} />
        </div>
      )
    }
  }
})

function RecordLink({ of: { section, pep } }: { of: OpenSection }) {
  const target = section.record ? recordPages[section.record] : undefined
  return target ? (
    <InsetText>
      This part has a page of its own:{' '}
      <a class="govuk-link" href={`/peps/${pep.id}/${target.path}`}>
        {target.words}
      </a>
    </InsetText>
  ) : null
}
