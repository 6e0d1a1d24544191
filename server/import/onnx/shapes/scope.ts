import type { Value } from './value.js';

/** The values that names stand for: those of a graph, and of the graphs around it. */
export class Scope {
  private readonly own = new Map<string, Value>();

  constructor(private readonly around: Scope | null = null) {}

  get(name: string): Value | null {
    return this.own.get(name) ?? this.around?.get(name) ?? null;
  }

  set(value: Value, name = value.name): void {
    this.own.set(name, value);
  }
}
