import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { isUuid, type Tx } from '../db/transaction.ts'
import { parseAnswer } from '../forms/validate.ts'
import { roleThatMay } from '../guidance/access.ts'
import { labelled } from '../guidance/in-sentences.ts'
import { aboutWhom } from '../people/who.ts'
import { answersOf, rivalsOf } from '../peps/answers.ts'
import { findPep } from '../peps/pep.ts'
import { writeSection } from '../peps/write-section.ts'
import { type Entered, entering } from '../web/enter.ts'
import type { Service } from '../web/service.ts'
import { tokenIn } from '../web/session-cookie.ts'
import { type Asked, isReply, type Reply, refuse, writableQuestion } from './question.ts'

const body = z.object({
  value: z.unknown(),
  base: z.number().int().min(0).nullable(),
  mutation: z.guid(),
  still: z.boolean().optional(),
  person: z.string().optional()
})

/**
 * `PUT /peps/:pep/answers/:question` with `{ value, base, mutation, still?, person? }` → `{ version }`, or 409 `{ yours, theirs }`
 * where somebody else was faster: both texts are kept. `person` is whose words they are: 401 where somebody else has signed
 * in meanwhile. A page of another origin cannot send it: PUT with JSON asks the browser's leave first, which this service
 * never gives.
 */
export function serveAnswer(app: FastifyInstance, service: Service): void {
  app.put('/peps/:pep/answers/:question', async (request, reply) => {
    const { pep, question } = request.params as { pep: string; question: string }
    const given = body.safeParse(request.body)
    const today = service.today()
    const browser = { token: tokenIn(service, request), today }
    const answer = await entering(service.database, browser, async (tx, entering): Promise<Reply> => {
      const [entered, about, found] = await Promise.all([
        entering,
        ...(isUuid(pep) ? ([aboutWhom(tx, { pep }), findPep(tx, pep, today)] as const) : [null, null])
      ])
      if (!entered) return refuse(401, 'Sign in again. Nothing has been changed.')
      if (entered.session.confinedTo) return refuse(403, 'This device is handed over to a child.')
      const { who } = entered
      if (given.data?.person !== undefined && given.data.person !== who.id)
        return refuse(401, 'Somebody else is signed in here. Sign in again as yourself. Nothing has been changed.')
      return given.success
        ? save(tx, entered, { about, pep: found, questionId: question, today, ...given.data })
        : refuse(
            400,
            'Send { value, base, mutation }: base is the version that you saw (0 for none), mutation a new UUID.'
          )
    })
    return reply.status(answer.status).send(answer.body)
  })
}

type Given = z.infer<typeof body> & Asked & { readonly today: Temporal.PlainDate }

async function save(tx: Tx, { who }: Entered, { about, pep, questionId, today, ...given }: Given): Promise<Reply> {
  const found = await writableQuestion(tx, who, { about, pep, questionId }, 'write answers')
  if (isReply(found)) return found
  const { form, section, question, subject } = found
  const person = who.id
  const results = await writeSection(tx, {
    pep: found.pep,
    form,
    section,
    person,
    standing: found.about.standing,
    role: roleThatMay('write section', found.about.standing, subject),
    inputs: new Map([[questionId, { input: given.value, base: given.base, still: given.still }]]),
    mutation: () => given.mutation,
    now: Temporal.Now.instant(),
    today
  })
  const result = results?.[0]
  if (!result) return refuse(404, 'There is no such question, or the plan is not yours.')
  if (result.outcome === 'refused') return refuse(403, labelled(question.label, result.problem))
  if (result.outcome !== 'clash')
    return { status: 200, body: { version: result.version, ...(result.problem ? { problem: result.problem } : {}) } }
  const theirs = (await answersOf(tx, found.pep.id)).get(questionId)
  const yours = (await rivalsOf(tx, found.pep.id)).findLast(one => one.question === questionId && one.byId === person)
  const parsed = parseAnswer(question, given.value)
  return {
    status: 409,
    body: {
      yours: { value: yours?.raw ?? yours?.value ?? (parsed.valid ? parsed.value : parsed.raw) },
      theirs: {
        value: theirs?.raw ?? theirs?.value ?? null,
        version: result.version,
        by: theirs?.by,
        own: theirs?.byId === person,
        at: theirs?.at
      }
    }
  }
}
