import { type ComponentChildren, cloneElement, isValidElement, type VNode } from 'preact';

/**
 * The same elements for where no script runs: buttons, switches and what is said of them (of class `live`) are left out, and what is a button within a sentence becomes its text.
 */
export function still(tree: ComponentChildren): ComponentChildren {
  if (Array.isArray(tree)) return tree.map(still);
  if (!isValidElement(tree)) return tree;
  const { type, props } = tree as VNode<{ class?: string; children?: ComponentChildren }>;
  if (type === 'fieldset' || props.class === 'live') return null;
  if (type === 'button') return props.class?.split(' ').includes('link') ? still(props.children) : null;
  return cloneElement(tree, { key: tree.key }, still(props.children));
}
