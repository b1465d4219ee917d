import { expect, test } from 'vitest'
import { openLog, withoutPersonalData } from './log.ts'

const named = 'Zephyrine Quill'
const failing = (message: string) =>
  Object.assign(new Error(message), { code: '22P02', detail: `Key (name)=(${named})` })

test('what is kept of a failure says where and not about whom', () => {
  const kept = withoutPersonalData(failing(`invalid input: "${named}"`))
  expect(kept).toMatchObject({ kind: 'Error', code: '22P02', stack: expect.stringContaining('log.test') })
  expect(JSON.stringify(kept)).not.toContain('Zephyrine')
  expect(withoutPersonalData(named)).toEqual({ kind: 'string' })
})

test.each([
  ['a message of several lines', `no\n${named}`],
  ['a message that looks like a place', `no\n    at ${named}`],
  ['a message that looks like a file', `no\n    at file:///${named.replace(' ', '')}:1:1`],
  ['no message', '']
])('%s leaves no words behind', (_name, message) => {
  const { stack } = withoutPersonalData(failing(message))
  expect(stack).toContain('log.test')
  expect(stack).not.toContain('Zephyrine')
})

test('whoever logs an error or a request whole logs no words of it', () => {
  const lines: string[] = []
  const log = openLog('trace', { write: line => lines.push(line) })
  log.error(failing(named), 'failed')
  log.error({ err: failing(named), url: `/x?q=${named}`, body: { named }, req: { url: named }, job: { detail: named } })
  expect(lines).toHaveLength(2)
  expect(lines.join('')).toContain('22P02')
  expect(lines.join('')).not.toContain('Zephyrine')
})
