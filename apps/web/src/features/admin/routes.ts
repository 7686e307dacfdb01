import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { rootRoute } from '../../parents.ts'

const outboxRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/admin/outbox',
  component: lazyRouteComponent(() => import('./outbox-page.tsx'), 'OutboxPage'),
})

export const adminRoutes = [outboxRoute] as const
