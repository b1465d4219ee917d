import type { KeyObject } from 'node:crypto'
import { sql } from 'kysely'
import { openDatabase } from '../db/database.ts'
import type { Tx } from '../db/transaction.ts'
import { metadataDigest, payloadDigest } from './audit.ts'
import type { NewestSeal } from './newest-seal.ts'
import { digestOf, isSignedBy, noSeal, rootOf, type SealableRow } from './seal.ts'
import { type AuditRow, readSealedRows, readSeals, readUnsealedRows, type StoredSeal } from './verify.queries.ts'

/** One thing that is not as it was written. `n` names the audit row, where a single one can be named. */
export interface AuditProblem {
  readonly kind: 'changed' | 'missing' | 'added' | 'cut-off'
  readonly n?: number
  readonly seal?: number
  readonly what: string
}

export interface Verified {
  readonly rows: number
  readonly seals: number
  /** Of the last second or so; the sealer comes to them next. */
  readonly unsealed: number
  readonly erased: number
  readonly problems: readonly AuditProblem[]
}

interface Report {
  rows: number
  seals: number
  unsealed: number
  erased: number
  readonly problems: AuditProblem[]
}

/**
 * Reads the whole log once, as its owner and at one moment, and recomputes every digest, root and signature.
 * `outside` is the newest seal as it was kept outside the database: without it an end that was cut off cannot be seen.
 */
export async function verifyAudit(
  ownerUrl: string,
  key: KeyObject,
  outside: NewestSeal | null = null
): Promise<Verified> {
  const database = openDatabase(ownerUrl, { max: 1, name: 'openpep audit verify' })
  try {
    return await database.kysely
      .transaction()
      .setIsolationLevel('repeatable read')
      .execute(async tx => {
        await sql`set local row_security = off`.execute(tx)
        const report: Report = { rows: 0, seals: 0, unsealed: 0, erased: 0, problems: [] }
        const newest = await checkSeals(tx, key, outside, report)
        await checkUnsealed(tx, report)
        checkEnd(newest, outside, report)
        return report
      })
  } finally {
    await database.close()
  }
}

async function checkSeals(
  tx: Tx,
  key: KeyObject,
  outside: NewestSeal | null,
  report: Report
): Promise<StoredSeal | null> {
  let before: StoredSeal | null = null
  for (;;) {
    const seals: StoredSeal[] = await readSeals(tx, before?.number ?? 0, 500)
    for (const seal of seals) {
      checkLink(before, seal, key, report)
      if (seal.number === outside?.number && !seal.signature.equals(outside.signature)) {
        report.problems.push({
          kind: 'changed',
          seal: seal.number,
          what: `Seal ${seal.number} is not the one kept outside the database.`
        })
      }
      await checkRows(tx, seal, report)
      report.seals++
      before = seal
    }
    if (seals.length === 0) return before
  }
}

function checkLink(before: StoredSeal | null, seal: StoredSeal, key: KeyObject, { problems }: Report): void {
  const { number } = seal
  const expected = (before?.number ?? 0) + 1
  if (number !== expected) {
    const gap = number - 1 === expected ? `Seal ${expected} is` : `Seals ${expected} to ${number - 1} are`
    problems.push({ kind: 'missing', seal: expected, what: `${gap} missing.` })
  } else if (!seal.previous.equals(before ? digestOf(before.signature) : noSeal)) {
    problems.push({ kind: 'changed', seal: number, what: `Seal ${number} does not follow from the one before it.` })
  }
  if (!isSignedBy(seal, key)) {
    problems.push({ kind: 'changed', seal: number, what: `The signature of seal ${number} is wrong.` })
  }
}

async function checkRows(tx: Tx, seal: StoredSeal, report: Report): Promise<void> {
  const { problems } = report
  const before = problems.length
  const sealed = await readSealedRows(tx, seal.number)
  const there: SealableRow[] = []
  for (const { n, row } of sealed) {
    if (row === null) {
      problems.push({ kind: 'missing', n, seal: seal.number, what: `Row ${n} is missing.` })
      continue
    }
    there.push(row)
    report.rows++
    if (row.erased) report.erased++
    const what = wrongWith(row)
    if (what) problems.push({ kind: 'changed', n, seal: seal.number, what: `Row ${n}: ${what}` })
  }
  if (problems.length > before) return
  const where = `seal ${seal.number} (rows ${seal.first} to ${seal.last})`
  if (sealed.length < seal.count) {
    const gone = seal.count - sealed.length
    problems.push({
      kind: 'missing',
      seal: seal.number,
      what: `${gone} of the ${seal.count} rows of ${where} missing.`
    })
  } else if (sealed.length > seal.count) {
    problems.push({
      kind: 'added',
      seal: seal.number,
      what: `${where} has ${sealed.length} rows instead of ${seal.count}.`
    })
  } else if (!rootOf(there).equals(seal.root)) {
    problems.push({
      kind: 'changed',
      seal: seal.number,
      what: `A row of ${where} was changed together with its digest.`
    })
  }
}

/** What is wrong with a row by itself, or null. */
function wrongWith(row: AuditRow): string | null {
  if (!metadataDigest(row).equals(row.meta_digest)) return 'who, when, what or whom it says was changed.'
  if (row.erased) {
    if (row.payload !== null) return 'it is marked as erased, but has a payload.'
    return row.erasure_known ? null : 'its payload was erased without an erasure on record.'
  }
  if (!payloadDigest(row.salt, row.payload).equals(row.payload_digest)) return 'its payload was changed.'
  return null
}

async function checkUnsealed(tx: Tx, report: Report): Promise<void> {
  let after = 0
  for (;;) {
    const rows = await readUnsealedRows(tx, after, 5_000)
    for (const row of rows) {
      after = row.n
      const wrong = wrongWith(row)
      const what = row.late ? 'it has no seal, and the seals have passed its time.' : wrong
      if (what) report.problems.push({ kind: 'added', n: row.n, what: `Row ${row.n} was added: ${what}` })
      else report.unsealed++
    }
    if (rows.length === 0) return
  }
}

function checkEnd(newest: StoredSeal | null, outside: NewestSeal | null, { problems }: Report): void {
  const last = newest?.number ?? 0
  if (!outside || outside.number <= last) return
  const end = newest ? `ends with seal ${last} (row ${newest.last})` : 'has no seal'
  problems.push({
    kind: 'cut-off',
    seal: last + 1,
    what: `The newest seal kept outside is ${outside.number}, but the database ${end}: what came after was cut off.`
  })
}
