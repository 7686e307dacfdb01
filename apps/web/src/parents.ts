import { createRootRoute, createRoute } from '@tanstack/react-router'

/**
 * The trunk of the page's addresses. Features hang their routes on it; `router.tsx` puts the tree together. This file imports
 * nothing of ours, so that no feature comes with another.
 */
export const rootRoute = createRootRoute()

/** Everything within one community, behind `useCommunity`. */
export const communityRoute = createRoute({ getParentRoute: () => rootRoute, path: '/c/$community' })
