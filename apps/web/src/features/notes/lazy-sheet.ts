import { lazy } from 'react'

/** The sheet with its editors, a chunk of its own. */
export const NotesSheet = lazy(() => import('./editor/notes-sheet.tsx'))
