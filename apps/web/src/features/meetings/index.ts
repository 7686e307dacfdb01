export { MeetingTime } from './meeting-time.tsx'
export { meetingsRoutes } from './routes.ts'
