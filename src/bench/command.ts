import type { Config } from '../config.ts'
export async function run(_args: string[], _config: Config): Promise<number> {
  return 1
}
