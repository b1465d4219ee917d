import type { Plan } from './scale.ts'
import { firstCode, variants } from './scale.ts'
import type { Step } from './step.ts'

/** What each row of these kinds is numbered by: `seed.id(kind, number)` is its id, so that no step looks another's up. */
export const kinds = {
  child: 1,
  setting: 2,
  team: 3,
  'designated-teacher': 4,
  'social-worker': 5,
  'team-manager': 6,
  adviser: 7,
  iro: 8,
  carer: 9,
  parent: 10,
  administrator: 11,
  'virtual-school-head': 12,
  pep: 13,
  target: 14,
  fact: 15
} as const

/** People are numbered within their authority. */
const perAuthority = 10_000_000

/** The seed's own schema: ids by number, and the children with everything that follows from their number. */
export function groundSteps({ scale, terms, current, variants: ages, questions }: Plan): Step[] {
  const { authorities, children } = scale
  return [
    {
      what: 'ground',
      sql: `create schema seed;
        create function seed.id(kind integer, number bigint) returns uuid language sql immutable as
          $$ select ('019a00' || lpad(to_hex(kind), 2, '0') || '000070008000' || lpad(to_hex(number), 12, '0'))::uuid $$;
        create function seed.of(kind integer, authority integer, number bigint) returns uuid language sql immutable as
          $$ select seed.id(kind, authority::bigint * ${perAuthority} + number) $$;
        create unlogged table seed.term (number integer primary key, year text, term text, starts date, half_term_starts date, half_term_ends date, ends date);
        create unlogged table seed.variant (v integer primary key, born date, phase text);
        create unlogged table seed.question (phase text, question text, section text, audience text[]);`
    },
    {
      what: 'terms',
      sql: `insert into seed.term select * from jsonb_populate_recordset(null::seed.term, $1)`,
      value: terms.map(term => ({ ...term, half_term_starts: term.halfTermStarts, half_term_ends: term.halfTermEnds }))
    },
    {
      what: 'ages',
      sql: `insert into seed.variant select * from jsonb_populate_recordset(null::seed.variant, $1)`,
      value: ages
    },
    {
      what: 'questions',
      sql: `insert into seed.question select * from jsonb_populate_recordset(null::seed.question, $1)`,
      value: questions
    },
    {
      what: 'numbering',
      // Six settings for 21 children, with 8, 5, 3, 2, 2 and 1 of them. Contiguous, so that some lie across two authorities.
      sql: `create unlogged table seed.child as
        select c.n, c.a, ${firstCode} + c.a as code, n - first_value(c.n) over (partition by c.a order by c.n) as k,
               (c.n % ${variants})::int as v, seed.id(${kinds.child}, c.n) as id, s.number as setting, seed.id(${kinds.setting}, s.number) as setting_id,
               seed.id(${kinds['designated-teacher']}, s.number) as teacher_id, w.born, w.phase
          from (select n, (n * ${authorities} / ${children})::int as a from generate_series(0::bigint, ${children - 1}) n) c
          join seed.variant w on w.v = (c.n % ${variants})::int
          cross join lateral (select c.n / 21 * 6 + case when c.n % 21 < 8 then 0 when c.n % 21 < 13 then 1 when c.n % 21 < 16 then 2
            when c.n % 21 < 18 then 3 when c.n % 21 < 20 then 4 else 5 end as number) s
         order by c.n;
        alter table seed.child add primary key (n);
        analyze seed.child;
        create unlogged table seed.pep as
          select c.*, t.number as t, t.year, t.term, t.starts, t.ends, t.number = ${current} as open,
                 seed.id(${kinds.pep}, c.n * 100 + t.number) as pep_id, seed.of(${kinds['social-worker']}, c.a, c.k / 15) as worker_id,
                 case when t.number < ${current} then 'signed-off' when c.v < 12 then 'planned' when c.v < 45 then 'in-progress'
                   when c.v < 54 then 'submitted' else 'signed-off' end as state,
                 case when t.number < ${current} or c.v >= 36 then greatest(t.starts, least(t.starts + 30, app.today() - (5 + c.v % 9))) end as held_on,
                 case when t.number = ${current} and c.v between 12 and 35 then app.today() + 1 + c.v % 15 end as planned_on
            from seed.child c join seed.term t on t.number > ${current} - ${scale.years * 3} and t.number <= ${current}
           order by c.n, t.number;
        analyze seed.pep`
    }
  ]
}

const longAgo = (years: number) => `app.today() - interval '${years + 1} years'`

