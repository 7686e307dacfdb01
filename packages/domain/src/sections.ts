import type { FunctionTemplate } from './functions.ts'

export interface SectionPlan {
  readonly id: string
  readonly title: { readonly en: string; readonly fr?: string | undefined }
  readonly functionId?: string
}

/** Sections of a meeting's minutes by default: an opening, one for each function in order, a closing. */
export function defaultSections(
  functions: readonly { id: FunctionTemplate['id']; name: { en: string; fr?: string | undefined } }[],
): SectionPlan[] {
  return [
    { id: 'opening', title: { en: 'Opening', fr: 'Ouverture' } },
    ...functions.map((fn) => ({ id: `fn-${fn.id}`, title: fn.name, functionId: fn.id })),
    { id: 'closing', title: { en: 'Closing', fr: 'Clôture' } },
  ]
}
