import type { Fields } from '../values.ts'

type Tree = Map<string, Tree | true>

/** Collects which fields of a document are read; a parent covers its children. */
export class Dependencies {
  private whole = false
  private readonly tree: Tree = new Map()

  /** The value of a path is read. */
  add(path: readonly string[]): void {
    this.branch(path.slice(0, -1))?.set(path.at(-1)!, true)
  }

  /** Only what kind of value a path has matters, and how many elements where it is an array. */
  touch(path: readonly string[]): void {
    this.branch(path)
  }

  addAll(): void {
    this.whole = true
  }

  include(fields: Fields | 'all', prefix: readonly string[] = []): void {
    if (fields === 'all') return this.addAll()
    const branch = this.branch(prefix)
    if (branch) unite(branch, fields)
  }

  get fields(): Fields | 'all' {
    return this.whole ? 'all' : this.tree
  }

  /** The part of the tree below a path; undefined where all of it is read anyway. */
  private branch(path: readonly string[]): Tree | undefined {
    let tree = this.tree
    for (const name of path) {
      const next = tree.get(name) ?? new Map()
      if (next === true) return undefined
      tree.set(name, next)
      tree = next
    }
    return tree
  }
}

function unite(tree: Tree, fields: Fields): void {
  for (const [name, inner] of fields) {
    const known = tree.get(name)
    if (known === true) continue
    if (inner === true) {
      tree.set(name, true)
      continue
    }
    const next: Tree = known ?? new Map()
    tree.set(name, next)
    unite(next, inner)
  }
}
