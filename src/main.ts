import { commands, WrongUsage } from './cli.ts'
import { readConfig } from './config.ts'

process.exitCode = await main(process.argv.slice(2))

async function main([name = 'help', ...args]: string[]): Promise<number> {
  if (name === 'help' || name === '--help' || name === '-h') return help()
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined
  if (!command) return refuse(`There is no command "${name}".\n\n${overview()}`)
  const usage = `Usage: ./openpep ${command.usage}`
  if (args.includes('--help') || args.includes('-h')) {
    console.log([`${command.summary}.\n\n${usage}`, await command.more?.()].filter(Boolean).join('\n\n'))
    return 0
  }
  const read = readConfig(process.env)
  if (!read.ok) return refuse(read.problems.join('\n'))
  try {
    return await command.run(args, read.config)
  } catch (error) {
    if (error instanceof WrongUsage) return refuse(`${error.message}\n${usage}`)
    console.error(process.env.LOG_LEVEL === 'debug' ? error : wordsOf(error))
    return 1
  }
}

function help(): number {
  console.log(overview())
  return 0
}

function refuse(words: string): number {
  console.error(words)
  return 2
}

function overview(): string {
  const width = Math.max(...Object.keys(commands).map(name => name.length))
  const lines = Object.entries(commands).map(([name, { summary }]) => `  ${name.padEnd(width)}  ${summary}`)
  return `Usage: ./openpep COMMAND [--help] [--json]\n\n${lines.join('\n')}`
}

function wordsOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
