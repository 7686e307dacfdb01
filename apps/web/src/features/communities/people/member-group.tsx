import type { communities } from '@convene/protocol'
import { useT } from '../../../i18n/index.ts'
import { Face } from '../../../ui/index.ts'
import styles from './member-group.module.css'

interface MemberGroupProps {
  readonly title: string
  readonly area?: string | undefined
  readonly people: readonly communities.Member[]
  onChoose(personId: string): void
}

export function MemberGroup({ title, area, people, onChoose }: MemberGroupProps) {
  const t = useT()
  return (
    <section className={styles.group}>
      <h2>
        {title} {area && <span className="soft small">{area}</span>}
      </h2>
      <ul>
        {people.map(({ personId, name, title: does, role }) => (
          <li key={personId}>
            <button type="button" onClick={() => onChoose(personId)}>
              <Face personId={personId} name={name} size={32} />
              <span className={styles.who}>
                <span className={styles.name}>{name}</span>
                {does && <span className="soft small">{does}</span>}
              </span>
              {role !== 'member' && <span className={styles.role}>{t(`communities.role_${role}`)}</span>}
            </button>
          </li>
        ))}
      </ul>
    </section>
  )
}
