import { writeFile } from 'node:fs/promises'
import { record } from '../audit/audit.ts'
import { WrongUsage } from '../cli.ts'
import { options, print } from '../commands/options.ts'
import { withDatabase } from '../commands/with-database.ts'
import { type Config, today } from '../config.ts'
import { asService } from '../db/as-service.ts'
import { asPerson, isUuid, type Tx } from '../db/transaction.ts'
import { type Audience, audiences, isRefusal } from '../guidance/words.ts'
import { answerLines, pepJson } from './pep-json.ts'
import { readAuthorityOfPep } from './plan-data.queries.ts'
import { type PlanData, planData } from './plan-data.ts'
import { planOf } from './plan-of.ts'
import { closePrinting, compilePlan } from './typst.ts'

/** `pep ID`: a plan whole, as the case record gets it. */
export async function pep(args: string[], config: Config): Promise<number> {
  const { values, positionals } = options(args, {}, 1)
  const json = await ofPep(config, positionals[0], 'json', async (_tx, data) => pepJson(data))
  const answered = json.sections.flatMap(section => section.questions.filter(({ value }) => value !== null))
  const lines = answered.map(({ question, label, words }) => `${question}  ${label}\n    ${words}`)
  print(
    values.json,
    json,
    [`${json.pep.kind} plan, ${json.pep.term} ${json.pep.year}, ${json.pep.state}`, ...lines].join('\n')
  )
  return 0
}

/** `answers PEP`: what stands, in which version, and which clashes wait. */
export async function answers(args: string[], config: Config): Promise<number> {
  const { values, positionals } = options(args, {}, 1)
  const lines = await ofPep(config, positionals[0], 'answers', (tx, { id }) => answerLines(tx, id))
  const words = lines.map(one => `${one.question} v${one.version} ${one.by}: ${JSON.stringify(one.value)}`)
  print(values.json, lines, words.join('\n') || 'Nothing is answered yet.')
  return 0
}

/** `pdf PEP --audience X -o FILE`: the copy as it would be issued now; of a plan that is not signed off, a draft that says so. */
export async function pdf(args: string[], config: Config): Promise<number> {
  const { values, positionals } = options(args, { audience: { type: 'string' }, o: { type: 'string', short: 'o' } }, 1)
  const { audience, o: file } = values
  if (!isAudience(audience)) throw new WrongUsage(`--audience is one of ${audiences.join(', ')}.`)
  if (!file) throw new WrongUsage('Say where the PDF goes: -o FILE')
  const data = await ofPep(config, positionals[0], `pdf for ${audience}`, async (_tx, found) => found)
  try {
    const bytes = await compilePlan(planOf(data, audience))
    if (isRefusal(bytes)) throw new Error(bytes.refused)
    await writeFile(file, bytes)
    print(values.json, { file, audience, bytes: bytes.length }, `${file}: ${bytes.length} bytes`)
    return 0
  } finally {
    await closePrinting()
  }
}

const isAudience = (word: unknown): word is Audience => (audiences as readonly unknown[]).includes(word)

/** Reads a plan as the service person of its own authority, and puts on record that it left through the command line. */
function ofPep<T>(
  config: Config,
  id: string | undefined,
  what: string,
  work: (tx: Tx, data: PlanData) => Promise<T>
): Promise<T> {
  if (!id || !isUuid(id)) throw new WrongUsage(`“${id ?? ''}” is not the id of a plan.`)
  const day = today(config)
  return withDatabase(config, 'app', database =>
    asPerson(database, { person: null, today: day }, async tx => {
      const authority = await readAuthorityOfPep(tx, id)
      const done =
        authority === null
          ? null
          : await asService(tx, authority, async person => {
              const data = await planData(tx, id, day)
              if (!data) return null
              const deed = { person, action: `export: ${what}`, authorityId: authority, pepId: id }
              await record(tx, { ...deed, childId: data.records.child.id, reason: 'command line' })
              return { result: await work(tx, data) }
            })
      if (!done) throw new Error(`There is no plan ${id}.`)
      return done.result
    })
  )
}
