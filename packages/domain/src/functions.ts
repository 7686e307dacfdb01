/** What a community convenes around. Seven is only the default template; nothing counts on the number. */
export interface FunctionTemplate {
  readonly id: string
  readonly name: { readonly en: string; readonly fr: string }
}

/** The seven functions of Local Respite Networks. */
export const respiteFunctions: readonly FunctionTemplate[] = [
  {
    id: 'coordination',
    name: {
      en: 'Local System Coordination, Management and Planning',
      fr: 'Coordination, gestion et planification du système local',
    },
  },
  {
    id: 'need',
    name: {
      en: 'Determination of Need and Priority Setting',
      fr: 'Détermination des besoins et établissement des priorités',
    },
  },
  { id: 'training', name: { en: 'Training and Development', fr: 'Formation et perfectionnement' } },
  { id: 'promotion', name: { en: 'Promotion and Awareness', fr: 'Promotion et sensibilisation' } },
  {
    id: 'partnerships',
    name: { en: 'Partnerships and Capacity Building', fr: 'Partenariats et renforcement des capacités' },
  },
  { id: 'recruitment', name: { en: 'Recruitment and Retention', fr: 'Recrutement et maintien en poste' } },
  { id: 'equipment', name: { en: 'Equipment and Resources', fr: 'Équipement et ressources' } },
]

/** Lower-case roman numeral of a function's place, 1 to 3,999. */
export function numeral(place: number): string {
  const parts: [number, string][] = [
    [1000, 'm'],
    [900, 'cm'],
    [500, 'd'],
    [400, 'cd'],
    [100, 'c'],
    [90, 'xc'],
    [50, 'l'],
    [40, 'xl'],
    [10, 'x'],
    [9, 'ix'],
    [5, 'v'],
    [4, 'iv'],
    [1, 'i'],
  ]
  let rest = place
  let out = ''
  for (const [value, sign] of parts) {
    while (rest >= value) {
      out += sign
      rest -= value
    }
  }
  return out
}

/** Colour slot, 1 to 7, of the function in this place (1-based): hues repeat, the numeral never does. */
export const hueOf = (place: number): number => ((place - 1) % 7) + 1
