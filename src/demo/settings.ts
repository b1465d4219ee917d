/** Data: invented places of education. Their URNs lie where the national register has none. */
export interface DemoSetting {
  readonly key: string
  readonly urn: number | null
  readonly name: string
  readonly town: string
  readonly postcode: string
  readonly laCode: number
  readonly type: string
  readonly phase: string
  readonly ages: readonly [number, number]
  readonly safeguarding: readonly [name: string, phone: string]
  /** Closed so many school days ago, and what took its place. */
  readonly closed?: { readonly schoolDaysAgo: number; readonly successorUrn: number }
}

const setting = (
  key: string,
  urn: number | null,
  name: string,
  town: string,
  postcode: string,
  laCode: number,
  type: string,
  phase: string,
  ages: readonly [number, number],
  safeguarding: readonly [string, string]
): DemoSetting => ({ key, urn, name, town, postcode, laCode, type, phase, ages, safeguarding })

export const demoSettings: readonly DemoSetting[] = [
  setting(
    'acorns',
    900001,
    'Little Acorns Nursery',
    'Ardenbury',
    'AV1 2LA',
    990,
    'Local authority nursery school',
    'Nursery',
    [2, 5],
    ['Beth Larkin', '01632 960201']
  ),
  setting(
    'bridge',
    900002,
    'Bridge Street Nursery School',
    'Valeford',
    'AV4 1BS',
    990,
    'Local authority nursery school',
    'Nursery',
    [2, 5],
    ['Moira Keane', '01632 960202']
  ),
  setting(
    'poppy',
    null,
    'Poppy Lane Childminding',
    'Ardenbury',
    'AV1 6PL',
    990,
    'Childminder',
    'Nursery',
    [0, 5],
    ['Sharon Tilley', '01632 960203']
  ),
  setting(
    'oakfield',
    900010,
    'Oakfield Primary School',
    'Ardenbury',
    'AV1 4OF',
    990,
    'Community school',
    'Primary',
    [4, 11],
    ['Neil Hartley', '01632 960210']
  ),
  setting(
    'bride',
    900011,
    'St Bride’s Church of England Primary School',
    'Valeford',
    'AV4 3SB',
    990,
    'Voluntary aided school',
    'Primary',
    [3, 11],
    ['Jo Fairweather', '01632 960211']
  ),
  setting(
    'millbrook',
    900012,
    'Millbrook Primary Academy',
    'Millbrook',
    'AV6 2MB',
    990,
    'Academy converter',
    'Primary',
    [4, 11],
    ['Tariq Mahmood', '01632 960212']
  ),
  setting(
    'harrow',
    900013,
    'Harrow Hill Primary School',
    'Harrow Hill',
    'AV7 5HH',
    990,
    'Community school',
    'Primary',
    [4, 11],
    ['Claire Noakes', '01632 960213']
  ),
  setting(
    'meadows',
    900014,
    'The Meadows Infant School',
    'Valeford',
    'AV4 8TM',
    990,
    'Community school',
    'Primary',
    [4, 7],
    ['Ellie Grant', '01632 960214']
  ),
  setting(
    'kestrel',
    900015,
    'Kestrel Junior School',
    'Valeford',
    'AV4 8KJ',
    990,
    'Foundation school',
    'Primary',
    [7, 11],
    ['Ellie Grant', '01632 960215']
  ),
  setting(
    'elmtree',
    900016,
    'Elmtree Primary School',
    'Long Arden',
    'AV9 1ET',
    990,
    'Community school',
    'Primary',
    [4, 11],
    ['Stuart Ames', '01632 960216']
  ),
  setting(
    'ardenbury',
    900030,
    'Ardenbury High School',
    'Ardenbury',
    'AV1 7AH',
    990,
    'Academy converter',
    'Secondary',
    [11, 18],
    ['Simon Thackeray', '01632 960230']
  ),
  setting(
    'fosse',
    900031,
    'Fosse Way Academy',
    'Stretton Fosse',
    'AV8 3FW',
    990,
    'Academy sponsor led',
    'Secondary',
    [11, 16],
    ['Yvonne Clarke', '01632 960231']
  ),
  setting(
    'valeford',
    900032,
    'Valeford School',
    'Valeford',
    'AV4 5VS',
    990,
    'Community school',
    'Secondary',
    [11, 18],
    ['Hannah Iqbal', '01632 960232']
  ),
  setting(
    'cuthbert',
    900033,
    'St Cuthbert’s Catholic High School',
    'Millbrook',
    'AV6 9SC',
    990,
    'Voluntary aided school',
    'Secondary',
    [11, 16],
    ['Patrick Nolan', '01632 960233']
  ),
  setting(
    'greenbank',
    900034,
    'Greenbank School',
    'Long Arden',
    'AV9 4GB',
    990,
    'Foundation school',
    'Secondary',
    [11, 16],
    ['Rhona Blake', '01632 960234']
  ),
  setting(
    'willow',
    900040,
    'Willow Bank School',
    'Harrow Hill',
    'AV7 1WB',
    990,
    'Community special school',
    'Not applicable',
    [3, 19],
    ['Dawn Pritchett', '01632 960240']
  ),
  setting(
    'larch',
    900041,
    'Larch House School',
    'Millbrook',
    'AV6 4LH',
    990,
    'Academy special converter',
    'Not applicable',
    [8, 16],
    ['Kwame Boateng', '01632 960241']
  ),
  setting(
    'college',
    900050,
    'Arden Vale College',
    'Ardenbury',
    'AV1 1CO',
    990,
    'Further education',
    '16 plus',
    [16, 99],
    ['Lorna Michie', '01632 960250']
  ),
  setting(
    'sixth',
    900051,
    'Northmoor Sixth Form College',
    'Northmoor',
    'NM1 3SF',
    991,
    'Sixth form centres',
    '16 plus',
    [16, 19],
    ['Alun Rees', '01632 960751']
  ),
  setting(
    'forge',
    null,
    'The Forge Alternative Learning',
    'Ardenbury',
    'AV2 3FG',
    990,
    'Alternative provider',
    'Not applicable',
    [11, 16],
    ['Gary Stubbs', '01632 960260']
  ),
  setting(
    'moorside',
    900060,
    'Moorside Primary School',
    'Northmoor',
    'NM2 6MP',
    991,
    'Community school',
    'Primary',
    [4, 11],
    ['Pat Ainsworth', '01632 960760']
  ),
  setting(
    'tarnside',
    900061,
    'Tarnside Academy',
    'Northmoor',
    'NM3 1TA',
    991,
    'Academy converter',
    'Secondary',
    [11, 18],
    ['Bill Furness', '01632 960761']
  ),
  setting(
    'seaview',
    900070,
    'Seaview Academy',
    'Easthaven',
    'EH2 5SV',
    992,
    'Academy sponsor led',
    'Secondary',
    [11, 16],
    ['Karen Lisle', '01632 960870']
  ),
  setting(
    'castlegate',
    900071,
    'Castlegate Primary School',
    'Easthaven',
    'EH1 9CG',
    992,
    'Community school',
    'Primary',
    [4, 11],
    ['Dev Patel', '01632 960871']
  ),
  setting(
    'ridgeway',
    900072,
    'Ridgeway School',
    'Downsford',
    'DF6 2RW',
    993,
    'Other independent special school',
    'Not applicable',
    [7, 19],
    ['Imelda Shaw', '01632 960872']
  ),
  {
    ...setting(
      'hawthorn',
      900090,
      'Hawthorn Community School',
      'Valeford',
      'AV4 2HC',
      990,
      'Community school',
      'Secondary',
      [11, 16],
      ['Moira Lant', '01632 960241']
    ),
    closed: { schoolDaysAgo: 25, successorUrn: 900091 }
  },
  setting(
    'hawthorn-academy',
    900091,
    'Hawthorn Academy',
    'Valeford',
    'AV4 2HC',
    990,
    'Academy sponsor led',
    'Secondary',
    [11, 16],
    ['Moira Lant', '01632 960241']
  ),
  setting(
    'works',
    900092,
    'Arden Works Training',
    'Ardenbury',
    'AV1 9AW',
    990,
    'Special post 16 institution',
    '16 plus',
    [16, 19],
    ['Nadia Sealey', '01632 960242']
  ),
  setting(
    'larkrise',
    900093,
    'Larkrise Primary School',
    'Valeford',
    'AV4 6LR',
    990,
    'Community school',
    'Primary',
    [4, 11],
    ['Beatrice Aldous', '01632 960243']
  )
]
