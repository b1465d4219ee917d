import { brotliCompressSync, constants, gzipSync } from 'node:zlib'
import { Negotiator } from '@fastify/accept-negotiator'
import type { FastifyInstance } from 'fastify'

/** What fits one packet anyway. */
const shortest = 512
const { BROTLI_PARAM_QUALITY, BROTLI_PARAM_LGWIN, BROTLI_PARAM_SIZE_HINT } = constants

/** The quickest of each: a page is drawn for one reader, and compressed once. */
const encoders: Readonly<Record<string, (text: string) => Buffer>> = {
  br: text =>
    brotliCompressSync(text, {
      params: { [BROTLI_PARAM_QUALITY]: 1, [BROTLI_PARAM_LGWIN]: 17, [BROTLI_PARAM_SIZE_HINT]: text.length }
    }),
  gzip: text => gzipSync(text, { level: 1 })
}

const negotiator = new Negotiator({ supportedValues: Object.keys(encoders) })

/**
 * Compresses what is sent as text, whole: streaming a page that is already there costs several times what compressing it does
 * (docs/decisions/0009). Files are compressed when they are built, documents by their own formats.
 */
export function compressText(app: FastifyInstance): void {
  app.addHook('onSend', async (request, reply, payload) => {
    if (typeof payload !== 'string' || payload.length < shortest) return payload
    reply.header('vary', 'accept-encoding')
    const encoding = negotiator.negotiate(request.headers['accept-encoding'] ?? '')
    const encode = encoding ? encoders[encoding] : undefined
    if (!encode) return payload
    reply.header('content-encoding', encoding).removeHeader('content-length')
    return encode(payload)
  })
}
