export const en = {
  outbox: 'Outgoing mail',
  noRelay: 'No mail relay is set up: mail is kept here, and can be read here.',
  relay: 'Mail leaves through the relay. What failed is tried again.',
  empty: 'No mail yet',
  emptyHelp: 'Invitations and sign-in codes appear here as soon as one is sent.',
  to: 'To {{to}}, {{when}}',
  state_kept: 'Kept',
  state_waiting: 'Waiting',
  state_sent: 'Sent',
  state_failed: 'Failed',
  more: 'Show earlier',
} as const
