import { type CstNode, DefaultValueConverter, type GrammarAST, type ValueType } from 'langium';

const SUFFIXES: Record<string, number> = { Ki: 1024, Mi: 1024 ** 2, Gi: 1024 ** 3 };

/** Numbers may end in Ki, Mi or Gi, powers of 1024. */
export class FfarchValueConverter extends DefaultValueConverter {
  protected override runConverter(rule: GrammarAST.AbstractRule, input: string, cstNode: CstNode): ValueType {
    if (rule.name === 'NUMBER') {
      const suffix = SUFFIXES[input.slice(-2)];
      return suffix === undefined ? Number(input) : Number(input.slice(0, -2)) * suffix;
    }
    return super.runConverter(rule, input, cstNode);
  }
}
