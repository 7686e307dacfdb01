/** Strings of one language, by feature. */
export type Dictionary = Readonly<Record<string, Readonly<Record<string, string>>>>

/** Fills `{{name}}` in a string; `count` also chooses the plural form. */
export type Values = Readonly<Record<string, string | number>>

/**
 * The string of `feature.key`, filled in; `undefined` when there is none. With a `count` the language's plural form
 * (`key_one`, `key_other`) comes first. Written here because the page needs no more than this, and a library for it
 * would be a twelfth of what may be loaded until a channel can be read.
 */
export function translate(
  dictionary: Dictionary,
  language: string,
  path: string,
  values: Values = {},
): string | undefined {
  const dot = path.indexOf('.')
  const strings = dictionary[path.slice(0, dot)]
  const key = path.slice(dot + 1)
  const { count } = values
  const form = typeof count === 'number' ? pluralOf(language, count) : undefined
  const text = (form && strings?.[`${key}_${form}`]) ?? strings?.[`${key}_other`] ?? strings?.[key]
  return text?.replace(/\{\{(\w+)\}\}/g, (_, name: string) => String(values[name] ?? ''))
}

const rules = new Map<string, Intl.PluralRules>()

function pluralOf(language: string, count: number): Intl.LDMLPluralRule {
  const known = rules.get(language) ?? new Intl.PluralRules(language)
  rules.set(language, known)
  return known.select(count)
}
