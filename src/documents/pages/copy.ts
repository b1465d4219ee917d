import { audiences } from '../../guidance/words.ts'
import { findPep } from '../../peps/pep.ts'
import { type Page, page } from '../../web/page.ts'
import { copiesOf, type IssuedCopy } from '../copies.ts'
import { readAction } from './copies.tsx'

/** One small page for each audience: each address names the one action that it needs, and each download is an export on record. */
export const copyPages: readonly Page[] = audiences.map(audience =>
  page<IssuedCopy>({
    at: `/peps/:pep/copies/${audience}`,
    may: readAction(audience),
    name: `export: ${audience} copy`,
    load: async ({ tx, params, query, today }) => {
      const pep = await findPep(tx, params.pep ?? '', today)
      const copies = pep ? (await copiesOf(tx, pep.id)).filter(copy => copy.audience === audience) : []
      return (query.made ? copies.find(({ id }) => id === query.made) : copies[0]) ?? null
    },
    subject: ({ released }) => ({ released: released !== null }),
    view: ({ sha256, fileName }) => ({ send: { sha256 }, type: 'application/pdf', fileName })
  })
)
