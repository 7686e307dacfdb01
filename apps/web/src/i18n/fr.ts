import { fr as admin } from '../features/admin/fr.ts'
import { fr as chat } from '../features/chat/fr.ts'
import { fr as communities } from '../features/communities/fr.ts'
import { fr as identity } from '../features/identity/fr.ts'
import { fr as meetings } from '../features/meetings/fr.ts'
import { fr as notes } from '../features/notes/fr.ts'
import { fr as presence } from '../features/presence/fr.ts'
import { fr as ui } from '../ui/fr.ts'
import { fr as errors } from './errors.fr.ts'

/** Every string of the page in French, by feature. */
export const fr = { admin, chat, communities, errors, identity, meetings, notes, presence, ui }
