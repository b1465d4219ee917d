/** Data: the people of the demonstration, by role. A word signs in; the others are found on the list of /demo. */
import type { Role } from '../guidance/words.ts'
import type { DemoAuthority, DemoTeam } from './authorities.ts'

export interface DemoAppointment {
  readonly role: Role
  readonly authority: DemoAuthority
  readonly setting?: string
  readonly team?: DemoTeam
  /** Working days ago; else long ago, and for good. */
  readonly from?: number
  readonly until?: number
}

export interface DemoPerson {
  /** How the children's stories name them. */
  readonly key: string
  /** Signs in with this word. */
  readonly word?: string
  readonly name: string
  readonly kind: 'professional' | 'family'
  readonly email: string
  readonly phone?: string
  readonly appointments: readonly DemoAppointment[]
  /** For the guide: what to try as them. */
  readonly tries?: string
}

const council = { 990: 'ardenvale.example', 991: 'northmoor.example' } as const
const mailName = (name: string) =>
  name
    .normalize('NFKD')
    .replace(/^(Dr|Mrs|Ms|Mr|Miss) /, '')
    .replace(/[^A-Za-z ]/g, '')
    .toLowerCase()
    .replaceAll(' ', '.')

const staff = (
  key: string,
  name: string,
  role: Role,
  authority: DemoAuthority,
  more: { word?: string; team?: DemoTeam; phone?: string; tries?: string } = {}
): DemoPerson => ({
  key,
  name,
  kind: 'professional',
  email: `${mailName(name)}@${council[authority]}`,
  appointments: [{ role, authority, ...(more.team ? { team: more.team } : {}) }],
  ...(more.word ? { word: more.word } : {}),
  ...(more.phone ? { phone: more.phone } : {}),
  ...(more.tries ? { tries: more.tries } : {})
})

const teacher = (
  key: string,
  name: string,
  setting: string,
  authorities: readonly DemoAuthority[] = [990],
  { from, until, ...more }: { word?: string; tries?: string; from?: number; until?: number } = {}
): DemoPerson => ({
  key,
  name,
  kind: 'professional',
  email: `${mailName(name)}@${setting}.example`,
  appointments: authorities.map(authority => ({
    ...{ role: 'designated-teacher', authority, setting },
    ...(from ? { from } : {}),
    ...(until ? { until } : {})
  })),
  ...more
})

const other = (
  key: string,
  kind: DemoPerson['kind'],
  name: string,
  email: string,
  more: { word?: string; tries?: string; phone?: string } = {}
): DemoPerson => ({ key, kind, name, email, appointments: [], ...more })

