import { createServer, type IncomingMessage } from 'node:http'

export interface NotifyRequest {
  readonly method: string
  readonly path: string
  readonly authorization: string
  readonly body: Record<string, unknown> | null
}
export interface NotifyAnswer {
  readonly status: number
  readonly body: unknown
}

/** A server that speaks as GOV.UK Notify does, as far as it is asked; `answer` may say no. */
export async function notifyServer() {
  const requests: NotifyRequest[] = []
  const states = new Map<string, string>()
  const office = {
    answer: null as ((request: NotifyRequest) => NotifyAnswer | null) | null,
    requests,
    /** By reference: `delivered`, `permanent-failure`, … */
    states
  }
  const usual = ({ method, path }: NotifyRequest): NotifyAnswer => {
    if (method === 'POST') return { status: 201, body: { id: crypto.randomUUID() } }
    const status = states.get(new URL(path, 'http://notify').searchParams.get('reference') ?? '')
    return { status: 200, body: { notifications: status ? [{ status }] : [] } }
  }
  const server = createServer(async (incoming, outgoing) => {
    const request = await read(incoming)
    requests.push(request)
    const { status, body } = office.answer?.(request) ?? usual(request)
    outgoing.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (!address || typeof address === 'string') throw new Error('no port')
  return Object.assign(office, {
    url: `http://127.0.0.1:${address.port}`,
    close: () => new Promise<void>(resolve => server.close(() => resolve()))
  })
}

async function read(incoming: IncomingMessage): Promise<NotifyRequest> {
  let text = ''
  for await (const part of incoming) text += part
  const { method = '', url = '', headers } = incoming
  return { method, path: url, authorization: headers.authorization ?? '', body: text ? JSON.parse(text) : null }
}

export const notifyAccount = (url: string) => ({
  apiKey: 'open_pep-0198c0de-0000-4000-8000-000000000001-0198c0de-0000-4000-8000-000000000002',
  templateId: '0198c0de-0000-4000-8000-000000000003',
  url
})

export const unknownAddress: NotifyAnswer = {
  status: 400,
  body: { status_code: 400, errors: [{ error: 'ValidationError', message: 'email_address Not a valid email address' }] }
}
