import { record } from '../../audit/audit.ts'
import { Button } from '../../ui/components/button.tsx'
import { Input } from '../../ui/components/input.tsx'
import { Radios } from '../../ui/components/radios.tsx'
import { Select } from '../../ui/components/select.tsx'
import { countField, text } from '../../web/forms.ts'
import { type Problem, page, type Shown } from '../../web/page.ts'
import { type ImportKind, importKinds, kindNames } from '../kinds.ts'
import { readRoutines, writeRoutine } from '../routine.queries.ts'
import { mayApply, type Routine } from '../routine.ts'

interface Routines {
  readonly authorityId: number
  readonly routineOf: (kind: string) => Routine
}

const hours = [
  { value: '', text: 'Each hour' },
  ...Array.from({ length: 24 }, (_, hour) => ({ value: String(hour), text: `Once a day, at ${hour}:00` }))
]

/** What is done with files that are dropped into the authority's folder: kind by kind, and when it is looked at. */
export const routinePage = page<Routines>({
  at: '/imports/routine',
  may: 'import',
  name: 'routine of imports',
  load: async ({ tx, who }) => {
    const home = who.appointments.find(one => one.role === 'administrator')
    return home ? { authorityId: home.authorityId, routineOf: await readRoutines(tx, home.authorityId) } : null
  },
  submit: async ({ authorityId, routineOf }, { tx, who, body }) => {
    const read = importKinds.map(kind => ({ kind, ...routineIn(kind, body) }))
    const problems = read.flatMap(({ problem }) => problem ?? [])
    if (problems.length > 0) return { again: problems }
    const before = Object.fromEntries(importKinds.map(kind => [kind, routineOf(kind)]))
    const after = Object.fromEntries(read.map(({ kind, routine }) => [kind, routine]))
    for (const { kind, routine } of read) await writeRoutine(tx, authorityId, kind, routine)
    await record(tx, {
      person: who.id,
      action: 'set the routine of imports',
      authorityId,
      payload: { before, after }
    })
    return { go: '/imports/routine', done: 'Kept. It holds from the next look at the folder.' }
  },
  view: ({ authorityId, routineOf }, shown) => ({
    title: 'Files that come by themselves',
    trail: [
      { text: 'What you need to do', href: '/' },
      { text: 'Imports', href: '/imports' },
      { text: 'Files that come by themselves' }
    ],
    body: (
      <div class="reading">
        <h1 class="govuk-heading-l">Files that come by themselves</h1>
        <p class="govuk-body">
          Whoever runs the service can let your other systems drop files into a folder. The folder is looked at each
          hour, or when you say here. You get a message about each file that changes something or waits for you. A file
          that was taken is moved to “done”, one that cannot be taken to “held”, with a text that says why.
        </p>
        <form method="post" novalidate>
          <input type="hidden" name="_csrf" value={shown.csrf} />
          {importKinds.map(kind => (
            <Kind kind={kind} folder={`imports/${authorityId}/${kind}`} routine={routineOf(kind)} shown={shown} />
          ))}
          <Button type="submit" preventDoubleClick>
            Save
          </Button>
        </form>
      </div>
    )
  })
})

interface KindProps {
  readonly kind: ImportKind
  readonly folder: string
  readonly routine: Routine
  readonly shown: Shown
}

function Kind({ kind, folder, routine, shown: { typed, problems } }: KindProps) {
  const value = (name: string, kept: string) => (typed ? text(typed, `${name}-${kind}`) : kept)
  return (
    <section class="card" aria-labelledby={`kind-${kind}`}>
      <h2 class="govuk-heading-m" id={`kind-${kind}`}>
        {kindNames[kind].name}
      </h2>
      <p class="govuk-body">
        Folder: <code>{folder}</code>
      </p>
      {mayApply(kind) ? (
        <Radios
          name={`applies-${kind}`}
          legend="A file here"
          legendSize="s"
          small
          value={value('applies', routine.applies ? 'yes' : 'no')}
          items={[
            { value: 'no', text: 'is checked, and I am asked' },
            {
              value: 'yes',
              text: 'is imported by itself, if nothing in it is refused or doubtful and few rows change',
              conditional: (
                <Input
                  name={`most-${kind}`}
                  label="At most this share of its rows may be new or changed, in per cent"
                  width={3}
                  suffix="%"
                  inputmode="numeric"
                  value={value('most', String(routine.mostChanged))}
                  error={problems.find(({ field }) => field === `most-${kind}`)?.what}
                />
              )
            }
          ]}
        />
      ) : (
        <p class="govuk-body">A file here is checked, and you are asked: it gives access, or moves due dates.</p>
      )}
      <Select
        name={`hour-${kind}`}
        label="The folder is looked at"
        labelSize="s"
        items={hours}
        value={value('hour', routine.atHour === null ? '' : String(routine.atHour))}
      />
    </section>
  )
}

function routineIn(
  kind: ImportKind,
  body: Readonly<Record<string, string | string[]>>
): { readonly routine: Routine; readonly problem?: Problem } {
  const applies = mayApply(kind) && text(body, `applies-${kind}`) === 'yes'
  const hour = text(body, `hour-${kind}`)
  const atHour = /^([01]?\d|2[0-3])$/.test(hour) ? Number(hour) : null
  const most = countField(body, `most-${kind}`, 100)
  const mostChanged = 'count' in most ? most.count : 10
  const problem = applies && !('count' in most)
  return {
    routine: { applies, mostChanged, atHour },
    ...(problem
      ? { problem: { field: `most-${kind}`, what: 'problem' in most ? most.problem : 'Enter a share from 0 to 100' } }
      : {})
  }
}
