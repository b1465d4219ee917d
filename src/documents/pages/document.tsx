import { type OfPep, recordOf } from '../../peps/record-page.tsx'
import { page } from '../../web/page.ts'
import { findDocument, type PlanAttachment } from '../document.ts'

interface Loaded extends OfPep {
  readonly document: PlanAttachment
}

/** The file itself: always an attachment under the name as typed, never a page of ours. */
export const documentPage = page<Loaded>({
  at: '/peps/:pep/documents/:document',
  may: 'read document',
  name: 'document',
  load: async ask => {
    const of = await recordOf(ask, 'W', 'read document')
    const document = of && (await findDocument(ask.tx, of.pep.id, ask.params.document ?? ''))
    return document && { ...of, document }
  },
  subject: ({ subject, document }) => ({ ...subject, audience: document.audience }),
  view: ({ document }) => ({
    send: { sha256: document.sha256 },
    type: document.mediaType,
    fileName: document.fileName
  })
})
