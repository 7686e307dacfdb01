import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { communityRoute } from '../../parents.ts'

const channel = createRoute({
  getParentRoute: () => communityRoute,
  path: 'channels/$channel',
  component: lazyRouteComponent(() => import('./channel-page.tsx'), 'ChannelPage'),
})

export const chatRoutes = [channel] as const
