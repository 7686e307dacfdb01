export { Conversation } from './conversation.tsx'
export { forgetOutboxes } from './outbox-store.ts'
export { useOutbox } from './use-outbox.ts'
export { useUnread } from './use-unread.ts'
