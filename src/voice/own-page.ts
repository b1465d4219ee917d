import { originOf } from '../people/session.ts'
import { type Ask, aboutOf } from '../web/page.ts'
import { type OwnWords, ownWords } from './own-words.ts'
import { type Reader, type Views, viewsOf } from './views.ts'

/** What every page of the child's own knows. */
export interface OwnPage extends OwnWords {
  readonly views: Views | null
  readonly readers: readonly Reader[]
  /** An adult gave them the screen and comes back to it. */
  readonly handedOver: boolean
}

/** Null for everybody but the child. */
export async function ownPage(ask: Ask): Promise<OwnPage | null> {
  if (!aboutOf(ask).standing.includes('child')) return null
  const own = await ownWords(ask, 'child')
  if (!own) return null
  const views = (await viewsOf(ask.tx, own.pep.id)).get('child') ?? null
  const origin = ask.session && (await originOf(ask.tx, ask.session))
  return { ...own, views, readers: views?.readers ?? [], handedOver: Boolean(origin?.adult) }
}

export const frameOf = (own: OwnPage) => ({ pepId: own.pep.id, readers: own.readers, handedOver: own.handedOver })
export const audienceOf = (readers: readonly Reader[]) => ['child', ...readers]