/** One role's people: numbered by `number` of the children's rows, appointed where `role` is one that is appointed. */
function peopleOf(
  role: keyof typeof kinds,
  number: string,
  name: string,
  more: { team?: string; family?: true } = {},
  years = 3
): string {
  const id = `seed.of(${kinds[role]}, x.a, x.number)`
  const from = `(select distinct c.a, c.code, (${number})::bigint as number from seed.child c) x`
  const person = `insert into person (id, kind, name, email) select ${id}, '${more.family ? 'family' : 'professional'}',
      ${nameSql('x.number * 7 + x.a')} || ' (${name})', '${role}.' || x.code || '.' || x.number || '@load.example' from ${from} order by 1`
  if (more.family) return person
  return `${person};
    insert into appointment (id, person_id, role, authority_id, team_id, starts)
      select ${id}, ${id}, '${role}', x.code, ${more.team ?? 'null::uuid'}, ${longAgo(years)} from ${from} order by 1`
}

const firstNames =
  "array['Amira','Ben','Chloe','Dan','Elif','Finn','Grace','Hugo','Isla','Jay','Kofi','Lena','Mia','Noah','Orla','Priya','Reece','Sana','Tom','Uma','Will','Zara','Siân']"
const lastNames =
  "array['Adeyemi','Bell','Clarke','Dunne','Evans','Farah','Green','Hughes','Iqbal','Jones','Khan','Lewis','Moss','Nowak','O''Brien','Patel','Quinn','Reid','Shah','Turner','Underwood','Wood']"
export const firstName = (number: string) => `(${firstNames})[1 + (${number}) % 23]`
export const lastName = (number: string) => `(${lastNames})[1 + (${number}) / 5 % 22]`
const nameSql = (number: string) => `${firstName(number)} || ' ' || ${lastName(number)}`

export function peopleSteps({ scale, terms }: Plan): Step[] {
  const { years } = scale
  return [
    {
      what: 'authorities',
      sql: `insert into authority (id, name, virtual_school_name, virtual_school_email, front_door_name, front_door_phone)
          select ${firstCode} + a, 'Load authority ' || a, 'Virtual School ' || a, 'school' || a || '@load.example', 'Front door ' || a, '01632 960000'
            from generate_series(0, ${scale.authorities - 1}) a;
        insert into calendar_term (authority_id, year, term, starts, half_term_starts, half_term_ends, ends)
          select ${firstCode} + a, t.year, t.term, t.starts, t.half_term_starts, t.half_term_ends, t.ends
            from generate_series(0, ${scale.authorities - 1}) a, seed.term t where t.number < ${terms.length}`
    },
    {
      what: 'settings',
      sql: `insert into setting (id, name, town, postcode, type, phase, low_age, high_age, search)
          select id, name, town, '', 'Academy', 'All-through', 3, 19, lower(name || ' ' || town) from (
            select distinct c.setting_id as id, 'School ' || c.setting as name, 'Town ' || c.setting % 500 as town from seed.child c) s order by id;
        insert into setting_contact (authority_id, setting_id, safeguarding_name, safeguarding_phone, escalation_email)
          select distinct c.code, c.setting_id, 'Safeguarding lead', '01632 960001', 'office' || c.setting || '@load.example' from seed.child c`
    },
    {
      what: 'designated teachers',
      sql: `insert into person (id, kind, name, email) select teacher_id, 'professional', ${nameSql('setting')} || ' (teacher)', 'dt' || setting || '@load.example'
          from (select distinct teacher_id, setting from seed.child) d order by 1;
        insert into appointment (id, person_id, role, authority_id, setting_id, starts)
          select seed.of(${kinds['designated-teacher']}, code, setting), teacher_id, 'designated-teacher', code, setting_id, ${longAgo(years)}
            from (select distinct teacher_id, setting, setting_id, code from seed.child) d`
    },
    {
      what: 'staff and families',
      sql: [
        `insert into team (id, authority_id, name) select seed.of(${kinds.team}, x.a, x.number), x.code, 'Team ' || x.number
           from (select distinct c.a, c.code, c.k / 120 as number from seed.child c) x`,
        peopleOf(
          'social-worker',
          'c.k / 15',
          'social worker',
          { team: `seed.of(${kinds.team}, x.a, x.number / 8)` },
          years
        ),
        peopleOf('team-manager', 'c.k / 120', 'manager', { team: `seed.of(${kinds.team}, x.a, x.number)` }, years),
        peopleOf('adviser', 'c.k / 150', 'adviser', {}, years),
        peopleOf('iro', 'c.k / 60', 'reviewing officer', {}, years),
        peopleOf('administrator', '0', 'administrator', {}, years),
        peopleOf('virtual-school-head', '0', 'head', {}, years),
        peopleOf('carer', 'c.k / 2', 'carer', { family: true }),
        peopleOf('parent', 'c.k * 10 / 33', 'parent', { family: true })
      ].join(';\n')
    }
  ]
}
