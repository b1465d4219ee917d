/** Whether two rows of a table say the same, column by column, whatever the order of the columns. */
export const sameRow = <T extends object>(a: T, b: T): boolean =>
  (Object.keys(a) as (keyof T)[]).every(column => a[column] === b[column])
