import { IconSettings } from '@tabler/icons-react'
import { useT } from '../../i18n/index.ts'
import { useMe } from '../../net/index.ts'
import { Face, RailLink } from '../../ui/index.ts'

/** The reader, and the way to what is their own. */
export function MyLink({ to, params }: { to: string; params?: Record<string, string> }) {
  const t = useT()
  const me = useMe()
  return (
    <RailLink
      to={to}
      {...(params && { params })}
      mark={me ? <Face personId={me.id} name={me.name} size={24} /> : <IconSettings size={18} stroke={1.6} />}
    >
      {me?.name} <span className="soft small">{t('communities.settings')}</span>
    </RailLink>
  )
}
