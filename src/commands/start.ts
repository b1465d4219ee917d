import { mkdirSync } from 'node:fs'
import { type Config, today } from '../config.ts'
import { databaseUrls } from '../db/database-urls.ts'
import { openInstruments } from '../instruments.ts'
import { claimServer } from '../server-pid.ts'
import { migrateDatabase } from './migrate.ts'
import { options, print } from './options.ts'

/** What a process does: answer pages, run jobs, or both. */
export type Part = 'serve' | 'work'

type Running = { close(): Promise<void> }

/** Runs until SIGINT or SIGTERM; then closes what it opened, last opened first, and leaves the database. */
export async function start(args: string[], config: Config, parts: Part[]): Promise<number> {
  const { values } = options(args, {})
  mkdirSync(config.dataFolder, { recursive: true, mode: 0o711 })
  const claim = parts.includes('serve') ? claimServer(config) : undefined
  // Over a database of its own each process answers on its own port; an embedded one belongs to one server.
  if (claim?.running && !config.databaseUrl) {
    throw new Error(`Open PEP is already running at ${claim.running.url} (pid ${claim.running.pid}).`)
  }
  const open: Running[] = claim && !claim.running ? [{ close: async () => claim.release() }] : []
  try {
    const ended = asked()
    const database = await databaseUrls(config)
    open.push({ close: database.stop })
    if (parts.includes('serve') && database.owner) {
      await migrateDatabase(database)
      if (config.mode === 'demo') {
        await (await import('../demo/load.ts')).loadDemonstration(database.owner, today(config))
      }
    }
    const instruments = openInstruments(config)
    if (parts.includes('work')) {
      const { answerFigures, startWorker } = await import('../jobs/worker.ts')
      open.push(await startWorker(config, database, instruments))
      if (config.workPort && !parts.includes('serve'))
        open.push(await answerFigures(config.workPort, database, instruments))
    }
    if (parts.includes('serve')) {
      open.push(await (await import('../server.ts')).startServer(config, database, instruments))
      print(values.json, { url: config.baseUrl, pid: process.pid }, `Open PEP is running at ${config.baseUrl}`)
    }
    await ended
    return 0
  } catch (error) {
    throw portTaken(error, config.port)
  } finally {
    for (const running of open.reverse()) await running.close()
  }
}

/** Settled by the first request to end; the second ends the process at once. */
function asked(): Promise<void> {
  return new Promise(resolve => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve())
  })
}

function portTaken(error: unknown, port: number): unknown {
  if (!(error instanceof Error && 'code' in error && error.code === 'EADDRINUSE')) return error
  return new Error(`Port ${port} is in use by another program. Stop it, or set PORT to another number.`)
}
