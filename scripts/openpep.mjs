/** Builds what is stale, in a process of its own so that the compiler's memory is not the server's, and goes in. */
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { buildFolder } from './build-folder.mjs'

const folder = buildFolder()
if (!existsSync(folder)) {
  const { status } = spawnSync(process.execPath, [join(import.meta.dirname, 'build.mjs')], { stdio: ['ignore', 2, 2] })
  if (status !== 0) process.exit(status ?? 1)
}
await import(join(folder, 'main.js'))
