import { createRouter, lazyRouteComponent } from '@tanstack/react-router'
import { adminRoutes } from './features/admin/routes.ts'
import { chatRoutes } from './features/chat/routes.ts'
import { communityRoutes, placeRoutes } from './features/communities/routes.ts'
import { communityIdentityRoutes, identityRoutes } from './features/identity/routes.ts'
import { meetingsRoutes } from './features/meetings/routes.ts'
import { communityRoute, rootRoute } from './parents.ts'
import { Root } from './root.tsx'
import { Broken } from './ui/broken.tsx'
import { NotFound } from './ui/not-found.tsx'
import { Waiting } from './ui/waiting.tsx'

rootRoute.update({ component: Root, notFoundComponent: NotFound })
communityRoute.update({
  component: lazyRouteComponent(() => import('./features/communities/community-shell.tsx'), 'CommunityShell'),
})

const tree = rootRoute.addChildren([
  ...identityRoutes,
  ...placeRoutes,
  ...adminRoutes,
  communityRoute.addChildren([...communityRoutes, ...chatRoutes, ...meetingsRoutes, ...communityIdentityRoutes]),
])

export const makeRouter = () =>
  createRouter({
    routeTree: tree,
    defaultPreload: 'intent',
    defaultPendingComponent: Waiting,
    defaultErrorComponent: Broken,
    scrollRestoration: true,
    scrollToTopSelectors: ['#main'],
  })

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof makeRouter>
  }
}
