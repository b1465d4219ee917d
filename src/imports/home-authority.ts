import { asPerson } from '../db/transaction.ts'
import { whoAsks } from '../people/who.ts'
import type { Service } from '../web/service.ts'

/** The authority that this person administers today: where an uploaded file goes. Null: none. */
export const homeAuthority = (service: Service, person: string | null): Promise<number | null> =>
  asPerson(service.database, { person, today: service.today() }, async tx => {
    const who = await whoAsks(tx)
    return who?.appointments.find(one => one.role === 'administrator')?.authorityId ?? null
  })
