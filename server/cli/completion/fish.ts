import { OPTIONS } from '../options.js';
import { dashed, placesOf, type Vocabulary } from './vocabulary.js';

/** In single quotes, inside which fish reads backslashes. */
const quoted = (text: string): string => `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;

/** A script for fish 3 and newer. */
export function fishScript({ commands, valued, choices, files }: Vocabulary): string {
  const choicesOf = new Map(choices.map(({ option, names }) => [option, names]));
  const value = (option: (typeof valued)[number]): string => {
    if (files.includes(option)) return ' -r -F';
    const names = choicesOf.get(option);
    if (names) return ` -x -a ${quoted(names.join(' '))}`;
    return valued.includes(option) ? ' -x' : '';
  };
  const lines = commands.flatMap((command) => [
    `complete -c ffarch -n '__ffarch_at ""' -a ${command.name} -d ${quoted(command.summary)}`,
    ...command.options.map(
      (option) =>
        `complete -c ffarch -n '__ffarch_at ${command.name}' -l ${option}${value(option)} -d ${quoted(OPTIONS[option].help)}`,
    ),
    ...placesOf(command).map(({ place, position, rest }) => {
      const names = [place.names.join(' '), ...(place.files ? [`(__fish_complete_suffix ${place.files})`] : [])];
      const condition = `__ffarch_at ${command.name} ${position}${rest ? ' rest' : ''}`;
      return `complete -c ffarch -n '${condition}' -k -a ${quoted(names.join(' ').trim())}`;
    }),
  ]);
  return `# Whether the cursor is after a command; at this position of its words, or after it.
function __ffarch_at --argument-names command position rest
    set -l words
    set -l skip 0
    for word in (commandline -opc)[2..-1]
        if test $skip = 1
            set skip 0
            continue
        end
        switch $word
            case ${valued.map(dashed).join(' ')}
                set skip 1
            case '-*'
            case '*'
                set -a words $word
        end
    end
    test "$words[1]" = "$command"; or return 1
    test -n "$position"; or return 0
    set -l at (math (count $words) - 1)
    test $at -eq $position; or test -n "$rest" -a $at -gt $position
end
complete -c ffarch -f
${lines.join('\n')}
`;
}
