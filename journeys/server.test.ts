import { existsSync } from 'node:fs'
import { expect, it } from 'vitest'
import { startServer } from './server.ts'

it('starts on data of its own, answers, and leaves nothing behind', async () => {
  const server = await startServer()
  const answer = await fetch(`${server.url}/readyz`)
  expect(await answer.json()).toEqual({ ready: true })
  const { code, out } = await server.command('database-url', '--as', 'app', '--json')
  expect([code, JSON.parse(out).as]).toEqual([0, 'app'])
  await server.stop()
  expect(existsSync(server.dataFolder)).toBe(false)
  await expect(fetch(`${server.url}/readyz`)).rejects.toThrow()
})
