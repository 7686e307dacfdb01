import { safePath } from './safe-path.ts'

test.each(['/c/respite', '/join/abc?x=1#y', '/'])('SI1 %s is a place of this site', (path) => {
  expect(safePath(path)).toBe(path)
})

test.each(['https://evil.example', '//evil.example', '/\\evil.example', 'c/respite', '', undefined, 7])(
  'SI1 %s leads to the start',
  (path) => {
    expect(safePath(path)).toBe('/')
  },
)
