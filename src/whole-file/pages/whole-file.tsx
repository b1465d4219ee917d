import { sizeInWords } from '../../documents/document.ts'
import { inWords, londonDay } from '../../guidance/dates.ts'
import { Button } from '../../ui/components/button.tsx'
import { Details } from '../../ui/components/details.tsx'
import { Name } from '../../ui/components/name.tsx'
import { SummaryList } from '../../ui/components/summary-list.tsx'
import { Textarea } from '../../ui/components/textarea.tsx'
import { WarningText } from '../../ui/components/warning-text.tsx'
import { filledField, text } from '../../web/forms.ts'
import { aboutOf, page } from '../../web/page.ts'
import { askForWholeFile, daysOffered, type FileRequest, requestsOf } from '../whole-file.ts'

const day = (at: Temporal.Instant) => inWords(londonDay(at))

/** All that is held of one child as a file, for who has a right to see it: with a reason, and on record. */
export const wholeFilePage = page<{ readonly requests: readonly FileRequest[] }>({
  at: '/children/:child/whole-file',
  may: 'export a whole file',
  name: 'whole file',
  freshly: true,
  load: async ask => ({ requests: await requestsOf(ask.tx, aboutOf(ask).childId, ask.now) }),
  submit: async (_loaded, ask) => {
    const about = aboutOf(ask)
    const reason = text(ask.body, 'reason').trim()
    if (reason.length < 10)
      return { again: [{ field: 'reason', what: 'Say who asks for the file and why, in a sentence' }] }
    if (reason.length > 500) return { again: [{ field: 'reason', what: 'Say it in 500 letters or fewer' }] }
    await askForWholeFile(ask.tx, about, { person: ask.who.id, reason, now: ask.now })
    return {
      go: `/children/${about.childId}/whole-file`,
      done: 'The file is being made. Come back to this page in a minute.'
    }
  },
  view: ({ requests }, { about, csrf, typed, problems }) => {
    const name = about?.childName ?? ''
    const [newest, ...earlier] = requests
    return {
      title: `Whole file: ${name}`,
      trail: [
        { text: 'What you need to do', href: '/' },
        { text: name, href: `/children/${about?.childId}` },
        { text: 'Whole file' }
      ],
      body: (
        <div class="reading">
          <h1 class="govuk-heading-l">
            <span class="govuk-caption-l">
              <Name of={name} />
            </span>
            Whole file
          </h1>
          <p class="govuk-body">
            Everything that Open PEP holds of this child, for somebody who has a right to see it: a page to read, the
            same as data, and the attached files, in one zip. What tells of somebody else is marked, and a withheld
            address is left out.
          </p>
          <WarningText>
            Read all of it before you give it out. Carers, parents and professionals have rights too.
          </WarningText>
          {newest ? <Newest request={newest} childId={about?.childId ?? ''} /> : null}
          <form method="post">
            <input type="hidden" name="_csrf" value={csrf} />
            <Textarea
              {...filledField(typed ?? {}, problems)('reason')}
              label="Who asks for it, and why?"
              hint="This stays on record, and whoever may see who has looked at the child can see that you asked."
              rows={3}
            />
            <Button kind={newest?.file ? 'secondary' : undefined} preventDoubleClick>
              {newest ? 'Make it again' : 'Make the file'}
            </Button>
          </form>
          {earlier.length > 0 ? (
            <Details summary="Asked for before">
              <ul class="govuk-list">
                {earlier.map(({ askedAt, askedBy, reason }) => (
                  <li>
                    {day(askedAt)}, {askedBy}: {reason}
                  </li>
                ))}
              </ul>
            </Details>
          ) : null}
        </div>
      )
    }
  }
})

function Newest({ request, childId }: { request: FileRequest; childId: string }) {
  const { file, isOver, contents } = request
  return (
    <>
      <SummaryList
        rows={[
          { key: 'Asked for', value: `${day(request.askedAt)}, ${request.askedBy}` },
          { key: 'Why', value: request.reason }
        ]}
      />
      {file ? (
        <>
          <p class="govuk-body">
            <a class="govuk-link" href={`/children/${childId}/whole-file/file`}>
              Save the file (zip, {sizeInWords(file.size)})
            </a>
            . It can be saved here for {daysOffered} days.
          </p>
          <Details summary={`What is in it: ${contents.length} files`}>
            <ul class="govuk-list govuk-list--bullet">
              {contents.map(name => (
                <li>{name}</li>
              ))}
            </ul>
          </Details>
        </>
      ) : (
        <p class="govuk-body">
          {isOver
            ? `This file is older than ${daysOffered} days. Make it again: the record has gone on.`
            : 'The file is being made. Come back to this page in a minute.'}
        </p>
      )}
    </>
  )
}

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
