import { z } from 'zod'
import { event } from '../core/event.ts'
import { id } from '../core/ids.ts'
import { accessToken, me } from './entities.ts'

export const registered = event('member', 'identity.registered', z.object({ me }))
export const profileChanged = event('member', 'identity.profileChanged', z.object({ me }))
export const sessionEnded = event('member', 'identity.sessionEnded', z.object({ sessionId: id }))
export const tokenMade = event('member', 'identity.tokenMade', z.object({ token: accessToken }))
export const tokenRevoked = event('member', 'identity.tokenRevoked', z.object({ tokenId: id }))
