import { type Architecture, type Coupling, keptRoles, type Level } from '../../../language/domain/index.js';
import { ERROR_CLASSES } from '../../../language/estimates/index.js';
import { number, ofOperands, significant } from '../../../language/figures.js';
import type * as ast from '../../../language/generated/ast.js';
import { estimateOf, type LevelEstimate } from '../../../language/lower/estimate.js';
import type { Lowering } from '../../../language/lower/index.js';
import type { Page } from '../style.js';
import { table } from '../table.js';

/** A level, what it takes, and the estimate that says so; none where it says everything itself or takes nothing. */
export interface EstimatedLevel {
  readonly level: Level;
  readonly estimate: LevelEstimate | undefined;
}

export function estimatesOf(node: ast.Architecture, architecture: Architecture, lowering: Lowering): EstimatedLevel[] {
  return architecture.levels.map((level, l) => {
    const written = node.levels[l];
    return { level, estimate: written && estimateOf(written, lowering) };
  });
}

/** A table of the levels, and below it each model with its error and its source. */
export function estimatesText(
  { name, couplings: [coupling] }: Architecture,
  levels: readonly EstimatedLevel[],
  page: Page,
): string {
  const shown = levels.filter(({ level }) => level.type !== 'fanout');
  const rows = shown.map(({ level, estimate }) => [
    level.name,
    energyText(level, estimate, coupling),
    leakageText(level, estimate),
    areaText(level, estimate),
  ]);
  const models = shown.flatMap(({ level, estimate }) => (estimate ? [modelText(level.name, estimate)] : []));
  const lines = table('llll', [['level', 'energy', 'leakage', 'area'], ...rows], page);
  return [`${name}`, '', ...lines, ...(models.length > 0 ? ['', ...models] : []), ''].join('\n');
}

const about = (isEstimated: boolean | undefined, text: string): string => (isEstimated ? `≈ ${text}` : text);

const rounded = (value: number, estimate: LevelEstimate | undefined): number =>
  estimate ? significant(value, 5) : value;

function energyText(level: Level, estimate: LevelEstimate | undefined, coupling: Coupling | undefined): string {
  const isEstimated = estimate?.taken.includes('energy');
  if (level.type === 'compute') return about(isEstimated, `${number(rounded(level.energy, estimate))} pJ`);
  if (level.type !== 'memory' || !coupling) return '–';
  const of = (energy: typeof level.readEnergy) =>
    ofOperands(keptRoles(level).map((role) => [coupling.operands[role].name, rounded(energy[role], estimate)]));
  const [read, write] = [of(level.readEnergy), of(level.writeEnergy)];
  return about(isEstimated, `${read === write ? read : `read ${read}, write ${write}`} pJ/word`);
}

function leakageText(level: Level, estimate: LevelEstimate | undefined): string {
  if (level.type !== 'memory' && level.type !== 'compute') return '–';
  return about(estimate?.taken.includes('leakage'), `${number(rounded(level.leakage, estimate))} pJ/cycle`);
}

function areaText({ area }: Level, estimate: LevelEstimate | undefined): string {
  if (area === null) return 'unknown';
  return about(estimate?.taken.includes('area'), `${number(rounded(area, estimate))} µm²`);
}

function modelText(name: string, { estimate: { model, source, error, errorClass, warnings } }: LevelEstimate): string {
  const facts = [`${name}: ${model}`, `  source: ${source}`, `  error: ${error} (${ERROR_CLASSES[errorClass]})`];
  return [...facts, ...warnings.map((warning) => `  warning: ${warning}`)].join('\n');
}

/** The JSON of cli.md. */
export const estimatesJson = ({ name }: Architecture, levels: readonly EstimatedLevel[]) => ({
  architecture: name,
  levels: levels.map(({ level, estimate }) => ({
    level: level.name,
    type: level.type,
    ...(level.type === 'memory' ? { readEnergy: level.readEnergy, writeEnergy: level.writeEnergy } : {}),
    ...(level.type === 'compute' ? { energy: level.energy } : {}),
    leakage: level.type === 'memory' || level.type === 'compute' ? level.leakage : 0,
    area: level.area,
    estimated: estimate?.taken ?? [],
    model: estimate?.estimate.model ?? null,
    source: estimate?.estimate.source ?? null,
    error: estimate?.estimate.error ?? null,
    errorClass: estimate?.estimate.errorClass ?? null,
    warnings: estimate?.estimate.warnings ?? [],
  })),
});
