import { getRouteApi } from '@tanstack/react-router'
import { useLocalized, useT } from '../../i18n/index.ts'
import { Empty, FunctionMark, Page } from '../../ui/index.ts'
import { functionPlace, useCommunity } from '../communities/index.ts'
import { HereNow } from '../presence/index.ts'
import styles from './channel-page.module.css'
import { Conversation } from './conversation.tsx'

const route = getRouteApi('/c/$community/channels/$channel')

/** One channel: its topic, who is here, and what is said. */
export function ChannelPage() {
  const t = useT()
  const { channel: channelId } = route.useParams()
  const { channels, community } = useCommunity()
  const pick = useLocalized()
  const channel = channels.find((one) => one.id === channelId)
  if (!channel)
    return (
      <Page title={t('chat.notFound')}>
        <Empty title={t('chat.notFound')}>{t('chat.notFoundText')}</Empty>
      </Page>
    )
  const place = functionPlace(community, channel.functionId)
  const fn = place === undefined ? undefined : community.functions[place - 1]
  return (
    <Page
      title={channel.name}
      heading={
        <span className={styles.heading}>
          {place !== undefined && <FunctionMark place={place} {...(fn && { name: pick(fn.name) })} />}
          {channel.name}
        </span>
      }
      lead={channel.topic}
      actions={<HereNow />}
      fill
    >
      <Conversation key={channel.id} channel={channel} kind="channel" />
    </Page>
  )
}
