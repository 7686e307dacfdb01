export { MeetingTime } from './meeting-time.tsx'
export { routes } from './routes.ts'
