import { randomUUID } from 'node:crypto'
import type { Visitor } from './visitor.ts'

export const question = 'R.teaching'
const path = (pep: string) => `/peps/${pep}/answers/${question}`

/** What the service has said it holds. A clash is kept as a rival of what stands. */
export interface Acknowledged {
  readonly mutation: string
  readonly value: string
  readonly version: number
  readonly clash: boolean
}

/** One person who goes on changing one answer of a plan, and keeps what was acknowledged. */
export class Writer {
  readonly #visitor: Visitor
  readonly pep: string
  readonly acknowledged: Acknowledged[] = []
  #base: number

  constructor(visitor: Visitor, pep: string, base: number) {
    this.#visitor = visitor
    this.pep = pep
    this.#base = base
  }

  /** Milliseconds until it was acknowledged. @throws where the service answers neither that it is stored nor that it clashes. */
  async save(): Promise<number> {
    return this.#send({ mutation: randomUUID(), base: this.#base })
  }

  /** The same until it is acknowledged: no answer leaves open whether it was stored, and the mutation tells them apart. */
  async saveThroughout(givesUp: () => boolean): Promise<void> {
    const sending = { mutation: randomUUID(), base: this.#base }
    while (!givesUp()) {
      try {
        await this.#send(sending)
        return
      } catch {
        await new Promise(resolve => setTimeout(resolve, 50))
      }
    }
  }

  async #send({ mutation, base }: { mutation: string; base: number }): Promise<number> {
    const value = `We read together each morning and note what worked. ${mutation}`
    const { status, bytes, milliseconds } = await this.#visitor.put(path(this.pep), { value, base, mutation })
    if (status !== 200 && status !== 409)
      throw new Error(`A save was answered with ${status}: ${bytes.toString().slice(0, 300)}`)
    const said = JSON.parse(bytes.toString()) as { version?: number; theirs?: { version: number } }
    const version = said.version ?? said.theirs?.version
    if (version === undefined) throw new Error('A save was acknowledged without a version.')
    this.#base = version
    this.acknowledged.push({ mutation, value, version, clash: status === 409 })
    return milliseconds
  }

  close(): void {
    this.#visitor.close()
  }
}
