export { PersonalLook } from './personal-look.tsx'
export { useSignOut } from './use-sign-out.ts'
