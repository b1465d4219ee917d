import type { StoredChild, StoredRecord } from './known.queries.ts'

/** A child of whom nothing is known yet but when they were born. A 903 tells no names. */
export const newChild = (authorityId: number, id: string, born: string): StoredChild => ({
  id,
  authority_id: authorityId,
  first_name: null,
  last_name: null,
  preferred_name: null,
  pronouns: null,
  date_of_birth: born,
  first_language: null,
  interpreter_language: null,
  restricted: false,
  restricted_reason: null,
  address_withheld: false,
  setting_withheld: false,
  died_on: null,
  adopted_on: null,
  merged_into: null,
  search: ''
})

export const newRecord = (
  authorityId: number,
  childId: string,
  careSystemId: string,
  childId903: string | null
): StoredRecord => ({
  child_id: childId,
  authority_id: authorityId,
  care_system_id: careSystemId,
  child_id_903: childId903,
  upn: null,
  uln: null,
  sex: null,
  ethnicity: null,
  religion: null,
  uasc: false,
  sen_status: null,
  year_group_override: null
})
