import { may } from '../../guidance/access.ts'
import { inWords, londonDay } from '../../guidance/dates.ts'
import { Button } from '../../ui/components/button.tsx'
import { Details } from '../../ui/components/details.tsx'
import { SummaryList } from '../../ui/components/summary-list.tsx'
import { text } from '../../web/forms.ts'
import { aboutOf, page, type Shown } from '../../web/page.ts'
import { sizeInWords } from '../document.ts'
import { askForPack, nextSettingOf, type Pack, packsOf, receivePack } from '../transfer-pack.ts'

interface Loaded {
  readonly packs: readonly Pack[]
  readonly next: { readonly id: string; readonly name: string } | null
}

/** What goes with a child to the next setting, and whether it has arrived there. */
export const transferPage = page<Loaded>({
  at: '/children/:child/transfer',
  may: 'see transfer pack',
  name: 'transfer pack',
  load: async ask => {
    const { childId } = aboutOf(ask)
    return { packs: await packsOf(ask.tx, childId), next: await nextSettingOf(ask.tx, childId) }
  },
  submit: async ({ packs, next }, ask) => {
    const about = aboutOf(ask)
    const here = `/children/${about.childId}/transfer`
    if (text(ask.body, 'step') === 'receive') {
      if (!may('receive transfer pack', about.standing))
        return { refused: 'Only a designated teacher of the new setting can say that the pack is there.' }
      return (
        (await receivePack(ask.tx, about, packs[0], ask.who, ask.today)) ?? {
          go: here,
          done: 'Thank you. The last setting can see that you have it.'
        }
      )
    }
    if (text(ask.body, 'step') !== 'make') return { again: [] }
    if (!next) return { refused: 'There is no setting to make a pack for. Record where the child goes next.' }
    await askForPack(ask.tx, about, next.id, { person: ask.who.id, now: ask.now })
    return { go: here, done: 'The pack is being made. Come back to this page in a minute.' }
  },
  view: ({ packs, next }, shown) => {
    const { about } = shown
    const [newest, ...older] = packs
    return {
      title: 'Transfer pack',
      trail: [
        { text: 'What you need to do', href: '/' },
        { text: about?.childName ?? '', href: `/children/${about?.childId}` },
        { text: 'Transfer pack' }
      ],
      body: (
        <div class="reading">
          <h1 class="govuk-heading-l">
            <span class="govuk-caption-l">{about?.childName}</span>
            Transfer pack
          </h1>
          <p class="govuk-body">
            One file for the new setting: every signed-off plan as a setting may read it, the transition plan, and the
            documents that settings may see. It is made when a move is recorded, and can be made again at any time.
          </p>
          {newest ? <Newest pack={newest} shown={shown} /> : <p class="govuk-body">No pack has been made yet.</p>}
          {next ? (
            <form method="post">
              <input type="hidden" name="_csrf" value={shown.csrf} />
              <Button name="step" value="make" kind={newest ? 'secondary' : undefined} preventDoubleClick>
                {newest ? `Make it again for ${next.name}` : `Make the pack for ${next.name}`}
              </Button>
            </form>
          ) : null}
          {older.length > 0 ? (
            <Details summary="Earlier packs">
              <ul class="govuk-list">
                {older.map(one => (
                  <li>{earlierInWords(one)}</li>
                ))}
              </ul>
            </Details>
          ) : null}
        </div>
      )
    }
  }
})

const earlierInWords = ({ setting, file, received }: Pack) =>
  `For ${setting}, ${file ? `made ${inWords(londonDay(file.madeAt))}` : 'not made'}${received ? `, received by ${received.by} on ${inWords(received.on)}` : ''}`

function Newest({ pack, shown }: { pack: Pack; shown: Shown }) {
  const { about, who, csrf } = shown
  if (!pack.file)
    return <p class="govuk-body">A pack for {pack.setting} is being made. Come back to this page in a minute.</p>
  const theirs =
    who?.appointments.some(one => one.role === 'designated-teacher' && one.settingId === pack.settingId) ?? false
  return (
    <>
      <SummaryList
        rows={[
          { key: 'For', value: pack.setting },
          { key: 'Made', value: `${inWords(londonDay(pack.file.madeAt))}, asked for by ${pack.askedBy}` },
          {
            key: 'Received',
            value: pack.received
              ? `${pack.received.by}, ${inWords(pack.received.on)}`
              : `Not yet. The designated teacher of ${pack.setting} says so here.`
          }
        ]}
      />
      <p class="govuk-body">
        <a class="govuk-link" href={`/children/${about?.childId}/transfer/file`}>
          Download the pack (zip, {sizeInWords(pack.file.size)})
        </a>
      </p>
      <Details summary={`What is in it: ${pack.contents.length} files`}>
        <ul class="govuk-list govuk-list--bullet">
          {pack.contents.map(name => (
            <li>{name}</li>
          ))}
        </ul>
      </Details>
      {theirs && !pack.received ? (
        <form method="post">
          <input type="hidden" name="_csrf" value={csrf} />
          <Button name="step" value="receive" preventDoubleClick>
            We have received it
          </Button>
        </form>
      ) : null}
    </>
  )
}

/** The newest pack itself: an export on record. */
export const transferFilePage = page<{ readonly pack: Pack | undefined }>({
  at: '/children/:child/transfer/file',
  may: 'see transfer pack',
  name: 'export: transfer pack',
  freshly: true,
  load: async ask => ({ pack: (await packsOf(ask.tx, aboutOf(ask).childId)).find(one => one.file !== null) }),
  view: ({ pack }, { about }) =>
    pack?.file
      ? { send: { sha256: pack.file.sha256 }, type: 'application/zip', fileName: pack.file.name }
      : {
          title: 'Transfer pack',
          body: (
            <div class="reading">
              <h1 class="govuk-heading-l">No pack has been made yet</h1>
              <p class="govuk-body">
                <a class="govuk-link" href={`/children/${about?.childId}/transfer`}>
                  Make the pack
                </a>
              </p>
            </div>
          )
        }
})
