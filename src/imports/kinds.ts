export const importKinds = ['children', 'ssda903', 'gias', 'calendar', 'people', 'attendance'] as const
export type ImportKind = (typeof importKinds)[number]
export const isKind = (kind: string): kind is ImportKind => (importKinds as readonly string[]).includes(kind)

export const kindNames: Record<ImportKind, { name: string; hint: string }> = {
  children: {
    name: 'Children',
    hint: 'A CSV with at least each child’s number in your care system, names and date of birth.'
  },
  ssda903: {
    name: 'The yearly return on children in care (SSDA903)',
    hint: 'One of its tables as a CSV, or all of them in one zip file. Each is known by its headings.'
  },
  gias: {
    name: 'Schools and colleges (GIAS)',
    hint: 'The national register’s CSV “edubasealldata”, alone or in one zip file with its list of links.'
  },
  calendar: { name: 'Term dates', hint: 'A calendar file (ICS), a CSV or JSON.' },
  people: {
    name: 'People',
    hint: 'A CSV with name, e-mail and role; for a designated teacher also the school’s number (setting_urn), for a manager the team.'
  },
  attendance: {
    name: 'Attendance',
    hint: 'A CSV of sessions with their codes, or of totals, each with the pupil’s number (UPN).'
  }
}
