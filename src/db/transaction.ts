import { type Kysely, sql, type Transaction } from 'kysely'
import type { Database } from './database.ts'
import type { Schema } from './schema.ts'

export type Tx = Kysely<Schema>
export type { Transaction }

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i
export const isUuid = (text: string): boolean => uuid.test(text)

/**
 * Runs `work` in one transaction that says who asks and which day it is: row policies read both. `person` null is nobody
 * (signing in): no row of a child exists for them. Rolls back when `work` throws.
 */
export async function asPerson<T>(
  database: Database,
  asking: { person: string | null; today: Temporal.PlainDate },
  work: (tx: Tx) => Promise<T>
): Promise<T> {
  if (asking.person !== null && !uuid.test(asking.person)) throw new Error('A person id is a UUID.')
  // The values are a checked UUID and a date, so nothing needs quoting.
  const who = `set_config('app.person', '${asking.person ?? ''}', true)`
  const when = `set_config('app.today', '${asking.today.toString()}', true)`
  return inTransaction(database, `select ${who}, ${when}`, tx => work(tx))
}

/** What was sent and nobody waits for, by transaction. */
const unanswered = new WeakMap<Tx, Promise<unknown>[]>()

/** What is to be told once the transaction is committed. */
const announced = new WeakMap<Tx, Set<string>>()

/**
 * Begins by a statement without values, sent together with BEGIN and with what `work` sends before it awaits `opened`, its rows.
 * The statement must say whose the transaction is, as `asPerson` does.
 */
export async function inTransaction<T, Row = unknown>(
  database: Database,
  opening: string,
  work: (tx: Tx, opened: Promise<readonly Row[]>) => Promise<T>
): Promise<T> {
  return database.lend(async tx => {
    const sent: Promise<unknown>[] = []
    const told = new Set<string>()
    unanswered.set(tx, sent)
    announced.set(tx, told)
    const opened = sql
      .raw<Row>(`begin; ${opening}`)
      .execute(tx)
      .then(({ rows }) => rows)
    try {
      const [result] = await Promise.all([work(tx, opened), opened])
      await Promise.all([...sent, sql`commit`.execute(tx)])
      database.announcements.tell(told)
      return result
    } catch (error) {
      const cause = (await firstFailure(sent)) ?? error
      await sql`rollback`.execute(tx).catch(() => undefined)
      throw cause
    } finally {
      unanswered.delete(tx)
      announced.delete(tx)
    }
  })
}

/** What failed while nobody waited is why all that followed failed too. */
async function firstFailure(sent: readonly Promise<unknown>[]): Promise<unknown> {
  const settled = await Promise.allSettled(sent)
  return settled.find(one => one.status === 'rejected')?.reason
}

/** Sends a write whose answer nobody reads: the commit waits for it, and where it fails the transaction does. */
export async function sendAlong(tx: Tx, write: Promise<unknown>): Promise<void> {
  const sent = unanswered.get(tx)
  if (!sent) return void (await write)
  write.catch(() => undefined)
  sent.push(write)
}

/** Tells every process that listens, after the commit and only then: ids, never words. */
export const announce = (tx: Tx, text: string): void => void announced.get(tx)?.add(text)

/** Enqueues a job inside the caller's transaction; payloads hold ids only. The same key replaces a job that still waits. */
export async function enqueue(tx: Tx, task: string, payload: Record<string, unknown>, key?: string): Promise<void> {
  await sql`select app.enqueue(${task}, ${JSON.stringify(payload)}::json, ${key ?? null})`.execute(tx)
}

/** Saves of one plan's records follow one another: what is read after this stands until the commit. */
export const oneAtATime = async (tx: Tx, pepId: string): Promise<void> => {
  await sql`select pg_advisory_xact_lock(hashtext('openpep records'), hashtext(${pepId}))`.execute(tx)
}
