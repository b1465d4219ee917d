import pg from 'pg'

declare module 'pg' {
  interface Client {
    ref(): void
    unref(): void
  }
}

/** Any number; every program of ours that uses a cluster holds this lock, shared, on a session of its own. */
const usersLock = 7_370_112

const passing = ['57P01', '57P02', '57P03', 'ENOENT', 'ECONNREFUSED', 'ECONNRESET', 'EPIPE']

/**
 * A session that says "somebody of ours is here". A killed program's session ends with it, so nobody is counted who
 * is gone, and who comes while the last one closes the cluster waits for the lock and then finds it closed.
 */
export class Presence {
  readonly #client: pg.Client
  #leaving = false

  private constructor(client: pg.Client, onLost: () => void) {
    this.#client = client
    client.on('end', () => {
      if (!this.#leaving) onLost()
    })
  }

  /** undefined when the server is not taking sessions just now. */
  static async take(url: string, onLost: () => void): Promise<Presence | undefined> {
    const client = new pg.Client({ connectionString: url, application_name: 'openpep presence', ssl: false })
    client.on('error', () => undefined)
    try {
      await client.connect()
      await client.query('select pg_advisory_lock_shared($1)', [usersLock])
    } catch (error) {
      await client.end().catch(() => undefined)
      if (isPassing(error)) return undefined
      throw error
    }
    client.unref()
    return new Presence(client, onLost)
  }

  /** Ends the presence. When nobody else was there, `close` is called while newcomers still wait. */
  async leave(close?: () => Promise<void>): Promise<void> {
    this.#leaving = true
    this.#client.ref()
    if (close && (await this.#isLast())) await close()
    await this.#client.end().catch(() => undefined)
  }

  async #isLast(): Promise<boolean> {
    try {
      await this.#client.query('select pg_advisory_unlock_shared($1)', [usersLock])
      const { rows } = await this.#client.query('select pg_try_advisory_lock($1) as last', [usersLock])
      return rows[0]?.last === true
    } catch {
      return false
    }
  }
}

function isPassing(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  if ('code' in error && typeof error.code === 'string') return passing.includes(error.code)
  return error.message.startsWith('Connection terminated')
}
