import type { Page } from '../../web/page.ts'
import { childrenOfImportPage } from './children-of-import.tsx'
import { doubtfulPage } from './doubtful.tsx'
import { headingsPage } from './headings.tsx'
import { importRunPage, refusedRowsPage } from './import-run.tsx'
import { importsPage } from './imports.tsx'
import { knownHeadingsPage } from './known-headings.tsx'
import { routinePage } from './routine.tsx'
import { undoPage } from './undo.tsx'

/** From a file that comes in to its being undone, and what is done with files by routine. */
export const importPages: readonly Page[] = [
  importsPage,
  importRunPage,
  refusedRowsPage,
  doubtfulPage,
  headingsPage,
  childrenOfImportPage,
  undoPage,
  knownHeadingsPage,
  routinePage
]
