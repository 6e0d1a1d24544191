import {
  type AstNode,
  createParser,
  type LangiumCoreServices,
  LangiumParser,
  type ParseResult,
  type ParserOptions,
} from 'langium';

/**
 * The generated parser, except that text nested deeper than the stack (thousands of parentheses) is an error with a
 * position like any other, not an exception.
 */
class FfarchParser extends LangiumParser {
  override parse<T extends AstNode = AstNode>(input: string, options?: ParserOptions): ParseResult<T> {
    try {
      return super.parse<T>(input, options);
    } catch (error) {
      if (!(error instanceof RangeError)) {
        throw error;
      }
      // biome-ignore lint/complexity/useLiteralKeys: the member is protected
      const token = this.wrapper['LA'](1);
      // The failed run has left its half-built nodes on the stack.
      // biome-ignore lint/complexity/useLiteralKeys: the member is private
      this['stack'].length = 0;
      const result = super.parse<T>('', options);
      result.parserErrors.push({
        name: 'NestedTooDeeply',
        message: 'This is nested too deeply to be read. Split the expression with constants.',
        token,
        resyncedTokens: [],
        context: { ruleStack: [], ruleOccurrenceStack: [] },
      });
      return result;
    }
  }
}

export function createFfarchParser(services: LangiumCoreServices): LangiumParser {
  const parser = new FfarchParser(services);
  createParser(services.Grammar, parser, services.parser.Lexer.definition);
  parser.finalize();
  return parser;
}
