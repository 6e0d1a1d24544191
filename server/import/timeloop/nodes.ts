import type { Scope } from '../expression.js';
import type { Report } from '../report.js';
import type { YamlNode } from '../yaml/node.js';
import { YamlMap } from '../yaml/node.js';
import { Attributes } from './attributes.js';
import { reportUnread } from './keys.js';
import { constraintsIn, type Stage } from './stage.js';

/** The stages of an architecture of version 0.4: `nodes`, outermost first, each inside of those before it. */
export function stagesOfNodes(nodes: YamlNode, scope: Scope, report: Report): Stage[] {
  const walk = new Walk(scope, report);
  walk.list(nodes, null, null);
  return walk.stages;
}

class Walk {
  readonly stages: Stage[] = [];

  constructor(
    private readonly scope: Scope,
    private readonly report: Report,
  ) {}

  /** Walks nodes, and returns the attributes that those after them inherit. */
  list(nodes: YamlNode, around: Attributes | null, beside: object | null): Attributes | null {
    let inherited = around;
    for (const node of nodes.kind === 'list' ? nodes.items : [nodes]) {
      if (node.kind === 'map') inherited = this.node(node, inherited, beside);
    }
    return inherited;
  }

  private node(node: YamlMap, around: Attributes | null, beside: object | null): Attributes | null {
    reportUnread(node.entries, 'node', this.report);
    const tag = node.tag.replace(/^!/, '').toLowerCase();
    const inner = node.get('nodes');
    switch (tag.endsWith('container') ? 'container' : tag) {
      case 'parallel':
        this.parallel(node, around);
        return around;
      case 'pipelined':
        this.report.add('ffarch/import-unsupported', { construct: '!Pipelined' }, node.place);
        return around;
      case 'nothing':
        this.component(node, around, beside, true);
        return around;
      case 'container': {
        const own = this.attributes(node, around);
        this.fan(node);
        return inner ? this.list(inner, own, beside) : own;
      }
      case 'hierarchical':
        return inner ? this.list(inner, around, beside) : around;
      default:
        if (inner) return this.list(inner, around, beside);
        this.fan(node);
        this.component(node, around, beside, false);
        return around;
    }
  }

  /** Branches of single components are a chain, in which each component keeps what the others do not. */
  private parallel(node: YamlMap, around: Attributes | null): void {
    const branches = node.get('nodes');
    const group = {};
    for (const branch of branches?.kind === 'list' ? branches.items : []) {
      const single = branch.kind === 'map' && !branch.has('nodes') && !branch.has('spatial');
      if (single) this.node(branch, around, group);
      else if (branch.kind === 'map')
        this.report.add(
          'ffarch/import-unsupported',
          { construct: '!Parallel with a branch of several nodes' },
          branch.place,
        );
    }
  }

  private component(node: YamlMap, around: Attributes | null, beside: object | null, nothing: boolean): void {
    this.stages.push({
      kind: 'component',
      name: nameOf(node),
      attributes: this.attributes(node, around),
      constraints: constraintsIn(node),
      sparse: node.entry('sparse_optimizations')?.place ?? null,
      beside,
      nothing,
      from: node.entry('name')?.place ?? node.place,
    });
  }

  /** The attributes of a node; its class counts as one. */
  private attributes(node: YamlMap, around: Attributes | null): Attributes {
    const own = node.get('attributes');
    const entries = own?.kind === 'map' ? own.entries : [];
    const classes = ['class', 'subclass'].flatMap((key) => node.entry(key) ?? []);
    return new Attributes(
      new YamlMap([...entries, ...classes], own?.place ?? node.place),
      around,
      this.scope,
      this.report,
    );
  }

  private fan(node: YamlMap): void {
    const spatial = node.get('spatial');
    if (spatial?.kind !== 'map') return;
    const mesh = new Attributes(spatial, null, this.scope, this.report);
    const x = this.instances(mesh, 'meshX', 'mesh_x', 'meshx');
    const y = this.instances(mesh, 'meshY', 'mesh_y', 'meshy');
    mesh.reportMisspelt();
    const name = nameOf(node);
    this.stages.push({
      kind: 'fan',
      name,
      x,
      y,
      targets: [name, `inter_${name}_spatial`],
      constraints: constraintsIn(node),
      from: node.entry('spatial')?.place ?? node.place,
    });
  }

  /** Instances along an axis: one where nothing says how many. */
  private instances(mesh: Attributes, ...names: readonly string[]): number {
    const given = mesh.number(...names);
    if (!given || (Number.isInteger(given.value) && given.value >= 1)) return given?.value ?? 1;
    const [what = ''] = names;
    const params = { what, found: `\`${given.value}\``, expected: 'a positive whole number' };
    this.report.add('ffarch/import-value', params, given.from);
    return 1;
  }
}

const nameOf = (node: YamlMap): string => {
  const name = node.get('name');
  return name?.kind === 'scalar' && name.value !== null ? name.text : '';
};
