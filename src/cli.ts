import type { Config } from './config.ts'

/** One word of `./openpep …`. Its code is imported only when it runs, so that every command starts fast. */
export type Command = {
  summary: string
  /** What follows `./openpep`, for example `database-url --as app|owner [--json]`. */
  usage: string
  /** Said beneath the usage where somebody asks for help. */
  more?(): Promise<string>
  /** @returns the exit code. Throws `WrongUsage` for a wrong option; any other error is a failure, exit code 1. */
  run(args: string[], config: Config): Promise<number>
}

/** Answered with the command's usage and exit code 2. */
export class WrongUsage extends Error {}

export const commands: Record<string, Command> = {
  start: {
    summary: 'Everything in one process: database, demonstration, pages and jobs',
    usage: 'start [--json]',
    run: async (args, config) => (await import('./commands/start.ts')).start(args, config, ['serve', 'work'])
  },
  serve: {
    summary: 'Answer pages and the API',
    usage: 'serve [--json]',
    run: async (args, config) => (await import('./commands/start.ts')).start(args, config, ['serve'])
  },
  work: {
    summary: 'Run the jobs',
    usage: 'work [--json]',
    run: async (args, config) => (await import('./commands/start.ts')).start(args, config, ['work'])
  },
  migrate: {
    summary: "Bring the database to this version's schema",
    usage: 'migrate [--json]',
    run: async (args, config) => (await import('./commands/migrate.ts')).run(args, config)
  },
  'database-url': {
    summary: 'Print how to reach the database; an embedded one is started and left running',
    usage: 'database-url --as app|owner [--json]',
    run: async (args, config) => (await import('./commands/database-url.ts')).run(args, config)
  },
  import: {
    summary: 'Read children, a 903 return, GIAS, a calendar, people or attendance; a dry run without --apply',
    usage: 'import children|ssda903|gias|calendar|people|attendance PATH [--authority 937] [--apply] [--json]',
    run: async (args, config) => (await import('./imports/command.ts')).run(args, config)
  },
  audit: {
    summary: 'Prove that the audit is as it was written',
    usage: 'audit verify [--against FILE] [--json]',
    run: async (args, config) => (await import('./audit/command.ts')).run(args, config)
  },
  coach: {
    summary: 'Say of each target of a CSV how SMART it is, and what would make it better',
    usage: 'coach FILE.csv [--json]',
    run: async args => (await import('./targets/coach-command.ts')).run(args)
  },
  languages: {
    summary: "Say what a translator's file still needs; without one, of every language that comes with the service",
    usage: 'languages [FILE] [--json]',
    run: async args => (await import('./languages/command.ts')).run(args)
  },
  visible: {
    summary: "List the children that a person's rows allow",
    usage: 'visible PERSON [--json]',
    run: async (args, config) => (await import('./children/command.ts')).visible(args, config)
  },
  children: {
    summary: "List an authority's children",
    usage: 'children [--authority 937] [--json]',
    run: async (args, config) => (await import('./children/command.ts')).children(args, config)
  },
  day: {
    summary: 'Run the jobs of one day to the end: rounds, clocks, reminders, digests, deliveries',
    usage: 'day --today DATE [--json]',
    run: async (args, config) => (await import('./jobs/day-command.ts')).run(args, config)
  },
  clocks: {
    summary: "An authority's clocks: any of the process by its dates, the terms of a year, or those of a child",
    usage:
      'clocks initial --start DATE | term --year 2026-27 | school-days --start DATE --days N | child ID | CLOCK --start DATE … [--authority 937] [--json]',
    more: async () => (await import('./authorities/named-clocks.ts')).namedClocksHelp(),
    run: async ([what = '', ...args], config) =>
      what === 'child'
        ? (await import('./peps/clocks-command.ts')).childsClocks(args, config)
        : (await import('./authorities/clocks-command.ts')).countedClocks(what, args, config)
  },
  routes: {
    summary: 'List every address with its action and who may',
    usage: 'routes [--json | --markdown]',
    run: async (args, config) => (await import('./routes-command.ts')).run(args, config)
  },
  seed: {
    summary: 'Fill an empty database with synthetic load',
    usage: 'seed --authorities N --children N [--years N] [--json]',
    run: async (args, config) => (await import('./seed/command.ts')).run(args, config)
  },
  bench: {
    summary: 'Measure the service against its bars',
    usage: 'bench [--quick] [--only NAME,NAME] [--write] [--json]',
    run: async (args, config) => (await import('./bench/command.ts')).run(args, config)
  },
  authority: {
    summary: 'Add an authority',
    usage: 'authority add CODE NAME [--email ADDRESS] [--front-door NAME] [--phone NUMBER] [--json]',
    run: async (args, config) => (await import('./authorities/command.ts')).run(args, config)
  },
  pep: {
    summary: 'Print a plan whole, as data',
    usage: 'pep ID [--json]',
    run: async (args, config) => (await import('./documents/command.ts')).pep(args, config)
  },
  answers: {
    summary: 'List the answers of a plan with their versions and clashes',
    usage: 'answers PEP [--json]',
    run: async (args, config) => (await import('./documents/command.ts')).answers(args, config)
  },
  pdf: {
    summary: "Write a plan's copy for one audience",
    usage: 'pdf PEP --audience full|setting|carer|parent|child -o FILE [--json]',
    run: async (args, config) => (await import('./documents/command.ts')).pdf(args, config)
  },
  backup: {
    summary: 'Save all tables as of one moment, and the files that they name, in one archive',
    usage: 'backup FILE [--json]',
    run: async (args, config) => (await import('./backup/command.ts')).backup(args, config)
  },
  restore: {
    summary: 'Put a backup into an empty database and compare it with what the backup says',
    usage: 'restore FILE [--json]',
    run: async (args, config) => (await import('./backup/command.ts')).restore(args, config)
  }
}
