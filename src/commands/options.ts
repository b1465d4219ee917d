import { type ParseArgsOptionsConfig, parseArgs } from 'node:util'
import { WrongUsage } from '../cli.ts'

/** The command's options (always with `--json`) and what else was said; a wrong one is `WrongUsage`. */
export function options<T extends ParseArgsOptionsConfig>(args: string[], known: T, positionals = 0) {
  try {
    const parsed = parseArgs({
      args,
      options: { ...known, json: { type: 'boolean' } },
      allowPositionals: positionals > 0
    })
    if (parsed.positionals.length === positionals) return parsed
  } catch (error) {
    throw new WrongUsage(error instanceof Error ? error.message : String(error))
  }
  throw new WrongUsage(`It needs ${positionals} ${positionals === 1 ? 'value' : 'values'} without a name.`)
}

/** One result: a line for people, or JSON for programs. */
export function print(json: boolean | undefined, value: unknown, words: string): void {
  console.log(json ? JSON.stringify(value) : words)
}
