import { lazy } from 'react'
import { loadAgain } from '../../net/index.ts'

/** The sheet with its editors, a chunk of its own. */
export const NotesSheet = lazy(() => loadAgain(() => import('./editor/notes-sheet.tsx')))
