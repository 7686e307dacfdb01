export interface SeasonTemplate {
  readonly id: string
  readonly name: { readonly en: string; readonly fr: string }
  /** Usual month of its meeting, 1 to 12. */
  readonly month: number
}

/** Three meetings a year, in the order in which they come. */
export const defaultSeasons: readonly SeasonTemplate[] = [
  { id: 'fall', name: { en: 'Fall', fr: 'Automne' }, month: 11 },
  { id: 'winter', name: { en: 'Winter', fr: 'Hiver' }, month: 2 },
  { id: 'spring', name: { en: 'Spring', fr: 'Printemps' }, month: 5 },
]
