import assert from 'node:assert/strict';
import { LIBRARY_TEXTS } from '../../../language/workspace/library.js';
import type { Reference } from '../../../server/protocol/index.js';

/** What the library declares under a name, in whichever of its files: an architecture, a network, or its layer `MaestroBlas.MB6`. */
export function library(name: string): Reference {
  const [declaration] = name.split('.');
  const declares = new RegExp(`^(architecture|network) ${declaration}\\b`, 'm');
  const [uri] = [...LIBRARY_TEXTS].find(([, text]) => declares.test(text)) ?? [];
  assert.ok(uri, `The library has no ${declaration}.`);
  return { uri, name };
}
