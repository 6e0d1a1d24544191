import type { AstNode } from 'langium';
import { type DiagnosticCode, messageOf, type Params, severityOf } from '../diagnostics/index.js';
import type { Lowered, LoweringProblem, Related } from './problem.js';
import { sourceOf, sourceOfProperty } from './source.js';

/** Collects what is wrong with a declaration while it is lowered. */
export class Problems {
  private readonly list: LoweringProblem[] = [];
  private complete = true;

  /**
   * An error makes the declaration unsound.
   *
   * @param property The part of the node that is to blame; the whole node where it is left out.
   * @param related Other places that have their part in it.
   */
  add<C extends DiagnosticCode>(
    code: C,
    params: Params<C>,
    node: AstNode,
    property?: string,
    ...related: readonly Related[]
  ): void {
    const severity = severityOf(code, params);
    if (severity === 'error') this.complete = false;
    const source = property === undefined ? sourceOf(node) : sourceOfProperty(node, property);
    this.list.push({ code, params, severity, message: messageOf(code, params), source, related });
  }

  /** Something is missing or wrong that is reported elsewhere: by the parser, the linker, or in another declaration. */
  incomplete(): void {
    this.complete = false;
  }

  /** Takes over from a declaration that this one depends on whether it is sound. */
  dependOn<T>(lowered: Lowered<T>): T | undefined {
    this.complete &&= lowered.sound;
    return lowered.value;
  }

  /** Takes over the problems of something that is written inside this declaration. */
  include<T>(lowered: Lowered<T>): void {
    this.list.push(...lowered.problems);
  }

  result<T>(value: T | undefined): Lowered<T> {
    return { value, problems: this.list, sound: this.complete && value !== undefined };
  }
}
