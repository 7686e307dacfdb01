import type { ReadTx } from '@convene/store'
import { installationTable } from './tables.ts'

/** True until an installation that is no demonstration has its first person. */
export const firstRun = async (tx: ReadTx): Promise<boolean> => !(await tx.get(installationTable, 'installation'))
