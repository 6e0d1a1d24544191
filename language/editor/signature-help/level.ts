import type { SignatureHelp } from 'vscode-languageserver-types';
import { printName } from '../../print/print.js';
import { type CompletionContext, couplingAround } from '../cursor/context.js';
import { nameOf } from '../cursor/tokens.js';
import { signature } from './signature.js';

const LEVEL_FORMS = {
  memory: 'memory name { size, energy, bandwidth, … }',
  fanout: 'fanout name[instances] over dimension, …',
  link: 'link name { energy, bandwidth, … }',
  compute: 'compute name[instances] over dimension, …',
} as const;

type LevelType = keyof typeof LEVEL_FORMS;

const UNROLLED = 'dimension, …';

/** The parts of `fanout PEs[16] over M, K`, and the name that every level has. */
export function levelSignature(context: CompletionContext): SignatureHelp | undefined {
  const [head, named, ...rest] = context.place.before;
  if (!head || !Object.hasOwn(LEVEL_FORMS, head.text)) return undefined;
  const type = head.text as LevelType;
  const form = LEVEL_FORMS[type];
  if (!named) {
    const documentation = 'What mappings call the level. Each level of an architecture has its own name.';
    return signature(form, [{ label: 'name', documentation }], 0);
  }
  const texts = rest.map(({ text }) => text);
  const inBrackets = texts[0] === '[' && !texts.includes(']');
  if (type === 'memory' || type === 'link' || (!inBrackets && !texts.includes('over'))) return undefined;
  const what = type === 'fanout' ? 'Instances of all that follows' : 'MACs that compute at once, 1 if it is left out';
  return signature(
    form.replace('name', () => printName(nameOf(named) ?? '')),
    [
      { label: 'instances', documentation: `${what}: a whole number, or an expression.` },
      {
        label: UNROLLED,
        documentation: `The dimensions whose iterations may run side by side on the instances.${known(context)}`,
      },
    ],
    inBrackets ? 0 : 1,
  );
}

/** ` Coupling … has …`: the dimensions to choose from. */
export function known(context: CompletionContext): string {
  const coupling = couplingAround(context);
  const dimensions = coupling?.dimensions.map(({ name }) => `\`${name}\``).join(', ');
  return dimensions ? ` Coupling \`${coupling!.name}\` has ${dimensions}.` : '';
}
