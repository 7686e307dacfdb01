import { Visitor } from '@swc/core/Visitor.js'

/**
 * Lets swc's visitor, with which dependency-cruiser walks a file, pass over `using` declarations: the parser knows
 * them, the visitor throws on them. Nothing is imported in one. Needless once the visitor knows them too.
 */
export function bearUsing(): void {
  if (borne) return
  borne = true
  const visitStatement = Visitor.prototype.visitStatement
  Visitor.prototype.visitStatement = function visit(statement) {
    const type: string = statement.type
    return type === 'UsingDeclaration' ? statement : visitStatement.call(this, statement)
  }
}

let borne = false
