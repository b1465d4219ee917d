import { WrongUsage } from '../cli.ts'
import { options, print } from '../commands/options.ts'
import { type Config, today } from '../config.ts'
import { type Database, openDatabase } from '../db/database.ts'
import { type DatabaseUrls, databaseUrls } from '../db/database-urls.ts'
import { asPerson } from '../db/transaction.ts'
import { authorityExists, findPersonByWord, readChildrenOf, readVisibleIds } from './command.queries.ts'

/** `visible PERSON`: what the row policies let through, asked as the app role in this person's name. */
export async function visible(args: string[], config: Config): Promise<number> {
  const { values, positionals } = options(args, {}, 1)
  const [word = ''] = positionals
  return withUrls(config, async ({ app, owner }) => {
    const person = await using(ownerOf(owner), database => findPersonByWord(database.kysely, word))
    if (!person) throw new Error(`There is nobody called "${word}": say a demonstration word or a person's id.`)
    const ids = await using(app, database =>
      asPerson(database, { person: person.id, today: today(config) }, readVisibleIds)
    )
    print(values.json, ids, [`${ids.length} children for ${person.name}.`, ...ids].join('\n'))
  })
}

/** `children --authority N`: every child of an authority, as its database's owner sees them. */
export async function children(args: string[], config: Config): Promise<number> {
  const { values } = options(args, { authority: { type: 'string', default: '937' } })
  const authority = Number(values.authority)
  if (!/^\d{3}$/.test(values.authority)) throw new WrongUsage('--authority is a code of three digits, such as 937.')
  return withUrls(config, async ({ owner }) => {
    const listed = await using(ownerOf(owner), async ({ kysely }) => {
      if (!(await authorityExists(kysely, authority))) throw new Error(`There is no authority ${authority}.`)
      return readChildrenOf(kysely, authority, today(config).toString())
    })
    const lines = listed.map(
      ({ id, name, inCare }) => `${id}  ${name ?? 'Name not known'}${inCare ? '' : ' (not in care)'}`
    )
    print(values.json, listed, [`${listed.length} children of authority ${authority}.`, ...lines].join('\n'))
  })
}

function ownerOf(url: string | undefined): string {
  if (!url) throw new Error('Set DATABASE_OWNER_URL: the app role sees nothing by itself.')
  return url
}

async function withUrls(config: Config, work: (urls: DatabaseUrls) => Promise<void>): Promise<number> {
  const urls = await databaseUrls(config)
  try {
    await work(urls)
    return 0
  } finally {
    await urls.stop()
  }
}

async function using<T>(url: string, work: (database: Database) => Promise<T>): Promise<T> {
  const database = openDatabase(url, { max: 1, name: 'openpep command' })
  try {
    return await work(database)
  } finally {
    await database.close()
  }
}
