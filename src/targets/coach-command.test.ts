import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, test, vi } from 'vitest'
import { run } from './coach-command.ts'

const said: string[] = []
vi.spyOn(console, 'log').mockImplementation(line => void said.push(String(line)))
afterEach(() => said.splice(0))

async function coached(csv: string) {
  const file = join(mkdtempSync(join(tmpdir(), 'coach-')), 'targets.csv')
  writeFileSync(file, csv)
  await run([file, '--json'])
  return JSON.parse(said.join(''))
}

test('one object a row, columns in any order, a BOM and other columns do no harm', async () => {
  const rows = await coached(
    '\uFEFFnote,Due,target,baseline\nx,12/02/2027,"Reads 90 words a minute aloud, to Mr Hale",64 words\n,last Tuesday,Improve,\n'
  )
  expect(rows).toEqual([
    {
      target: 'Reads 90 words a minute aloud, to Mr Hale',
      specific: 'met',
      measurable: 'met',
      achievable: 'met',
      relevant: 'unknown',
      timeBound: 'met',
      verdict: 'smart',
      advice: []
    },
    expect.objectContaining({ target: 'Improve', specific: 'missing', timeBound: 'missing', verdict: 'not-yet' })
  ])
})
test('a column that is not there is not asked', async () => {
  const [row] = await coached('target\nReads 90 words a minute aloud\n')
  expect(row).toMatchObject({ measurable: 'met', achievable: 'unknown', relevant: 'unknown', timeBound: 'unknown' })
})
test('no rows are no verdicts', async () => expect(await coached('target,due\n')).toEqual([]))
test('a file without targets is refused with what to do', async () => {
  await expect(coached('goal\nx\n')).rejects.toThrow('no column “target”')
})
