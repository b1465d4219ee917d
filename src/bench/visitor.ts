import { createHash, randomBytes } from 'node:crypto'
import { Agent, request } from 'node:http'
import pg from 'pg'

export interface Reply {
  readonly status: number
  readonly bytes: Buffer
  readonly type: string
  readonly milliseconds: number
}

/** A signed-in person's browser on one kept connection. Bodies stay as they came, compressed. */
export interface Visitor {
  get(path: string): Promise<Reply>
  put(path: string, body: unknown): Promise<Reply>
  close(): void
}

/** As browsers ask for it. */
const accepted = 'gzip, deflate, br, zstd'

export function visitor(url: string, token: string): Visitor {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 })
  const ask = (method: string, path: string, body?: string) =>
    new Promise<Reply>((resolve, reject) => {
      const began = performance.now()
      const headers = {
        cookie: `openpep=${token}`,
        'accept-encoding': accepted,
        ...(body === undefined ? {} : { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) })
      }
      const sent = request(new URL(path, url), { method, agent, headers }, reply => {
        const parts: Buffer[] = []
        reply.on('data', part => parts.push(part))
        reply.on('error', reject)
        reply.on('end', () =>
          resolve({
            status: reply.statusCode ?? 0,
            bytes: Buffer.concat(parts),
            type: reply.headers['content-encoding'] ?? '',
            milliseconds: performance.now() - began
          })
        )
      })
      sent.on('error', reject)
      sent.end(body)
    })
  return {
    get: path => ask('GET', path),
    put: (path, body) => ask('PUT', path, JSON.stringify(body)),
    close: () => agent.destroy()
  }
}

/** Opens a session for a person, by the owner; the token that the cookie carries. */
export async function signedIn(ownerUrl: string, people: readonly string[]): Promise<string[]> {
  const client = new pg.Client({ connectionString: ownerUrl, application_name: 'openpep bench' })
  await client.connect()
  try {
    const tokens = people.map(() => randomBytes(32).toString('base64url'))
    for (const [index, person] of people.entries()) {
      const hash = createHash('sha256')
        .update(tokens[index] ?? '')
        .digest()
      await client.query('select app.open_session($1, $2)', [hash, person])
    }
    return tokens
  } finally {
    await client.end()
  }
}

/** @throws where the service did not answer as it should: nothing is measured of an error page. */
export function answered(reply: Reply, path: string, status = 200): Reply {
  if (reply.status === status) return reply
  throw new Error(`${path} answered ${reply.status}: ${reply.type ? '' : reply.bytes.toString().slice(0, 300)}`)
}
