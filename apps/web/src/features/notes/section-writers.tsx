import { useFormat, useT } from '../../i18n/index.ts'
import { useReadable } from '../../net/index.ts'
import { Face } from '../../ui/index.ts'
import type { NotesConnection } from './open-notes.ts'
import './section-writers.css'

/** Faces of those who write in a section, said in words too. */
export function SectionWriters({ notes, sectionId }: { readonly notes: NotesConnection; readonly sectionId: string }) {
  const t = useT()
  const { list } = useFormat()
  const here = useReadable(notes.writers).filter((one) => one.sectionId === sectionId)
  return (
    <span className="section-writers" role="status">
      {here.slice(0, FACES_MAX).map((one) => (
        <Face key={one.personId} personId={one.personId} name={one.name} size={24} />
      ))}
      {here.length > 0 && (
        <span>{t('notes.writingHere', { names: list(here.map((one) => one.name)), count: here.length })}</span>
      )}
    </span>
  )
}

const FACES_MAX = 3
