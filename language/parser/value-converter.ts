import { type CstNode, DefaultValueConverter, type GrammarAST, ValueConverter, type ValueType } from 'langium';

const NAMES: readonly string[] = ['NAME', 'REFERENCE', 'TARGET', 'KEYED'];

/** Names may be quoted. */
export class FfarchValueConverter extends DefaultValueConverter {
  protected override runConverter(rule: GrammarAST.AbstractRule, input: string, cstNode: CstNode): ValueType {
    return NAMES.includes(rule.name) && input.startsWith('"')
      ? ValueConverter.convertString(input)
      : super.runConverter(rule, input, cstNode);
  }
}
