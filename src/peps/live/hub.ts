import type { Announcements } from '../../db/announcements.ts'
import type { Look, NoLook } from './look.ts'
import { heardOf, lastsFor, type Writing, writingNow } from './presence.ts'
import { readTold } from './told.ts'

/** One open page, as this process serves it. */
export interface Follower {
  readonly person: string
  readonly pep: string
  /** What they may know now; a status where they may know nothing any more. */
  look(writing: readonly Writing[]): Promise<Look | NoLook>
  send(event: 'answers' | 'plan' | 'writing' | 'end' | 'beat', data?: unknown): void
  end(): void
}

export interface Hub {
  /** From here on the follower is told what changes; the first look goes out at once. Returns how to leave. */
  follow(follower: Follower, first: Look): () => void
  writing(pep: string): readonly Writing[]
  close(): void
}

/** Open streams of one person; one more ends the oldest. */
export const mostOfOne = 5
/** So often each looks whether it is still theirs to know, and whether something went untold. */
const beat = 15_000

/**
 * Fans out what is announced to the open pages of this process. A page that is told looks by itself, as its own person, so that
 * ended access goes silent; in between it holds no connection. All of them together look at most fifty times a second.
 */
export function openHub(announcements: Announcements): Hub {
  const streams = new Set<Stream>()
  const known = new Map<string, readonly Writing[]>()
  let stop: (() => void) | null = null

  const of = (pep: string) => [...streams].filter(one => one.follower.pep === pep)
  const writing = (pep: string) => writingNow(known.get(pep) ?? [], Date.now())
  const pace = () => Math.min(2_000, Math.max(250, 20 * streams.size))

  const heard = (text: string) => {
    const told = readTold(text)
    const mine = told ? of(told.pep) : []
    if (!told || mine.length === 0) return
    if (told.what === 'writing') {
      const before = writing(told.pep)
      known.set(told.pep, heardOf(before, told, Date.now()))
      const isNews = before.find(one => one.person === told.person)?.question !== (told.question ?? undefined)
      if (!isNews) return
      setTimeout(() => wakeAll(of(told.pep)), lastsFor + 100).unref()
    }
    wakeAll(mine, told.what === 'plan')
  }
  const wakeAll = (some: Iterable<Stream>, plan = false) => {
    for (const one of some) one.wake(plan)
  }

  return {
    follow: (follower, first) => {
      stop ??= announcements.hear({ heard, gap: () => wakeAll(streams, true) })
      const own = [...streams].filter(one => one.follower.person === follower.person)
      if (own.length >= mostOfOne) own[0]?.end('too many')
      const left = () => {
        streams.delete(stream)
        if (of(follower.pep).length === 0) known.delete(follower.pep)
      }
      const stream = openStream(follower, first, { writing: () => writing(follower.pep), pace, left })
      streams.add(stream)
      return () => stream.end(null)
    },
    writing,
    close: () => {
      stop?.()
      for (const one of [...streams]) one.end(null)
    }
  }
}

interface Stream {
  readonly follower: Follower
  wake(plan: boolean): void
  /** Null: without a word, so that the page comes again. */
  end(why: 'signed out' | 'no access' | 'too many' | null): void
}

interface Around {
  writing(): readonly Writing[]
  /** Milliseconds from one look to the next. */
  pace(): number
  left(): void
}

function openStream(follower: Follower, first: Look, { writing, pace, left }: Around): Stream {
  let versions: ReadonlyMap<string, number> | null = null
  let names = '[]'
  let lookedAt = Date.now()
  let [looking, dirty, plan, ended] = [false, false, false, false]
  let timer: NodeJS.Timeout

  const tell = (look: Look) => {
    const changed = [...look.versions].filter(([question, version]) => versions?.get(question) !== version)
    if (changed.length > 0 || versions === null) follower.send('answers', Object.fromEntries(changed))
    versions = look.versions
    const now = JSON.stringify(look.writing)
    if (now !== names) follower.send('writing', look.writing)
    names = now
  }
  const plant = () => {
    clearTimeout(timer)
    const next = lookedAt + (dirty ? pace() : beat)
    timer = setTimeout(look, Math.max(0, next - Date.now()))
  }
  const look = async () => {
    const wanted = plan
    ;[lookedAt, looking, dirty, plan] = [Date.now(), true, false, false]
    // Without a database nothing is known to have ended: it looks again at the next beat.
    const found = await follower.look(writing()).catch(() => null)
    looking = false
    if (ended) return
    if (typeof found === 'number') return end(found === 401 ? 'signed out' : 'no access')
    if (found) tell(found)
    if (found && wanted) follower.send('plan')
    else plan ||= wanted
    follower.send('beat')
    plant()
  }
  const end: Stream['end'] = why => {
    if (ended) return
    ended = true
    clearTimeout(timer)
    if (why) follower.send('end', why)
    follower.end()
    left()
  }

  tell(first)
  plant()
  return {
    follower,
    wake: changed => {
      dirty = true
      plan ||= changed
      if (!looking && !ended) plant()
    },
    end
  }
}
