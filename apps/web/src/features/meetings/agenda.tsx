import type { MouseEvent, ReactNode } from 'react'
import { useT } from '../../i18n/index.ts'
import { functionHue } from '../../ui/index.ts'
import { type NotesConnection, SectionWriters } from '../notes/index.ts'
import styles from './agenda.module.css'

export interface AgendaItem {
  readonly id: string
  readonly title: string
  readonly mark: ReactNode
  /** Of its function, from 1. */
  readonly place: number | undefined
}

interface Props {
  readonly items: readonly AgendaItem[]
  /** The section in view. */
  readonly currentId: string | undefined
  readonly notes: NotesConnection | undefined
  readonly onChoose: (id: string) => void
}

/** The spine of the meeting: its items in order, and who writes in which. */
export function Agenda({ items, currentId, notes, onChoose }: Props) {
  const t = useT()
  const choose = (event: MouseEvent, id: string) => {
    event.preventDefault()
    onChoose(id)
  }
  return (
    <>
      <h2 className={styles.title}>{t('meetings.agenda')}</h2>
      <ol className={styles.items}>
        {items.map(({ id, title, mark, place }) => (
          <li
            key={id}
            className={styles.item}
            style={place === undefined ? undefined : functionHue(place)}
            data-current={id === currentId || undefined}
          >
            <a
              href={`#section-${id}`}
              className={styles.link}
              aria-current={id === currentId ? 'true' : undefined}
              onClick={(event) => choose(event, id)}
            >
              <span className={styles.mark}>{mark}</span>
              <span>{title}</span>
            </a>
            {notes && <SectionWriters notes={notes} sectionId={id} />}
          </li>
        ))}
      </ol>
    </>
  )
}
