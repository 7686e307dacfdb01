import fc from 'fast-check'
import { hueOf, numeral, respiteFunctions } from './functions.ts'
import { defaultSeasons } from './seasons.ts'
import { defaultSections } from './sections.ts'

const PLACE_MAX = 3_999

test('DM10 numerals are roman, lower-case', () => {
  expect([1, 2, 3, 4, 5, 6, 7].map(numeral)).toEqual(['i', 'ii', 'iii', 'iv', 'v', 'vi', 'vii'])
  expect([9, 14, 40, 90, 400, 944, PLACE_MAX].map(numeral)).toEqual([
    'ix',
    'xiv',
    'xl',
    'xc',
    'cd',
    'cmxliv',
    'mmmcmxcix',
  ])
})

test('DM10 a numeral is written by the rules and gives its place when read', () => {
  const written = /^m{0,3}(cm|cd|d?c{0,3})(xc|xl|l?x{0,3})(ix|iv|v?i{0,3})$/
  fc.assert(
    fc.property(fc.integer({ min: 1, max: PLACE_MAX }), (place) => {
      expect(numeral(place)).toMatch(written)
      expect(read(numeral(place))).toBe(place)
    }),
  )
})

test('DM11 hues run from 1 to 7 and begin again', () => {
  expect([1, 2, 3, 4, 5, 6, 7, 8, 14, 15].map(hueOf)).toEqual([1, 2, 3, 4, 5, 6, 7, 1, 7, 1])
})

test('DM12 the template has the seven functions in order, in both languages', () => {
  expect(respiteFunctions.map(({ name }) => name)).toEqual([
    {
      en: 'Local System Coordination, Management and Planning',
      fr: 'Coordination, gestion et planification du système local',
    },
    {
      en: 'Determination of Need and Priority Setting',
      fr: 'Détermination des besoins et établissement des priorités',
    },
    { en: 'Training and Development', fr: 'Formation et perfectionnement' },
    { en: 'Promotion and Awareness', fr: 'Promotion et sensibilisation' },
    { en: 'Partnerships and Capacity Building', fr: 'Partenariats et renforcement des capacités' },
    { en: 'Recruitment and Retention', fr: 'Recrutement et maintien en poste' },
    { en: 'Equipment and Resources', fr: 'Équipement et ressources' },
  ])
  expect(new Set(respiteFunctions.map(({ id }) => id)).size).toBe(7)
})

test('DM13 minutes open, take up each function in order under its own name, and close', () => {
  const someFunctions = fc.uniqueArray(
    fc.record({ id: fc.stringMatching(/^[a-z0-9-]{1,20}$/), name: fc.record({ en: fc.string(), fr: fc.string() }) }),
    { selector: ({ id }) => id, maxLength: 40 },
  )
  fc.assert(
    fc.property(someFunctions, (functions) => {
      const sections = defaultSections(functions)
      expect(sections.map(({ id }) => id)).toHaveLength(new Set(sections.map(({ id }) => id)).size)
      expect([sections.at(0)?.id, sections.at(-1)?.id]).toEqual(['opening', 'closing'])
      const taken = sections.slice(1, -1).map(({ functionId, title }) => ({ id: functionId, name: title }))
      expect(taken).toEqual(functions)
    }),
  )
})

test('DM14 the year has a fall, a winter and a spring, each in a month of its own', () => {
  expect(defaultSeasons.map(({ id }) => id)).toEqual(['fall', 'winter', 'spring'])
  const monthsFromFall = defaultSeasons.map(({ month }) => (month - (defaultSeasons[0]?.month ?? 0) + 12) % 12)
  expect(monthsFromFall).toEqual(monthsFromFall.toSorted((a, b) => a - b))
  expect(new Set(monthsFromFall).size).toBe(3)
})

/** Reads a roman numeral: a sign before a greater one is taken away. */
function read(text: string): number {
  const values = [...text].map((sign) => ({ m: 1000, d: 500, c: 100, l: 50, x: 10, v: 5, i: 1 })[sign] ?? Number.NaN)
  return values.reduce((sum, value, at) => sum + (value < (values[at + 1] ?? 0) ? -value : value), 0)
}
