import { newId } from '../db/id.ts'
import type { Tx } from '../db/transaction.ts'
import { readServicePerson, writeServicePerson } from './service-person.queries.ts'

/** Who acts for an authority where no human does: jobs and the command line. Made when first needed. */
export async function servicePerson(tx: Tx, authorityId: number): Promise<string> {
  const known = await readServicePerson(tx, authorityId)
  if (known) return known
  const id = newId()
  await writeServicePerson(tx, { id, authorityId })
  return id
}
