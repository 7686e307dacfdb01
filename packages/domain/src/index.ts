export * from './functions.ts'
export * from './rights.ts'
export * from './seasons.ts'
export * from './sections.ts'
