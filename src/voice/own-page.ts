import { isAnswered } from '../forms/condition.ts'
import { type Reading, readingFor } from '../languages/reading.ts'
import { originOf } from '../people/session.ts'
import { type Ask, aboutOf, type Shown } from '../web/page.ts'
import type { ChildFrame } from './child-frame.tsx'
import { type Look, lookOf } from './look.ts'
import { type OwnWords, ownWords } from './own-words.ts'
import { type Reader, type Views, viewsOf } from './views.ts'

/** What every page of the child's own knows. */
export interface OwnPage extends OwnWords {
  readonly views: Views | null
  readonly readers: readonly Reader[]
  /** An adult gave them the screen and comes back to it. */
  readonly handedOver: boolean
  readonly look: readonly Look[]
  readonly reading: Reading
}

/** Null for everybody but the child. */
export async function ownPage(ask: Ask): Promise<OwnPage | null> {
  if (!aboutOf(ask).standing.includes('child')) return null
  const own = await ownWords(ask, 'child')
  if (!own) return null
  const views = (await viewsOf(ask.tx, own.pep.id)).get('child') ?? null
  const origin = ask.session && (await originOf(ask.tx, ask.session))
  const look = await lookOf(ask.tx, own.pep.childId)
  const reading = await readingFor(ask, own.pep.childId, 'child')
  return { ...own, views, readers: views?.readers ?? [], handedOver: Boolean(origin?.adult), look, reading }
}

export const frameOf = (own: OwnPage, shown: Shown, form?: string): ChildFrame => ({
  pepId: own.pep.id,
  readers: own.readers,
  handedOver: own.handedOver,
  look: own.look,
  reading: own.reading,
  shown,
  ...(form ? { form } : {})
})

/** Whether they have answered any question. */
export const saidSomething = ({ questions, answers }: OwnWords): boolean =>
  questions.some(({ id }) => isAnswered(answers.get(id)?.value) || Boolean(answers.get(id)?.raw))
export const audienceOf = (readers: readonly Reader[]) => ['child', ...readers]
