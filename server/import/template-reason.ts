import { oneLine } from './one-line.js';

/**
 * Why a template cannot be expanded, as the rest of a sentence. The library throws plain errors for what is wrong with a template;
 * those of the language itself are its own, where tags and expressions end too early, or have no value to go on with.
 */
export function templateReason(error: unknown): string {
  if (error instanceof RangeError) return 'it is nested too deeply';
  if (error instanceof TypeError || !(error instanceof Error))
    return 'a tag or an expression in it ends too early, or reads a part of what has none';
  return oneLine(error.message).replace(/[.:]?\s*$/, '');
}
