import { WrongUsage } from '../cli.ts'
import { options, print } from '../commands/options.ts'
import { withDatabase } from '../commands/with-database.ts'
import type { Config } from '../config.ts'
import { insertAuthority } from './authority.queries.ts'
import { authorityCode } from './chosen-authority.ts'

/** `authority add CODE NAME`: an authority with the default policy, no calendar, and nobody in it but the service itself. */
export async function run(args: string[], config: Config): Promise<number> {
  const named = {
    email: { type: 'string', default: '' },
    'front-door': { type: 'string' },
    phone: { type: 'string' }
  } as const
  const { values, positionals } = options(args, named, 3)
  const [verb, given = '', name = ''] = positionals
  if (verb !== 'add') throw new WrongUsage('The only thing to do with an authority is: add.')
  const code = authorityCode(given)
  if (name.trim() === '') throw new WrongUsage('An authority has a name.')
  const authority = {
    id: code,
    name: name.trim(),
    virtual_school_name: `${name.trim()} Virtual School`,
    virtual_school_email: values.email,
    front_door_name: values['front-door'] ?? 'Children’s social care, in an emergency the police',
    front_door_phone: values.phone ?? '999'
  }
  return withDatabase(config, 'owner', async database => {
    const added = await insertAuthority(database.kysely, authority)
    if (!added) throw new Error(`There is an authority ${code} already.`)
    print(
      values.json,
      { code, name: authority.name },
      `Added ${code}, ${authority.name}. Next: ./openpep import calendar PATH --authority ${code} --apply`
    )
    return 0
  })
}
