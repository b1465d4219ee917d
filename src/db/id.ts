import { randomUUIDv7 } from 'node:crypto'

/** Ids are UUIDv7, made in the application: `insert … returning` would fail on a row that its writer may not yet see. */
export const newId = (): string => randomUUIDv7()
