import type { AstNode } from 'langium';
import type { Source } from '../domain/source.js';
import type { Lowered, Problem, ProblemCode } from './problem.js';
import { sourceOf, sourceOfProperty } from './source.js';

/** Collects what is wrong with a declaration while it is lowered. */
export class Problems {
  private readonly list: Problem[] = [];
  private complete = true;

  /** @param property The part of the node that is to blame; the whole node where it is left out. */
  error(code: ProblemCode, message: string, node: AstNode, property?: string, suggestion?: string): void {
    this.complete = false;
    this.add('error', code, message, node, property, suggestion);
  }

  /** For what is given a second time. */
  repeated(code: ProblemCode, message: string, node: AstNode, property: string | undefined, first: Source): void {
    this.complete = false;
    this.add('error', code, message, node, property, undefined, first);
  }

  /** For what can be taken as it stands but is hardly meant. */
  warning(code: ProblemCode, message: string, node: AstNode, property?: string): void {
    this.add('warning', code, message, node, property);
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

  private add(
    severity: Problem['severity'],
    code: ProblemCode,
    message: string,
    node: AstNode,
    property?: string,
    suggestion?: string,
    first?: Source,
  ): void {
    const source = property === undefined ? sourceOf(node) : sourceOfProperty(node, property);
    this.list.push({ severity, code, message, source, suggestion, first });
  }
}
