export * from './port.ts'
export { bytes, type Columns, type Row, type Table, table } from './table.ts'
export { tokenize } from './tokenize.ts'
