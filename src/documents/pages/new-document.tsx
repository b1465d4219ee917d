import { isRefusal, type Refusal } from '../../guidance/words.ts'
import { pepTrail } from '../../peps/pep-header.tsx'
import { changed, type OfPep, RecordPage, recordOf, subjectOf } from '../../peps/record-page.tsx'
import { Button } from '../../ui/components/button.tsx'
import { DateInput } from '../../ui/components/date-input.tsx'
import { FileUpload } from '../../ui/components/file-upload.tsx'
import { Input } from '../../ui/components/input.tsx'
import { Select } from '../../ui/components/select.tsx'
import { dateField, filledDate, filledField, formRefused, text, written } from '../../web/forms.ts'
import { type Incoming, type Problem, page } from '../../web/page.ts'
import { attachDocument, type DocumentType, documentTypes, type Kept } from '../document.ts'
import { putFile } from '../files.ts'
import { checkUpload } from '../upload.ts'

/** Attaches one file: checked and safe in the store before the row that names it is written. */
export const newDocumentPage = page<OfPep, Kept | Refusal | null>({
  at: '/peps/:pep/documents/new',
  may: 'attach document',
  name: 'new document',
  upload: true,
  load: ask => recordOf(ask, 'W', 'attach document'),
  subject: subjectOf,
  view: (of, shown) => {
    const values = shown.typed ?? {}
    const field = filledField(values, shown.problems)
    return {
      title: 'Attach a document',
      trail: pepTrail(of.pep, 'Attach a document'),
      body: (
        <RecordPage of={of} today={shown.today} title="Attach a document">
          <form class="reading" method="post" encType="multipart/form-data" novalidate>
            <input type="hidden" name="_csrf" value={shown.csrf} />
            <Select
              {...field('type')}
              label="What is it?"
              items={[
                { value: '', text: 'Choose one' },
                ...Object.entries(documentTypes).map(([value, name]) => ({ value, text: name }))
              ]}
            />
            <Input {...field('title')} label="Title" hint="As others should see it in the list." />
            <DateInput {...filledDate(values, shown.problems)('dated')} legend="Date of the document (optional)" />
            <FileUpload
              name="file"
              label="File"
              hint="PDF, picture, Word, Excel, PowerPoint, OpenDocument text, plain text or CSV, 20 MB at most. The council and the school can read it; the social worker may share it more widely."
              error={field('file').error}
            />
            <div class="govuk-button-group">
              <Button preventDoubleClick>Attach</Button>
              <a class="govuk-link" href={`/peps/${of.pep.id}/documents`}>
                Cancel
              </a>
            </div>
          </form>
        </RecordPage>
      )
    }
  },
  prepare: async ({ files, body, service }) => {
    const file = files.find(one => one.field === 'file')
    if (!file) return null
    const checked = await checkUpload(file.bytes, file.name)
    if (isRefusal(checked)) return checked
    const { problems } = readAbout(body)
    // Nothing is kept of a form that comes back.
    if (problems.length > 0) return { refused: 'Choose the file again' }
    return { ...checked, size: file.bytes.length, sha256: await putFile(service.config.filesFolder, file.bytes) }
  },
  submit: async (of, ask) => {
    const { said, problems } = readAbout(ask.body)
    const kept = ask.prepared
    if (!kept) problems.push({ field: 'file', what: 'Choose a file' })
    else if (isRefusal(kept)) problems.push({ field: 'file', what: kept.refused })
    if (!kept || isRefusal(kept) || !said) return formRefused(problems)
    const id = await attachDocument(ask.tx, of.pep, kept, said, { by: ask.who.id, at: ask.now })
    const { name, mediaType, size, sha256 } = kept
    await changed(ask, of, {
      did: 'attach document',
      after: { document: id, type: said.type, title: said.title, file: name, mediaType, size, sha256 }
    })
    return { go: `/peps/${of.pep.id}/documents`, done: 'The document is attached.' }
  }
})

/** What is said of the file beside it; null with what is wrong. */
function readAbout(body: Incoming['body']) {
  const problems: Problem[] = []
  const type = typeOf(text(body, 'type'))
  if (!type) problems.push({ field: 'type', what: 'Choose what it is' })
  const title = written(body, 'title')
  if (title === '') problems.push({ field: 'title', what: 'Give it a title' })
  if (title.length > 200) problems.push({ field: 'title', what: 'Shorten the title to 200 characters' })
  const dated = dateField(body, 'dated')
  if ('problem' in dated) problems.push({ field: 'dated-day', what: dated.problem })
  const said = type && problems.length === 0 ? { type, title, dated: 'date' in dated ? dated.date : null } : null
  return { said, problems }
}

const typeOf = (typed: string): DocumentType | null =>
  Object.hasOwn(documentTypes, typed) ? (typed as DocumentType) : null
