import pg from 'pg'

/**
 * What one process tells all of them once a transaction is committed: short texts of ids, never words, never personal data.
 * Not within the transaction: NOTIFY there makes commits of the whole database wait for one another. A text that was lost (a
 * process killed, a connection broken) is made good by whoever listens, who reads anew from time to time.
 */
export interface Announcements {
  tell(texts: Iterable<string>): void
  /** One connection a process listens, from the first listener on. Returns how to stop. */
  hear(listener: Listener): () => void
  close(): Promise<void>
}

interface Listener {
  heard(text: string): void
  /** It listens from now on: what was told before may have been missed. */
  gap(): void
}

const channel = 'openpep'
/** What is told within so many milliseconds goes out together. */
const together = 100
/** PostgreSQL takes 8,000 bytes at once. */
const most = 7_900

/** As few payloads as hold them all, a line each. */
export function payloadsOf(texts: Iterable<string>): string[] {
  const payloads: string[] = []
  for (const text of texts) {
    const last = payloads.at(-1)
    if (last !== undefined && Buffer.byteLength(last) + Buffer.byteLength(text) < most)
      payloads[payloads.length - 1] = `${last}\n${text}`
    else payloads.push(text)
  }
  return payloads
}

export function openAnnouncements(pool: pg.Pool, url: string, name: string): Announcements {
  const listeners = new Set<Listener>()
  let waiting = new Set<string>()
  let timer: NodeJS.Timeout | undefined
  let listening: pg.Client | null = null
  let begun = false
  let closed = false

  const send = async () => {
    clearTimeout(timer)
    timer = undefined
    const texts = waiting
    waiting = new Set()
    for (const payload of payloadsOf(texts))
      await pool.query('select pg_notify($1, $2)', [channel, payload]).catch(() => undefined)
  }

  const listen = async () => {
    const client = new pg.Client({ connectionString: url, application_name: `${name}, listening`, keepAlive: true })
    listening = client
    const again = () => {
      if (listening !== client) return
      listening = null
      client.end().catch(() => undefined)
      if (!closed) setTimeout(listen, 500).unref()
    }
    client.on('error', again)
    client.on('end', again)
    client.on('notification', ({ payload = '' }) => {
      for (const text of payload.split('\n')) for (const one of listeners) one.heard(text)
    })
    try {
      await client.connect()
      await client.query(`listen ${channel}`)
    } catch {
      return again()
    }
    for (const one of listeners) one.gap()
  }

  return {
    tell: texts => {
      for (const text of texts) waiting.add(text)
      if (waiting.size > 0) timer ??= setTimeout(send, together)
    },
    hear: listener => {
      listeners.add(listener)
      if (!begun) void listen()
      begun = true
      return () => listeners.delete(listener)
    },
    close: async () => {
      closed = true
      if (timer) await send()
      const client = listening
      listening = null
      await client?.end().catch(() => undefined)
    }
  }
}
