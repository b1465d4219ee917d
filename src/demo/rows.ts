import { type Insertable, sql } from 'kysely'
import type { Schema } from '../db/schema.ts'
import type { Tx } from '../db/transaction.ts'

/** Parents before children, as the foreign keys want them. */
const order = [
  'authority',
  'calendar_term',
  'setting',
  'team',
  'person',
  'appointment',
  'stand_in',
  'setting_contact',
  'child',
  'child_record',
  'care_period',
  'placement',
  'placement_address',
  'carer_contact',
  'no_contact',
  'enrolment',
  'allocation',
  'move_approval',
  'school_application',
  'place_review',
  'transfer_pack',
  'restricted_reader',
  'sdq',
  'care_review',
  'pep',
  'pep_keeper',
  'section_grant',
  'answer',
  'answer_version',
  'section_state',
  'section_return',
  'meeting',
  'invitation',
  'attendee',
  'action',
  'views',
  'target',
  'target_review',
  'premium_line',
  'attendance_summary',
  'suspension',
  'attainment',
  'pep_check',
  'correction',
  'quality_review',
  'feedback',
  'concern',
  'concern_message',
  'delivery'
] as const satisfies readonly (keyof Schema)[]
export type DemoTable = (typeof order)[number]

/** JSON columns hold the thing itself here, not its text: the whole row travels as JSON. */
type Told<Row> = { [Column in keyof Row]: Row[Column] | object }

/** Gathers rows by table and inserts each table's in one statement for each set of columns. */
export class Rows {
  readonly #byTable = new Map<DemoTable, Map<string, object[]>>()

  add<T extends DemoTable>(table: T, row: Told<Insertable<Schema[T]>>): void {
    const groups = this.#byTable.get(table) ?? new Map<string, object[]>()
    this.#byTable.set(table, groups)
    const columns = Object.keys(row).join(',')
    const group = groups.get(columns)
    if (group) group.push(row)
    else groups.set(columns, [row])
  }

  async insert(tx: Tx): Promise<void> {
    for (const table of order) {
      for (const [columns, rows] of this.#byTable.get(table) ?? []) {
        const names = sql.join(columns.split(',').map(column => sql.ref(column)))
        await sql`insert into ${sql.table(table)} (${names})
          select ${names} from jsonb_populate_recordset(null::${sql.table(table)}, ${JSON.stringify(rows)}::jsonb)`.execute(
          tx
        )
      }
    }
  }
}