export const demoPeople: readonly DemoPerson[] = [
  staff('head', 'Dr Ruth Okafor', 'virtual-school-head', 990, {
    word: 'head',
    tries: 'See the whole of Arden and Vale, and what is late.'
  }),
  staff('admin', 'Tom Ashworth', 'administrator', 990, {
    word: 'admin',
    tries: 'People, permissions, the calendar and imports.'
  }),
  staff('adviser', 'Helen Marlowe', 'adviser', 990, {
    word: 'adviser',
    tries: 'Review a submitted plan, return a section, answer a concern.'
  }),
  staff('adviser-qureshi', 'Imran Qureshi', 'adviser', 990),
  staff('adviser-bevan', 'Catrin Bevan', 'adviser', 990),
  staff('manager', 'Janet Pryce', 'team-manager', 990, {
    word: 'manager',
    team: 'north',
    phone: '01632 960120',
    tries: 'The team’s children and what its social workers owe.'
  }),
  staff('manager-south', 'Lucy Farrant', 'team-manager', 990, { team: 'south' }),
  staff('manager-sixteen', 'Desmond Achebe', 'team-manager', 990, { team: 'sixteen' }),
  staff('sw', 'Grace Adeyemi', 'social-worker', 990, {
    word: 'sw',
    team: 'north',
    phone: '01632 960131',
    tries: 'Check a plan, ask for a correction, file a copy, write your section.'
  }),
  staff('sw-whitlock', 'Daniel Whitlock', 'social-worker', 990, { team: 'north', phone: '01632 960132' }),
  staff('sw-brennan', 'Aoife Brennan', 'social-worker', 990, {
    team: 'south',
    tries: 'She is on leave: Marcus Bell stands in for her.'
  }),
  staff('sw-bell', 'Marcus Bell', 'social-worker', 990, {
    team: 'south',
    phone: '01632 960134',
    tries: 'Own children, and those of Aoife Brennan, whom he covers.'
  }),
  staff('sw-no-school', 'Leila Haddad', 'social-worker', 990, {
    word: 'sw-no-school',
    team: 'sixteen',
    phone: '01632 960135',
    tries: 'Lead and submit the plan of a child without a school place.'
  }),
  staff('sw-parry', 'Owen Parry', 'social-worker', 990, { team: 'sixteen' }),
  staff('iro', 'Margaret Dunne', 'iro', 990, {
    word: 'iro',
    tries: 'Read the submitted and signed-off plans of your children.'
  }),
  staff('iro-osei', 'Peter Osei', 'iro', 990),
  teacher('dt', 'Priya Raman', 'ardenbury', [990], {
    word: 'dt',
    tries: 'Arrange, hold and submit; next term’s date is asked for.'
  }),
  teacher('dt-elsewhere', 'Callum Reid', 'fosse', [990, 991], {
    word: 'dt-elsewhere',
    tries: 'One page with children of two councils.'
  }),
  teacher('dt-acorns', 'Fiona Pell', 'acorns'),
  teacher('dt-bridge', 'Sunita Desai', 'bridge'),
  teacher('dt-poppy', 'Sharon Tilley', 'poppy'),
  teacher('dt-oakfield', 'Neil Hartley', 'oakfield'),
  teacher('dt-bride', 'Rosalind Peake', 'bride'),
  teacher('dt-millbrook', 'Tariq Mahmood', 'millbrook'),
  teacher('dt-harrow', 'Gwen Oduya', 'harrow'),
  teacher('dt-meadows', 'Ellie Grant', 'meadows'),
  teacher('dt-kestrel', 'Martin Sholto', 'kestrel'),
  teacher('dt-valeford', 'Hannah Iqbal', 'valeford'),
  teacher('dt-cuthbert', 'Patrick Nolan', 'cuthbert'),
  teacher('dt-willow', 'Dawn Pritchett', 'willow'),
  teacher('dt-larch', 'Kwame Boateng', 'larch'),
  teacher('dt-college', 'Lorna Michie', 'college'),
  teacher('dt-forge', 'Gary Stubbs', 'forge'),
  teacher('dt-castlegate', 'Dev Patel', 'castlegate'),
  teacher('dt-ridgeway', 'Imelda Shaw', 'ridgeway'),
  teacher('dt-greenbank', 'Rhona Blake', 'greenbank'),
  teacher('dt-works', 'Nadia Sealey', 'works'),
  teacher('dt-larkrise-before', 'Colin Marwood', 'larkrise', [990], { until: 8 }),
  teacher('dt-larkrise', 'Beatrice Aldous', 'larkrise', [990], { from: 3 }),
  teacher('dt-moorside', 'Pat Ainsworth', 'moorside', [991]),
  teacher('dt-tarnside', 'Bill Furness', 'tarnside', [991]),
  teacher('dt-sixth', 'Alun Rees', 'sixth', [991]),
  other('carer', 'family', 'Angela Whitcombe', 'angela.whitcombe@home.example', {
    word: 'carer',
    phone: '01632 960301',
    tries: 'Give your views and read the carer’s copy.'
  }),
  other('carer-lim', 'family', 'Bernard Lim', 'bernard.lim@home.example'),
  other('parent', 'family', 'Stacey Doyle', 'stacey.doyle@home.example', {
    word: 'parent',
    tries: 'Read what is shared with you and say your part.'
  }),
  other('child', 'family', 'Kezia Thompson', 'kezia@home.example', {
    word: 'child',
    tries: 'Your own page, your views, who may read them.'
  }),
  other('delegate', 'professional', 'Jamie Stroud', 'jamie.stroud@ardenbury.example', {
    word: 'delegate',
    tries: 'Write the sections the designated teacher gave you.'
  }),
  other('professional', 'professional', 'Dr Noor Siddiqui', 'noor.siddiqui@psychology.example', {
    word: 'professional',
    tries: 'Write the one section you were asked for.'
  }),
  staff('head-moor', 'Alison Tarn', 'virtual-school-head', 991),
  staff('admin-moor', 'Wendy Croft', 'administrator', 991),
  staff('adviser-moor', 'Idris Kane', 'adviser', 991),
  staff('manager-moor', 'Sue Latham', 'team-manager', 991, { team: 'moor' }),
  staff('sw-moor', 'Kofi Mensah', 'social-worker', 991, { team: 'moor' }),
  staff('iro-moor', 'Barbara Holt', 'iro', 991)
]

export const demoStandIn = { authority: 990, absent: 'sw-brennan', cover: 'sw-bell', namedBy: 'manager-south' } as const

/** Who leads the plans at a setting today, for a council. */
export const teacherAt = (setting: string, authority: DemoAuthority): DemoPerson | undefined =>
  demoPeople.find(one =>
    one.appointments.some(job => job.setting === setting && job.authority === authority && job.until === undefined)
  )
