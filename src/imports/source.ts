export interface SourceFile {
  readonly name: string
  readonly bytes: Uint8Array
}
export interface Source {
  readonly name: string
  readonly files: readonly SourceFile[]
  /** Files of the folder or zip that are no tables and were left alone. */
  readonly leftOut: readonly string[]
}

export const mostBytes = 300 * 1024 * 1024
export const isTableName = (name: string): boolean => /\.(csv|tsv|txt)$/i.test(name)
