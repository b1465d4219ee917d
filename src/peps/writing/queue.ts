import type { Draft, Drafts } from './drafts.ts'
import { type Sent, send } from './send.ts'

/**
 * The unsent words of one answer, in order. What was tried may have arrived though its reply was lost: it is sent again with
 * its own mutation before anything newer, whose base is then the version that it became.
 */
export interface Queue {
  /** Newer words take the place of those that nobody has tried to send. */
  add(draft: Draft): Promise<void>
  /** Words kept by an earlier page. */
  restore(drafts: readonly Draft[]): void
  flush(): Promise<void>
  readonly unsent: boolean
  /** The last try did not arrive. */
  readonly held: boolean
  readonly base: number
}

/** After each try. `kept`: what waits survives the closing of the page. */
export type Told = (sent: Sent, draft: Draft, kept: boolean) => void

export function openQueue(base: number, drafts: Drafts | null, told: Told): Queue {
  let known = base
  let waiting: Draft[] = []
  const tried = new Set<string>()
  const kept = new Set<string>()
  let running: Promise<void> | null = null
  let held = false

  const drop = async (draft: Draft) => {
    waiting = waiting.filter(one => one !== draft)
    await drafts?.drop(draft.mutation).catch(() => undefined)
  }
  const run = async () => {
    for (let draft = waiting[0]; draft; draft = waiting[0]) {
      tried.add(draft.mutation)
      const sent = await send(draft)
      if (sent.now === 'refused' && draft.posted) {
        await drop(draft)
        continue
      }
      held = sent.now !== 'saved' && sent.now !== 'clash'
      if (sent.now === 'saved') {
        const was = draft.base
        known = sent.version
        await drop(draft)
        waiting = waiting.map(one => (one.base === was ? { ...one, base: sent.version } : one))
      }
      // The server keeps the text of a clash beside theirs.
      if (sent.now === 'clash') await drop(draft)
      told(sent, draft, kept.has(draft.mutation))
      if (sent.now !== 'saved') return
    }
  }
  return {
    add: async draft => {
      const replaced = waiting.filter(one => !tried.has(one.mutation))
      waiting = [...waiting.filter(one => tried.has(one.mutation)), draft]
      if (await drafts?.keep(draft).catch(() => false)) kept.add(draft.mutation)
      for (const one of replaced) await drafts?.drop(one.mutation).catch(() => undefined)
    },
    restore: earlier => {
      waiting = [...earlier, ...waiting]
      // Whether an earlier page tried them is not known: none of them is replaced.
      for (const { mutation } of earlier) {
        tried.add(mutation)
        kept.add(mutation)
      }
    },
    flush: () => {
      running ??= run().finally(() => {
        running = null
      })
      return running
    },
    get unsent() {
      return waiting.length > 0
    },
    get held() {
      return held
    },
    get base() {
      return known
    }
  }
}
