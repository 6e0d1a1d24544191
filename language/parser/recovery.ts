import { type IToken, type ITokenGrammarPath, MismatchedTokenException, type TokenType } from 'chevrotain';

/** What of Chevrotain's parser its recovery within repetitions is made of. */
interface Recovering {
  tryInRepetitionRecovery(repeat: unknown, args: unknown, canRepeat: () => boolean, expected: TokenType): void;
  readonly errorMessageProvider: {
    buildMismatchTokenMessage(error: {
      expected: TokenType;
      actual: IToken;
      previous: IToken;
      ruleName: string;
    }): string;
  };
  /** The token that is read `distance` steps on; that of 0 has been read. */
  LA(distance: number): IToken;
  SKIP_TOKEN(): IToken;
  SAVE_ERROR(error: Error): void;
  exportLexerState(): number;
  importLexerState(state: number): void;
  /** With what the rules that are being read go on. */
  flattenFollowSet(): readonly TokenType[];
  getCurrRuleFullName(): string;
  tokenMatcher(token: IToken, type: TokenType): boolean;
}

/**
 * Recovers from an error between two repetitions where the next one begins, or what follows them all. Chevrotain would call
 * itself there, so thousands of errors in a row overflow its stack, and read all of the file for each of them; this looks
 * no further than it gets, and leaves the call to the parser.
 *
 * @param chevrotain the parser within Langium's.
 * @param goOn is called where another repetition begins.
 */
export function recoverWithoutRecursion(chevrotain: object, goOn: () => void): void {
  const parser = chevrotain as Recovering;
  parser.tryInRepetitionRecovery = (_repeat, _args, canRepeat, expected) => {
    const [state, previous, actual] = [parser.exportLexerState(), parser.LA(0), parser.LA(1)];
    const follows = parser.flattenFollowSet();
    for (let token = actual; ; token = parser.SKIP_TOKEN()) {
      const ends = parser.tokenMatcher(token, expected);
      if (ends || canRepeat.call(parser)) {
        const error = { expected, actual, previous, ruleName: parser.getCurrRuleFullName() };
        const message = parser.errorMessageProvider.buildMismatchTokenMessage(error);
        parser.SAVE_ERROR(new MismatchedTokenException(message, actual, previous));
        if (!ends) goOn();
        return;
      }
      if (follows.some((type) => parser.tokenMatcher(token, type))) break;
    }
    // A rule further out recovers.
    parser.importLexerState(state);
  };
}

/** What of Chevrotain's parser its recovery within rules is made of. */
interface Expecting {
  getNextPossibleTokenTypes(path: ITokenGrammarPath): TokenType[];
}

/**
 * Lets a parser remember which tokens may follow one that is missing: Chevrotain walks its grammar for each error, though
 * thousands of errors in a file are at few places of the grammar.
 *
 * @param chevrotain the parser within Langium's.
 */
export function rememberFollows(chevrotain: object): void {
  const parser = chevrotain as Expecting;
  const walk = parser.getNextPossibleTokenTypes;
  const found = new Map<string, TokenType[]>();
  parser.getNextPossibleTokenTypes = ({ lastTok, lastTokOccurrence, ...stacks }) => {
    const ruleStack = stacks.ruleStack.slice(-RULES);
    const occurrenceStack = stacks.occurrenceStack.slice(-RULES);
    const place = [...ruleStack, ...occurrenceStack, lastTok.name, lastTokOccurrence].join();
    let follows = found.get(place);
    if (follows === undefined) {
      follows = walk.call(parser, { ruleStack, occurrenceStack, lastTok, lastTokOccurrence });
      // Recursive rules nest without end, and so do their places.
      if (found.size < PLACES) found.set(place, follows);
    }
    return follows;
  };
}

/**
 * The most rules, innermost first, that are searched for what follows. Chevrotain calls itself for each rule of the stack, and in an
 * expression of a thousand parentheses that overflows. What follows only further out matters to no recovery inside.
 */
const RULES = 40;

/** The places that a parser remembers; a file with as many kinds of errors has few of each. */
const PLACES = 1000;
