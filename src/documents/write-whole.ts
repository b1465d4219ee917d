import { open, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'

/** Makes a folder's list of names safe on the disk. Windows has no such thing and says EPERM or EISDIR. */
const syncFolder = async (folder: string): Promise<void> => {
  if (process.platform === 'win32') return
  const handle = await open(folder, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

/** Writes a file that is there whole or not at all, whatever is killed when: beside it, synced, then renamed. */
export const writeWhole = async (folder: string, name: string, content: Uint8Array | string): Promise<void> => {
  const beside = join(folder, `.${crypto.randomUUID()}.part`)
  try {
    const handle = await open(beside, 'wx', 0o600)
    try {
      await handle.writeFile(content)
      await handle.sync()
    } finally {
      await handle.close()
    }
    await rename(beside, join(folder, name))
  } catch (error) {
    await rm(beside, { force: true })
    throw error
  }
  await syncFolder(folder)
}
