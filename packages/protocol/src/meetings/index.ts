export * from './commands.ts'
export * from './entities.ts'
export * from './events.ts'
export * from './reduce.ts'
