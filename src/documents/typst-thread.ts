/**
 * The printing thread: one Typst compiler with its fonts, loaded once, off the thread that answers requests.
 * Runs as a source file beside the templates, so it imports nothing of ours but types.
 */
import { join } from 'node:path'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { parentPort, workerData } from 'node:worker_threads'
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler'
import type { PrintJob, PrintResult, PrintSettings } from './typst.ts'

const settings: PrintSettings = workerData
const compiler = NodeCompiler.create({
  workspace: settings.templates,
  fontArgs: [{ fontPaths: [...settings.fonts] }]
})

const words = (error: unknown): string => (error instanceof Error ? error.message : JSON.stringify(error))

const print = (job: PrintJob): PrintResult => {
  try {
    const compiled = compiler.compile({ mainFilePath: join(settings.templates, job.template), inputs: job.inputs })
    const error = compiled.takeError()
    if (error !== null) return { id: job.id, failed: JSON.stringify(compiler.fetchDiagnostics(error)) }
    if (compiled.result === null) return { id: job.id, failed: 'Typst made no document' }
    return { id: job.id, pdf: compiler.pdf(compiled.result, { pdfStandard: job.standard }) }
  } catch (error) {
    return { id: job.id, failed: words(error) }
  } finally {
    // Every plan is another child's: keep the templates' parsed form warm and nobody's text.
    compiler.evictCache(1)
  }
}

// A document made lies outside the JavaScript heap, which stays so small that nothing would ever collect it: two megabytes a plan.
setFlagsFromString('--expose-gc')
const collect = runInNewContext('gc') as () => void
let made = 0

parentPort?.on('message', (job: PrintJob) => {
  parentPort?.postMessage(print(job))
  if (++made % 4 === 0) setImmediate(collect)
})
