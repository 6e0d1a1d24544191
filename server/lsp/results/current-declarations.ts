import { type LangiumDocument, URI } from 'langium';
import type { Architecture, Workload } from '../../../language/domain/index.js';
import type * as ast from '../../../language/generated/ast.js';
import type { FfarchServices } from '../../../language/module.js';
import { architecturesOf, type WorkloadNode, workloadsOf } from '../../../language/references/declarations.js';
import type { Reference } from '../../protocol/index.js';
import { findWorkload, referenceTo } from '../references.js';
import { meaningOf } from './meaning.js';

/** A declaration as the documents have it now. */
export interface CurrentDeclaration<T extends Architecture | Workload> {
  readonly reference: Reference;
  readonly value: T;
}

/** What the documents say now of what was declared earlier. What has only another name by now is found by its meaning. */
export class CurrentDeclarations {
  constructor(private readonly services: () => FfarchServices) {}

  /** Undefined where too little of it is written. */
  architecture(node: ast.Architecture): CurrentDeclaration<Architecture> | undefined {
    const { value } = this.services().lowering.LoweringProvider.lowering.architecture(node);
    return value && { reference: referenceTo(node), value };
  }

  /** Undefined where too little of it is written. */
  workload(node: WorkloadNode): CurrentDeclaration<Workload> | undefined {
    const { value } = this.services().lowering.LoweringProvider.lowering.workload(node);
    return value && { reference: referenceTo(node), value };
  }

  /** @param meaning what it meant then */
  findArchitecture(reference: Reference, meaning: string): CurrentDeclaration<Architecture> | undefined {
    return this.find(reference, architecturesOf, (node) => this.architecture(node), meaning);
  }

  /** @param meaning what it meant then */
  findWorkload(reference: Reference, meaning: string): CurrentDeclaration<Workload> | undefined {
    const found = findWorkload(this.services(), reference);
    if (found) return found.lowered.value && { reference, value: found.lowered.value };
    return this.find(reference, workloadsOf, (node) => this.workload(node), meaning);
  }

  /** What bears the name, or else what of the same document has the meaning. */
  private find<N extends ast.Architecture | WorkloadNode, T extends Architecture | Workload>(
    { uri, name }: Reference,
    list: (document: LangiumDocument) => N[],
    declared: (node: N) => CurrentDeclaration<T> | undefined,
    meaning: string,
  ): CurrentDeclaration<T> | undefined {
    const document = this.services().shared.workspace.LangiumDocuments.getDocument(URI.parse(uri));
    const nodes = document ? list(document) : [];
    const named = nodes.find((node) => referenceTo(node).name === name);
    if (named) return declared(named);
    return nodes.map(declared).find((one) => one !== undefined && meaningOf(one.value) === meaning);
  }
}
