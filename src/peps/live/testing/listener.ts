import type { Visitor } from '../../../web/testing/served.ts'

export interface Told {
  readonly event: string
  readonly data: unknown
}

/** An open page: what it has been told, and what it waits for. */
export interface Listener {
  readonly status: number
  readonly told: readonly Told[]
  /** The next such event that was not taken yet. @throws where none comes in five seconds. */
  next(event: string): Promise<unknown>
  /** The stream was ended by the server. */
  readonly ended: Promise<void>
  close(): void
}

export async function listen(visitor: Visitor, path: string): Promise<Listener> {
  const response = await visitor.open(path)
  const told: Told[] = []
  const taken = new Set<Told>()
  const waiting = new Set<() => void>()
  const body = response.body?.getReader()
  const read = async () => {
    const decoder = new TextDecoder()
    let rest = ''
    for (let part = await body?.read(); part && !part.done; part = await body?.read()) {
      const blocks = (rest + decoder.decode(part.value, { stream: true })).split('\n\n')
      rest = blocks.pop() ?? ''
      for (const block of blocks) {
        const [, event] = /^event: (.*)$/m.exec(block) ?? []
        const [, data] = /^data: (.*)$/m.exec(block) ?? []
        if (event) told.push({ event, data: JSON.parse(data ?? 'null') })
      }
      for (const look of waiting) look()
    }
  }
  const ended = response.ok ? read().catch(() => undefined) : Promise.resolve()
  return {
    status: response.status,
    told,
    ended,
    next: event =>
      new Promise((resolve, reject) => {
        const late = setTimeout(() => reject(new Error(`no ${event}: ${JSON.stringify(told)}`)), 5_000)
        const look = () => {
          const found = told.find(one => one.event === event && !taken.has(one))
          if (!found) return
          clearTimeout(late)
          waiting.delete(look)
          taken.add(found)
          resolve(found.data)
        }
        waiting.add(look)
        look()
      }),
    close: () => void body?.cancel().catch(() => undefined)
  }
}
