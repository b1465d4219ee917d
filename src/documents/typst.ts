import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import { isRefusal, type Refusal } from '../guidance/words.ts'
import type { PlanDocument } from './plan-document.ts'
import { printable } from './printable.ts'
import { fontFolders, projectRoot, templatesFolder } from './printing-house.ts'

/** A file that travels inside the PDF, such as the plan as JSON in the authority's copy. */
export interface EmbeddedFile {
  readonly name: string
  readonly mediaType: string
  readonly description: string
  readonly text: string
}

/** `ua-1` for people to read, `a-3a` for an archive that asks for PDF/A. Typst writes one of them at a time. */
export type PdfStandard = 'ua-1' | 'a-3a'

export interface PrintSettings {
  readonly templates: string
  readonly fonts: readonly string[]
}
export interface PrintJob {
  readonly id: number
  readonly template: string
  readonly inputs: Record<string, string>
  readonly standard: PdfStandard
}
export type PrintResult =
  | { readonly id: number; readonly pdf: Uint8Array }
  | { readonly id: number; readonly failed: string }

/** Typst could not make the document. Holds the template and the plan's kind, never its text. */
export class PrintError extends Error {
  override readonly name = 'PrintError'
}

type Waiting = { readonly what: string; readonly done: (pdf: Uint8Array) => void; readonly fail: (why: Error) => void }

const waiting = new Map<number, Waiting>()
let thread: Worker | undefined
let lastId = 0
let watchdog: NodeJS.Timeout | undefined
/** A plan takes milliseconds. One that takes this long would hold up everybody's. */
const patience = 30_000

/** (Re)starts the wait for the next result; none in time ends the thread, and the next plan gets a new one. */
const watch = (): void => {
  clearTimeout(watchdog)
  if (waiting.size === 0) return
  watchdog = setTimeout(() => {
    const stuck = thread
    failAll(`Typst took longer than ${patience / 1000} seconds`)
    void stuck?.terminate()
  }, patience)
  watchdog.unref()
}

const failAll = (why: string): void => {
  thread = undefined
  for (const job of waiting.values()) job.fail(new PrintError(`${job.what}: ${why}`))
  waiting.clear()
}

const settle = (result: PrintResult): void => {
  const job = waiting.get(result.id)
  if (job === undefined) return
  waiting.delete(result.id)
  if (waiting.size === 0) thread?.unref()
  watch()
  if ('pdf' in result) job.done(result.pdf)
  else job.fail(new PrintError(`${job.what}: ${result.failed}`))
}

/** One thread a process, started by the first plan, and no reason for a process to stay alive. */
const printingThread = (): Worker => {
  if (thread !== undefined) return thread
  const settings: PrintSettings = { templates: templatesFolder, fonts: fontFolders }
  const started = new Worker(join(projectRoot, 'src', 'documents', 'typst-thread.ts'), { workerData: settings })
  started.on('message', settle)
  started.on('error', error => started === thread && failAll(String(error)))
  started.on('exit', code => started === thread && failAll(`the printing thread ended (${code})`))
  thread = started
  return started
}

/** Ends the printing thread; plans that are being made fail. The next plan starts a new one. */
export const closePrinting = async (): Promise<void> => {
  const ending = thread
  failAll('printing was stopped')
  await ending?.terminate()
}

const tooLong = (document: PlanDocument): Refusal | undefined => {
  const problems = document.sections.flatMap(section =>
    section.entries.flatMap(entry =>
      entry.kind === 'table' && entry.rows.some(row => row.length > entry.columns.length)
        ? [{ where: section.title, what: `The table "${entry.caption}" has a row with more cells than columns.` }]
        : []
    )
  )
  return problems.length > 0 ? { refused: 'This plan cannot be printed as it is.', problems } : undefined
}

/**
 * Makes the PDF of a plan: tagged, titled, the same bytes for the same input. Off the calling thread.
 * @throws PrintError when Typst fails, saying which template and which plan (never its text).
 */
export const compilePlan = async (
  document: PlanDocument,
  attachments: readonly EmbeddedFile[] = [],
  standard: PdfStandard = 'ua-1'
): Promise<Uint8Array | Refusal> => {
  const refusal = tooLong(document)
  if (refusal !== undefined) return refusal
  const template = document.audience === 'child' ? 'child.typ' : 'plan.typ'
  const { pep, audience } = document
  const what = `${template} for the ${audience} copy of a ${pep.kind} plan of ${pep.term} ${pep.year}`
  const job: PrintJob = {
    id: ++lastId,
    template,
    standard,
    inputs: { plan: JSON.stringify(printable(document)), attachments: JSON.stringify(attachments) }
  }
  return new Promise<Uint8Array>((done, fail) => {
    waiting.set(job.id, { what, done, fail })
    if (waiting.size === 1) watch()
    const worker = printingThread()
    worker.ref()
    worker.postMessage(job)
  })
}

/** The PDF of a plan that its own pages made, whose tables always fit. */
export async function printPlan(plan: PlanDocument): Promise<Uint8Array> {
  const pdf = await compilePlan(plan)
  if (isRefusal(pdf)) throw new Error(pdf.refused)
  return pdf
}
