export const en = {
  loading: 'Loading',
  skip: 'Skip to the content',
} as const
