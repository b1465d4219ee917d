import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Measure } from './bench.ts'
import { broken, underKills } from './kills.ts'

/** kills: the server and PostgreSQL are killed turn by turn under sixteen writers. */
export const measureKills: Measure = async bench => {
  if (bench.quick) return { kills: { value: null, n: 0, note: 'not in a quick run' } }
  const folder = mkdtempSync(join(tmpdir(), 'openpep-kills-'))
  try {
    const n = 50
    const report = await underKills(folder, n)
    const { acknowledged, clashes, events, repeats, undelivered, jobsLeft } = report
    return {
      kills: {
        value: broken(report),
        n,
        also: repeats <= n && clashes > 0,
        note: `${acknowledged} answers acknowledged and read back, ${clashes} clashes with both texts kept; ${events} events, ${undelivered} undelivered, ${repeats} sent again under the same Message-ID (bar ${n}); ${jobsLeft} jobs left`
      }
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
