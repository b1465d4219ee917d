import type { Tx } from '../db/transaction.ts'
import type { Ask } from '../web/page.ts'
import type { Pep } from './pep.ts'

/** What follows a submit in the same transaction: clocks, and messages to whoever has a part from now on. */
export async function pepSubmitted(_tx: Tx, _pep: Pep, _ask: Ask): Promise<void> {}
