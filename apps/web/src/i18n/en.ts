import { en as admin } from '../features/admin/en.ts'
import { en as chat } from '../features/chat/en.ts'
import { en as communities } from '../features/communities/en.ts'
import { en as identity } from '../features/identity/en.ts'
import { en as meetings } from '../features/meetings/en.ts'
import { en as notes } from '../features/notes/en.ts'
import { en as presence } from '../features/presence/en.ts'
import { en as ui } from '../ui/en.ts'
import { en as errors } from './errors.en.ts'

/** Every string of the page in English, by feature. */
export const en = { admin, chat, communities, errors, identity, meetings, notes, presence, ui }
