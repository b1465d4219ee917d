import { sql } from 'kysely'
import type { Tx } from './transaction.ts'

/** Enqueues a job inside the caller's transaction that runs at `at` or, where that is over, at once. One job for each key. */
export async function enqueueLater(
  tx: Tx,
  task: string,
  payload: Record<string, unknown>,
  { key, at }: { readonly key: string; readonly at: Temporal.Instant }
): Promise<void> {
  await sql`select app.enqueue(${task}, ${JSON.stringify(payload)}::json, ${key}, ${at.toString()}::timestamptz)`.execute(
    tx
  )
}
