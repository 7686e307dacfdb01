import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { communityRoute } from '../../parents.ts'

const board = createRoute({
  getParentRoute: () => communityRoute,
  path: 'meetings',
  component: lazyRouteComponent(() => import('./meetings-page.tsx'), 'MeetingsPage'),
})
const meeting = createRoute({
  getParentRoute: () => communityRoute,
  path: 'meetings/$meeting',
  component: lazyRouteComponent(() => import('./meeting-page.tsx'), 'MeetingPage'),
})

export const meetingsRoutes = [board, meeting] as const
