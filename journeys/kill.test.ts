import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { broken, underKills } from '../src/bench/kills.ts'

const folder = mkdtempSync(join(tmpdir(), 'openpep-kills-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

test('given 16 writers, when the server and PostgreSQL are killed five times, then nothing acknowledged is lost', async () => {
  const report = await underKills(folder, 5)
  expect(report.kills).toEqual({ server: 3, database: 2 })
  expect(report.acknowledged).toBeGreaterThan(16)
  expect(report.clashes).toBeGreaterThan(0)
  expect(report.events).toBeGreaterThan(0)
  // Each acknowledged answer is there, a clash keeps both texts, each event was delivered under one Message-ID, no job waits.
  expect(report).toMatchObject({ lost: 0, clashesLost: 0, undelivered: 0, renamed: 0, jobsLeft: 0 })
  expect(broken(report)).toBe(0)
  // Again only where a kill fell between the mail server's yes and ours: at most two jobs ran when it fell.
  expect(report.repeats).toBeLessThanOrEqual(2 * 5)
})
