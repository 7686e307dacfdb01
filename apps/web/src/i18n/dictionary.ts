/** What a translation of `English` must hold: the same keys, no fewer. A missing French string fails the type check. */
export type Translation<English> = { readonly [Key in keyof English]: string }

type Stem<Key> = Key extends `${infer Start}_${'zero' | 'one' | 'other'}` ? Start : Key

/** `feature.key` for every string of nested dictionaries; plural forms (`_one`, `_other`) share a key and need `count`. */
export type KeyOf<Dictionaries> = {
  [Feature in keyof Dictionaries & string]: `${Feature}.${Stem<keyof Dictionaries[Feature] & string>}`
}[keyof Dictionaries & string]
