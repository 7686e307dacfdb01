import './notes-editor.css'
import { Skeleton } from '@mantine/core'
import type { ReactNode } from 'react'
import { useT } from '../../../i18n/index.ts'
import { useReadable } from '../../../net/index.ts'
import type { NotesConnection } from '../open-notes.ts'
import { SectionWriters } from '../section-writers.tsx'
import { NearView } from './near-view.tsx'
import { SectionEditor } from './section-editor.tsx'

export interface SheetSection {
  readonly id: string
  readonly title: string
  /** The function's mark, or nothing for sections that belong to none. */
  readonly mark?: ReactNode
}

interface Props {
  readonly notes: NotesConnection
  readonly sections: readonly SheetSection[]
  readonly mayWrite: boolean
  readonly person: { readonly id: string; readonly name: string; readonly color: string }
}

/** The minutes as one sheet of sections, each with its editor. A chunk of its own: nothing else on the page waits for it. */
export default function NotesSheet({ notes, sections, mayWrite, person }: Props) {
  const t = useT()
  const ready = useReadable(notes.ready)
  return sections.map(({ id, title, mark }) => (
    <section key={id} id={`section-${id}`} className="notes-section" aria-labelledby={`title-${id}`}>
      <header className="notes-section-head">
        {mark}
        <h2 id={`title-${id}`} tabIndex={-1}>
          {title}
        </h2>
        <SectionWriters notes={notes} sectionId={id} />
      </header>
      {ready ? (
        <NearView waiting={<Skeleton height={24} width="70%" />}>
          <SectionEditor notes={notes} sectionId={id} label={title} mayWrite={mayWrite} person={person} />
        </NearView>
      ) : (
        <div role="status" aria-label={t('notes.opening')}>
          <Skeleton height={12} mb={12} />
          <Skeleton height={12} width="70%" />
        </div>
      )}
    </section>
  ))
}
