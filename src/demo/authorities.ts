/** Data: the two invented councils. Their telephone numbers are those kept for drama. */
export const demoAuthorities = [
  {
    id: 990,
    name: 'Arden and Vale',
    virtual_school_name: 'Arden and Vale Virtual School',
    virtual_school_email: 'virtualschool@ardenvale.example',
    virtual_school_phone: '01632 960100',
    front_door_name: 'Arden and Vale Children’s Front Door',
    front_door_phone: '01632 960199',
    premium_policy_url: 'https://ardenvale.example/virtual-school/pupil-premium-plus',
    demonstration: true
  },
  {
    id: 991,
    name: 'Northmoor',
    virtual_school_name: 'Northmoor Virtual School',
    virtual_school_email: 'virtual.school@northmoor.example',
    virtual_school_phone: '01632 960700',
    front_door_name: 'Northmoor Safeguarding Hub',
    front_door_phone: '01632 960799',
    premium_policy_url: 'https://northmoor.example/virtual-school/premium',
    demonstration: true
  }
] as const

export type DemoAuthority = (typeof demoAuthorities)[number]['id']

export const demoTeams = [
  { key: 'north', authority: 990, name: 'Children in Care North' },
  { key: 'south', authority: 990, name: 'Children in Care South' },
  { key: 'sixteen', authority: 990, name: '16 Plus and Separated Children' },
  { key: 'moor', authority: 991, name: 'Looked-after Children Team' }
] as const

export type DemoTeam = (typeof demoTeams)[number]['key']
