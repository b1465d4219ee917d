import { firstName, kinds, lastName } from './people.queries.ts'
import { answeredAuthorities, type Plan } from './scale.ts'
import type { Step } from './step.ts'

/** Further rows of a child: the number of the fact and the child's make the id. */
const fact = (number: number) => `seed.id(${kinds.fact}, c.n * 16 + ${number})`
const person = (kind: keyof typeof kinds, number: string) => `seed.of(${kinds[kind]}, c.a, ${number})`

export function childSteps({ scale }: Plan): Step[] {
  const since = `app.today() - interval '${scale.years} years' - interval '3 months'`
  const allocations = [
    ['social-worker', 'c.k / 15'],
    ['adviser', 'c.k / 150'],
    ['iro', 'c.k / 60'],
    ['carer', 'c.k / 2'],
    ['parent', 'c.k * 10 / 33']
  ] as const
  return [
    {
      what: 'children',
      sql: `insert into child (id, authority_id, first_name, last_name, date_of_birth, first_language, search)
          select c.id, c.code, ${firstName('c.n')}, ${lastName('c.n')}, c.born, 'English', lower(${firstName('c.n')} || ' ' || ${lastName('c.n')}) from seed.child c order by c.n;
        insert into child_record (child_id, authority_id, care_system_id, child_id_903, upn, sex, sen_status)
          select c.id, c.code, 'L' || c.n, 'L' || c.n, 'Z' || lpad(c.n::text, 12, '0'), case c.n % 2 when 0 then 'F' else 'M' end,
                 case c.n % 4 when 0 then 'K' when 1 then 'E' else 'N' end from seed.child c order by c.n;
        insert into care_period (id, authority_id, child_id, starts, legal_status) select ${fact(0)}, c.code, c.id, ${since}, 'C2' from seed.child c order by c.n;
        insert into placement (id, authority_id, child_id, starts, type, provider) select ${fact(1)}, c.code, c.id, ${since}, 'U6', 'PR1' from seed.child c order by c.n;
        insert into enrolment (id, authority_id, child_id, setting_id, starts) select ${fact(2)}, c.code, c.id, c.setting_id, ${since} from seed.child c order by c.n`
    },
    {
      what: 'allocations',
      sql: allocations
        .map(
          ([role, number], index) => `insert into allocation (id, authority_id, child_id, person_id, role, starts)
            select ${fact(3 + index)}, c.code, c.id, ${person(role, number)}, '${role}', ${since} from seed.child c order by c.n`
        )
        .join(';\n')
    }
  ]
}

export function pepSteps(formVersion: string): Step[] {
  return [
    {
      what: 'plans',
      sql: `insert into pep (id, authority_id, child_id, year, term, kind, phase, form_version, state, setting_id, previous_pep_id, opened_on,
            submitted_on, submitted_by, signed_off_on, signed_off_at, signed_off_by)
          select c.pep_id, c.code, c.id, c.year, c.term, 'termly', c.phase, '${formVersion}', c.state, c.setting_id,
                 case when c.t > first.t then seed.id(${kinds.pep}, c.n * 100 + c.t - 1) end, c.starts - 14,
                 case when c.state in ('submitted', 'signed-off') then c.held_on + 2 end, case when c.state in ('submitted', 'signed-off') then c.teacher_id end,
                 case when c.state = 'signed-off' then c.held_on + 4 end, case when c.state = 'signed-off' then c.held_on + 4 end,
                 case when c.state = 'signed-off' then ${person('adviser', 'c.k / 150')} end
            from seed.pep c, (select min(t) as t from seed.pep) first order by c.n, c.t`
    },
    {
      what: 'keepers',
      sql: `insert into pep_keeper (authority_id, child_id, pep_id, person_id, role)
          select c.code, c.id, c.pep_id, c.teacher_id, 'designated-teacher' from seed.pep c where c.open and c.state <> 'signed-off'
          union all select c.code, c.id, c.pep_id, c.worker_id, 'social-worker' from seed.pep c where c.open and c.state <> 'signed-off'`
    },
    {
      what: 'meetings',
      sql: `insert into meeting (pep_id, authority_id, child_id, on_date, at_time, place, arranged_on, arranged_by, held_on, held_recorded_by, notes, next_on)
          select c.pep_id, c.code, c.id, coalesce(c.held_on, c.planned_on), '15:30', 'At school', c.starts, c.worker_id, c.held_on,
                 case when c.held_on is not null then c.teacher_id end, 'We talked about reading and friends.', c.ends + 40
            from seed.pep c where coalesce(c.held_on, c.planned_on) is not null order by c.n, c.t`
    },
    {
      what: 'targets',
      sql: `insert into target (id, pep_id, authority_id, child_id, place, area, need, baseline, words, actions, lead_name, lead_person_id, starts, due, success, cost_pence)
          select seed.id(${kinds.target}, (c.n * 100 + c.t) * 2 + x.place), c.pep_id, c.code, c.id, x.place, x.area, 'Needs help to plan longer work.',
                 'Reads for five minutes on their own.', 'Read for fifteen minutes on their own, three days a week, by the end of term.',
                 '[{"who": "Class teacher", "what": "ten minutes of reading together, three times a week"}]', 'Class teacher', c.teacher_id,
                 c.starts, c.ends, 'The reading record shows it.', 12000
            from seed.pep c, (values (0, 'literacy'), (1, 'social')) x(place, area)
           where c.held_on is not null order by c.n, c.t, x.place`
    },
    {
      what: 'answers',
      sql: `create temp table said on commit drop as
            select c.pep_id, q.question, c.code, c.id, q.section, q.audience, c.open, c.state, c.n, c.t,
                   case when q.section in ('B', 'C', 'D', 'E', 'M') then c.worker_id else c.teacher_id end as writer,
                   to_jsonb('What was said about ' || q.question || ' this term, in two or three sentences. It goes well on most days. We look at it again at half-term.') as value
              from seed.pep c join seed.question q on q.phase = c.phase where c.open and c.a < ${answeredAuthorities};
        insert into answer (pep_id, question, authority_id, child_id, section, audience, value, version, written_by, written_at, carried_from)
          select pep_id, question, code, id, section, audience, value, 1, writer, app.today() - 3,
                 case when state = 'planned' then seed.id(${kinds.pep}, n * 100 + t - 1) end from said order by pep_id, question;
        insert into answer_version (pep_id, question, version, authority_id, child_id, section, audience, value, valid, mutation, written_by, written_at)
          select pep_id, question, 1, code, id, section, audience, value, true, gen_random_uuid(), writer, app.today() - 3 from said order by pep_id, question`
    }
  ]
}

/** The clocks of the first children, counted by the rules, stand for all who share their dates. */
export const clockStep = (representatives: number): Step => ({
  what: 'clocks',
  sql: `insert into clock (pep_id, name, authority_id, child_id, holder, starts, due, met_on, stopped, unknown, explanation)
    select c.pep_id, k.name, c.code, c.id, k.holder, k.starts, k.due, k.met_on, k.stopped, k.unknown, k.explanation
      from seed.pep c join seed.pep r on r.open and r.n = c.v and r.n < ${representatives} join clock k on k.pep_id = r.pep_id
     where c.open and c.n >= ${representatives} order by c.n`
})
