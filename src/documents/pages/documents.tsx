import { inWords, londonDay } from '../../guidance/dates.ts'
import { type OpenSection, openSection } from '../../peps/open-section.ts'
import { pepTrail } from '../../peps/pep-header.tsx'
import { changed, type OfPep, RecordPage, recordOf, subjectOf } from '../../peps/record-page.tsx'
import { SectionForm, sectionScripts } from '../../peps/section-form.tsx'
import { Button } from '../../ui/components/button.tsx'
import { Checkboxes } from '../../ui/components/checkboxes.tsx'
import { Details } from '../../ui/components/details.tsx'
import { SummaryList } from '../../ui/components/summary-list.tsx'
import { several, text } from '../../web/forms.ts'
import { aboutOf, page, type Shown } from '../../web/page.ts'
import {
  documentsOf,
  findDocument,
  type PlanAttachment,
  type SharedWith,
  shareDocument,
  sharedWith,
  sizeInWords,
  typeName,
  withdrawDocument
} from '../document.ts'

interface Loaded extends OfPep {
  readonly documents: readonly PlanAttachment[]
  readonly section: OpenSection | null
  /** Only the social worker's side widens or narrows who may read. */
  readonly mayShare: boolean
}

/** What is attached to a plan and who may read it. */
export const documentsPage = page<Loaded>({
  at: '/peps/:pep/documents',
  may: 'read plan',
  maySubmit: 'attach document',
  name: 'documents',
  load: async ask => {
    const of = await recordOf(ask, 'W', 'attach document')
    if (!of) return null
    const social = aboutOf(ask).standing.some(role => role === 'social-worker' || role === 'team-manager')
    return {
      ...of,
      documents: await documentsOf(ask.tx, of.pep.id),
      section: await openSection(ask, 'W', 'documents', of.pep),
      mayShare: of.mayWrite && social
    }
  },
  subject: subjectOf,
  view: (of, shown) => ({
    title: 'Documents',
    trail: pepTrail(of.pep, 'Documents'),
    scripts: sectionScripts(of.section),
    body: (
      <RecordPage of={of} section={of.section} today={shown.today} title="Documents">
        <div class="reading">
          {of.documents.length === 0 ? (
            <p class="govuk-body">
              Nothing is attached yet. An EHCP, a report, a timetable or a sample of work can be.
            </p>
          ) : null}
          {of.documents.map(document => (
            <DocumentCard of={of} document={document} shown={shown} />
          ))}
          {of.mayWrite ? <Button href={`/peps/${of.pep.id}/documents/new`}>Attach a document</Button> : null}
          {of.section ? <SectionForm of={of.section} shown={shown} /> : null}
        </div>
      </RecordPage>
    )
  }),
  submit: async (of, ask) => {
    const here = `/peps/${of.pep.id}/documents`
    const document = await findDocument(ask.tx, of.pep.id, text(ask.body, 'document'))
    if (!document) return { go: here, done: 'This document is not there any more. Nothing was changed.' }
    if (text(ask.body, 'do') === 'withdraw') {
      await withdrawDocument(ask.tx, document.id, ask.who.id, ask.now)
      await changed(ask, of, { did: 'withdraw document', before: { document: document.id, title: document.title } })
      return { go: here, done: 'The document is withdrawn. It is kept, and nobody sees it here.' }
    }
    if (!of.mayShare) return { refused: 'Who may read a document is the social worker’s choice.' }
    const audience = several(ask.body, 'audience').filter((one): one is SharedWith => Object.hasOwn(sharedWith, one))
    await shareDocument(ask.tx, document.id, audience)
    await changed(ask, of, {
      did: 'share document',
      before: { document: document.id, audience: document.audience },
      after: audience
    })
    return { go: here, done: 'Who may read it is saved.' }
  }
})

const readers = (document: PlanAttachment): string => {
  const names = document.audience.flatMap(one => (one === 'full' ? [] : sharedWith[one].toLowerCase()))
  return ['the council and the social worker', ...names].join(', ')
}

function DocumentCard({ of, document, shown }: { of: Loaded; document: PlanAttachment; shown: Shown }) {
  const here = `/peps/${of.pep.id}/documents`
  const heard = <span class="govuk-visually-hidden">: {document.title}</span>
  return (
    <section class="card" aria-labelledby={`document-${document.id}`}>
      <p class="govuk-caption-m">{typeName(document.type)}</p>
      <h2 class="govuk-heading-m as-written" id={`document-${document.id}`}>
        {document.title}
      </h2>
      <SummaryList
        rows={[
          {
            key: 'File',
            value: (
              <a class="govuk-link as-written" href={`${here}/${document.id}`}>
                <bdi>{document.fileName}</bdi> ({sizeInWords(document.size)})
              </a>
            )
          },
          { key: 'Date', value: document.dated ? inWords(document.dated) : 'Not given' },
          { key: 'Who may read it', value: readers(document) },
          {
            key: 'Attached',
            value: `${document.uploadedBy ?? 'Somebody'}, ${inWords(londonDay(document.uploadedAt))}`
          }
        ]}
      />
      {of.mayShare ? (
        <Details summary={<>Choose who may read it{heard}</>}>
          <form method="post" action={here}>
            <input type="hidden" name="_csrf" value={shown.csrf} />
            <input type="hidden" name="document" value={document.id} />
            <Checkboxes
              name="audience"
              id={`audience-${document.id}`}
              legend="Beside the council and the social worker"
              hint="An EHCP carries addresses. Look inside before you share it."
              values={document.audience}
              items={Object.entries(sharedWith).map(([value, name]) => ({ value, text: name }))}
            />
            <Button name="do" value="share" kind="secondary">
              Save who may read it{heard}
            </Button>
          </form>
        </Details>
      ) : null}
      {of.mayWrite ? (
        <Details summary={<>Withdraw{heard}</>}>
          <form method="post" action={here}>
            <input type="hidden" name="_csrf" value={shown.csrf} />
            <input type="hidden" name="document" value={document.id} />
            <p class="govuk-body">It is hidden from everybody. The file and its record stay.</p>
            <Button name="do" value="withdraw" kind="warning" preventDoubleClick>
              Yes, withdraw it{heard}
            </Button>
          </form>
        </Details>
      ) : null}
    </section>
  )
}
