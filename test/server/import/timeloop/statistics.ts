/** What Timeloop counted of an operand on a level, over all instances. */
export interface OperandStatistics {
  readonly reads: number;
  readonly fills: number;
  readonly updates: number;
  readonly instances: number;
  readonly energy_pJ: number;
}

/** What Timeloop says of a level. */
export interface LevelStatistics {
  /** Words of an access. */
  readonly row: number;
  readonly leakage_pJ: number;
  readonly operands: Readonly<Record<string, OperandStatistics>>;
}

/** Reads the `stats.txt` of a run of Timeloop. */
export function statisticsOf(text: string): { cycles: number; levels: Readonly<Record<string, LevelStatistics>> } {
  const sections = [...text.matchAll(/^=== (\w+) ===\n\n {4}SPECS(.*?)(?=^Level \d|^Networks)/gms)];
  const levels = Object.fromEntries(sections.map(([, name, body]) => [name, levelOf(body)]));
  return { cycles: Number(/^Cycles: (\d+)/m.exec(text)?.[1]), levels };
}

function levelOf(body: string): LevelStatistics {
  const operands = [...body.matchAll(/^ {4}(\w+):\n( {8}Partition.*?)(?=^ {4}\w+:|$(?![\s\S]))/gms)].map(
    ([, name, part]) => {
      const instances = value(part, 'Utilized instances (max)');
      return [
        name,
        {
          reads: instances * value(part, 'Scalar reads (per-instance)'),
          fills: instances * value(part, 'Scalar fills (per-instance)'),
          updates: instances * value(part, 'Scalar updates (per-instance)'),
          instances,
          energy_pJ: value(part, 'Energy (total)'),
        },
      ];
    },
  );
  return {
    row: value(body, 'Block size'),
    leakage_pJ: value(body, 'Leakage energy (total)'),
    operands: Object.fromEntries(operands),
  };
}

/** The number after a title; 0 where it is not printed. */
function value(text: string, title: string): number {
  const line = text.split('\n').find((line) => line.trim().startsWith(`${title} `));
  return Number(/:\s*([\d.]+)/.exec(line ?? '')?.[1] ?? 0);
}
