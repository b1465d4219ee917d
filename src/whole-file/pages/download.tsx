import { aboutOf, page } from '../../web/page.ts'
import { type FileRequest, requestsOf } from '../whole-file.ts'

/** The newest file itself: an export on record. */
export const wholeFileDownload = page<{ readonly newest: FileRequest | undefined }>({
  at: '/children/:child/whole-file/file',
  may: 'export a whole file',
  name: 'export: whole file',
  freshly: true,
  load: async ask => ({
    newest: (await requestsOf(ask.tx, aboutOf(ask).childId, ask.now)).find(one => one.file !== null)
  }),
  view: ({ newest }, { about }) =>
    newest?.file
      ? { send: { sha256: newest.file.sha256 }, type: 'application/zip', fileName: newest.file.name }
      : {
          title: 'Whole file',
          body: (
            <div class="reading">
              <h1 class="govuk-heading-l">There is no file to save</h1>
              <p class="govuk-body">
                <a class="govuk-link" href={`/children/${about?.childId}/whole-file`}>
                  Ask for the file
                </a>
              </p>
            </div>
          )
        }
})
