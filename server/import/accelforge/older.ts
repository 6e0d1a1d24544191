import type { YamlView } from '../yaml/view.js';

/** What is called otherwise in files from before AccelForge's first release. */
const OLDER: Readonly<Record<string, string>> = {
  total_latency: '_latency',
  reuse: 'must_reuse',
  min_usage: 'min_utilization',
  iteration_space_shape: 'shape',
};

/** What a node, a fanout or a workload says of itself, in files of that time in `attributes`, which begin with `_`. */
export const attributeOf = (view: YamlView, name: string): YamlView | undefined =>
  view.get(name) ?? view.get('attributes')?.get(OLDER[name] ?? `_${name}`) ?? view.get(OLDER[name] ?? name);

/** What an action says of itself, in files of that time in `arguments`. */
export const argumentOf = (action: YamlView | undefined, name: string): YamlView | undefined =>
  action?.get(name) ?? action?.get('arguments')?.get(name) ?? action?.get('arguments')?.get(`_${name}`);

/** Attributes of a component for the model of its class, in files of that time among its own. */
export const modelAttributes = (node: YamlView) => [
  ...(node.get('attributes')?.entries ?? []).filter(({ key }) => !key.startsWith('_')),
  ...(node.get('extra_attributes_for_component_model')?.entries ?? []),
];
