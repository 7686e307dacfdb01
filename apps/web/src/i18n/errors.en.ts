/**
 * Failures in a sentence: what happened, what is safe, what to do. `kind_*` is the fallback of each kind; other keys are the
 * reasons on the wire, with `_` for `.`.
 */
export const en = {
  kind_invalid: 'Something in the form is not right. Check it and try again.',
  kind_unauthenticated: 'You are signed out. Sign in to go on.',
  kind_forbidden: 'You can read this, but not change it.',
  'kind_not-found': 'This is not here, or not for you to see.',
  kind_conflict: 'Somebody was quicker. Look at what changed, then try again.',
  'kind_too-large': 'This is too long. Make it shorter and try again.',
  'kind_rate-limited': 'That was a lot at once. Wait a moment, then try again.',
  kind_unavailable: 'The server cannot be reached right now. Nothing is lost; try again in a moment.',
  kind_internal: 'Something went wrong on our side. Nothing of yours was lost. Try again in a moment.',
  net_timeout: 'The server takes long to answer. Check your connection, then try again.',
  net_disconnected: 'There is no connection right now. Try again when you are back online.',
  net_mismatch: 'This page is older than the server. Reload it to go on.',
} as const
