import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { z } from 'zod'
import { communityRoute, rootRoute } from '../../parents.ts'

const startRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/',
  component: lazyRouteComponent(() => import('./start/start-page.tsx'), 'StartPage'),
})
const joinRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/join/$token',
  component: lazyRouteComponent(() => import('./join/invitation-page.tsx'), 'InvitationPage'),
})
const codeRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/code',
  component: lazyRouteComponent(() => import('./join/code-page.tsx'), 'CodePage'),
})
const newRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/new',
  component: lazyRouteComponent(() => import('./start/new-community-page.tsx'), 'NewCommunityPage'),
})
const homeRoute = createRoute({
  getParentRoute: () => communityRoute,
  path: '/',
  component: lazyRouteComponent(() => import('./home/home-page.tsx'), 'HomePage'),
})
const peopleRoute = createRoute({
  getParentRoute: () => communityRoute,
  path: 'people',
  validateSearch: z.object({ person: z.string().optional(), q: z.string().optional() }),
  component: lazyRouteComponent(() => import('./people/people-page.tsx'), 'PeoplePage'),
})
const adminRoute = createRoute({
  getParentRoute: () => communityRoute,
  path: 'admin',
  component: lazyRouteComponent(() => import('./manage/manage-page.tsx'), 'ManagePage'),
})

/** Outside of any one community. */
export const placeRoutes = [startRoute, joinRoute, codeRoute, newRoute] as const
export const communityRoutes = [homeRoute, peopleRoute, adminRoute] as const
