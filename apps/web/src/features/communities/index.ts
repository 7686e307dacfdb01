export { type CommunityView, useCommunity } from './community-context.ts'
export { functionPlace } from './function-place.ts'
export { PlainShell } from './plain-shell.tsx'
