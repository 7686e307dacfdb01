export const en = {
  here: 'Here now',
  count_one: '{{count}} person here',
  count_other: '{{count}} people here',
  nobody: 'Nobody else is here',
  you: '{{name}} (you)',
  tooMany: 'Above {{count}} people, only their number is shown.',
} as const
