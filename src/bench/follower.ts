import { get } from 'node:http'

/** An open page that is told what others write, as a meeting's screen is. */
export interface Follower {
  /** How many events came so far, heartbeats among them. */
  told(): number
  isOpen(): boolean
  close(): void
}

/** Opens the stream of a plan as this person. @throws where it is not theirs to follow. */
export function follow(url: string, token: string, pep: string): Promise<Follower> {
  return new Promise((resolve, reject) => {
    const address = new URL(`/peps/${pep}/events`, url)
    const asked = get(address, { agent: false, headers: { cookie: `openpep=${token}` } }, stream => {
      if (stream.statusCode !== 200) return reject(new Error(`${address.pathname} answered ${stream.statusCode}.`))
      let told = 0
      let open = true
      stream.setEncoding('utf8')
      stream.on('data', (part: string) => {
        told += part.split('\n\n').length - 1
      })
      stream.on('error', () => undefined)
      stream.on('close', () => {
        open = false
      })
      resolve({ told: () => told, isOpen: () => open, close: () => void asked.destroy() })
    })
    asked.on('error', reject)
  })
}
