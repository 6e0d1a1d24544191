import { factorflow } from './factorflow/factorflow.js';
import { optimal } from './optimal/index.js';
import { random } from './random.js';
import type { StrategyName } from './request.js';
import type { Strategy } from './strategy.js';

/** By the name that requests use. */
export const STRATEGIES: Readonly<Record<StrategyName, Strategy>> = { optimal, factorflow, random };
