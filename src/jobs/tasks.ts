import { closeAccessTask } from '../children/jobs/close-access.ts'
import { flagMovesTask } from '../children/jobs/flag-moves.ts'
import { followSuccessorsTask } from '../children/jobs/follow-successors.ts'
import { issueCopies } from '../documents/jobs/issue-copies.ts'
import { makeTransferPack } from '../documents/jobs/make-transfer-pack.ts'
import { readCaseRecordReceipts } from '../documents/jobs/read-receipts.ts'
import { lookInImportFolders, takeImportFiles } from '../imports/jobs/import-folders.ts'
import { askAfterMessage } from '../messages/jobs/ask-after-message.ts'
import { deliverMessage } from '../messages/jobs/deliver-message.ts'
import { digestsTask, remindTask } from '../messages/jobs/remind.ts'
import { reviewAccess } from '../people/jobs/review-access.ts'
import { sendSignInLink } from '../people/jobs/send-sign-in-link.ts'
import { tellOfNewBrowser } from '../people/jobs/tell-of-new-browser.ts'
import { openRoundsTask, projectClocksTask } from '../peps/jobs/open-rounds.ts'
import { tellOfUnreadTask } from '../voice/jobs/tell-of-unread.ts'
import { makeWholeFile } from '../whole-file/jobs/make-whole-file.ts'
import { eachAuthority } from './each-authority.ts'
import { forgetOldSignIns } from './forget-old-sign-ins.ts'
import { eachHour } from './hourly.ts'
import type { Task } from './job.ts'

/** A task of the day: at which full hour of London's clock, and whether once for each authority. */
export interface DailyTask {
  readonly task: string
  readonly hour: number
  readonly forEachAuthority: boolean
}

/** The days' plan. A task for each authority gets `{ authority, date }`, another `{ date }`. */
export const daily: readonly DailyTask[] = [
  { task: 'follow successors', hour: 0, forEachAuthority: true },
  { task: 'open rounds', hour: 1, forEachAuthority: true },
  { task: 'project clocks', hour: 2, forEachAuthority: true },
  { task: 'close access', hour: 3, forEachAuthority: true },
  { task: 'review access', hour: 5, forEachAuthority: true },
  { task: 'forget old sign-ins', hour: 3, forEachAuthority: false },
  { task: 'flag moves', hour: 6, forEachAuthority: true },
  { task: 'remind', hour: 6, forEachAuthority: true },
  { task: 'send digests', hour: 7, forEachAuthority: false },
  { task: 'tell of unread views', hour: 12, forEachAuthority: true }
]

/** Every task by the name it is enqueued under. */
export const tasks: Readonly<Record<string, Task>> = {
  'each hour': eachHour(daily),
  'each authority': eachAuthority,
  'deliver message': deliverMessage,
  'ask after message': askAfterMessage,
  'send sign-in link': sendSignInLink,
  'tell of new browser': tellOfNewBrowser,
  'open rounds': openRoundsTask,
  'project clocks': projectClocksTask,
  'forget old sign-ins': forgetOldSignIns,
  'review access': reviewAccess,
  remind: remindTask,
  'send digests': digestsTask,
  'tell of unread views': tellOfUnreadTask,
  'follow successors': followSuccessorsTask,
  'flag moves': flagMovesTask,
  'close access': closeAccessTask,
  'issue-copies': issueCopies,
  'make transfer pack': makeTransferPack,
  'make whole file': makeWholeFile,
  'read receipts': readCaseRecordReceipts,
  'look in import folders': lookInImportFolders,
  'take import files': takeImportFiles
}
