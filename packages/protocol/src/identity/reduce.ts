import { z } from 'zod'
import { on, slice } from '../core/slice.ts'
import { type AccessToken, accessToken, type Me, me } from './entities.ts'
import * as events from './events.ts'

export const meSlice = slice<Me>('member', 'me', me, [
  on(events.registered, (_, data) => data.me),
  on(events.profileChanged, (_, data) => data.me),
])

export const tokensSlice = slice<AccessToken[]>('member', 'tokens', z.array(accessToken), [
  on(events.tokenMade, (all, data) => [...all, data.token]),
  on(events.tokenRevoked, (all, data) => all.filter((one) => one.id !== data.tokenId)),
])
