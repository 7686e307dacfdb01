import { AppError, errorKinds } from '@convene/protocol'
import { en } from './en.ts'
import { fr } from './fr.ts'
import { preferredLanguage } from './languages.ts'
import { translate } from './translate.ts'
import { errorText } from './use-error-text.ts'

const words = {
  test: { hello: 'Hello {{name}}, {{name}}!', apple_one: '{{count}} apple', apple_other: '{{count}} apples' },
}

test('LG1 values are filled in, wherever they stand', () => {
  expect(translate(words, 'en', 'test.hello', { name: 'Marie' })).toBe('Hello Marie, Marie!')
  expect(translate(words, 'en', 'test.hello')).toBe('Hello , !')
  expect(translate(words, 'en', 'test.missing')).toBeUndefined()
})

test.each([
  ['en', 0, '0 apples'],
  ['en', 1, '1 apple'],
  ['en', 2, '2 apples'],
  ['fr', 0, '0 apple'],
  ['fr', 1, '1 apple'],
  ['fr', 1_000_000, '1000000 apples'],
])('LG2 in %s %i of them take their form', (language, count, text) => {
  expect(translate(words, language, 'test.apple', { count })).toBe(text)
})

const places = (text: string) => [...new Set(text.match(/\{\{\w+\}\}/g))].sort()

test.each(Object.keys(en))('LG3 French says what English says in %s', (feature) => {
  const [english, french] = [stringsOf(en, feature), stringsOf(fr, feature)]
  expect(Object.keys(french).sort()).toEqual(Object.keys(english).sort())
  for (const [key, text] of Object.entries(english)) {
    expect([key, places(french[key] ?? '')]).toEqual([key, places(text)])
    expect([key, french[key]?.trim()]).not.toEqual([key, ''])
  }
})

function stringsOf(dictionary: Readonly<Record<string, Readonly<Record<string, string>>>>, feature: string) {
  return dictionary[feature] ?? {}
}

test('LG4 the first language known is spoken', () => {
  expect(preferredLanguage(['hi', 'fr-CA', 'en'])).toBe('fr')
  expect(preferredLanguage(['en-GB', 'fr'])).toBe('en')
  expect(preferredLanguage(['ur'])).toBe('en')
})

test('LG5 a failure is told by its reason, with its details', () => {
  const error = new AppError('conflict', 'chat.channel-name-taken', { name: 'general', odd: {} })
  expect(errorText(en, 'en', error)).toBe('There is a channel named general already.')
})

test.each(errorKinds)('LG5 an unknown reason of kind %s is told by its kind', (kind) => {
  for (const dictionary of [en, fr]) {
    const text = errorText(dictionary, 'en', new AppError(kind, 'never.heard-of'))
    expect(text).toMatch(/\.$/)
    expect(text).not.toContain('never')
  }
})

test('LG5 what is no error of ours is told too', () => {
  expect(errorText(en, 'en', new TypeError('x is undefined'))).toBe(en.errors.kind_internal)
})
