import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { z } from 'zod'
import { communityRoute, rootRoute } from '../../parents.ts'

const signInRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/sign-in',
  validateSearch: z.object({ next: z.string().optional() }),
  component: lazyRouteComponent(() => import('./sign-in-page.tsx'), 'SignInPage'),
})
const linkRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/sign-in/link',
  validateSearch: z.object({ token: z.string().catch(''), next: z.string().optional() }),
  component: lazyRouteComponent(() => import('./link-page.tsx'), 'LinkPage'),
})
const setupRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/setup',
  component: lazyRouteComponent(() => import('./setup-page.tsx'), 'SetupPage'),
})
const plainSettingsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/settings',
  component: lazyRouteComponent(() => import('./settings/plain-settings-page.tsx'), 'PlainSettingsPage'),
})
const settingsRoute = createRoute({
  getParentRoute: () => communityRoute,
  path: 'settings',
  component: lazyRouteComponent(() => import('./settings/settings-page.tsx'), 'SettingsPage'),
})

/** Outside of any community. */
export const identityRoutes = [signInRoute, linkRoute, setupRoute, plainSettingsRoute] as const
export const communityIdentityRoutes = [settingsRoute] as const
