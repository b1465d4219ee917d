import type { Tx } from '../db/transaction.ts'
import type { PlainDate } from '../guidance/dates.ts'
import { sendMessage } from '../messages/outbox.ts'
import { texts } from '../messages/texts.ts'

type Plain = 'targets shared' | 'correction settled' | 'concern raised' | 'concern answered'
type Dated = 'section asked' | 'submitted' | 'returned' | 'correction asked'

interface Telling {
  readonly about: { readonly id: string | null; readonly authorityId: number; readonly childId: string }
  readonly to: readonly string[]
  /** Names the event: told once to each person, however often it happens again. */
  readonly event: string
  readonly path: string
  readonly origin: string
}

/** Tells each of these people at once: what waits, and a link; nothing of the child. */
export const tell = (tx: Tx, kind: Plain, telling: Telling): Promise<void> =>
  send(tx, kind, texts[kind]({ link: telling.origin + telling.path }), telling)

/** The same with a day to do it by. No day is known: it says what waits without one. */
export function tellBy(tx: Tx, kind: Dated, due: PlainDate | null, telling: Telling): Promise<void> {
  const link = telling.origin + telling.path
  return send(tx, kind, due ? texts[kind]({ link, due }) : withoutDay(kind, link), telling)
}

/** The usual words ask for a day; where the calendar cannot give one, the part that names it is left out. */
function withoutDay(kind: Dated, link: string) {
  const { subject, words } = texts[kind]({ link, due: Temporal.PlainDate.from('2000-01-03') })
  return { subject, words: words.replace(/,? by [^.]*2000/, '') }
}

async function send(tx: Tx, kind: Plain | Dated, words: { subject: string; words: string }, telling: Telling) {
  const { about, to, event, origin } = telling
  for (const person of new Set(to))
    await sendMessage(tx, {
      eventKey: `${event} ${person}`,
      authorityId: about.authorityId,
      childId: about.childId,
      pepId: about.id,
      to: { person },
      kind,
      ...words,
      origin
    })
}
