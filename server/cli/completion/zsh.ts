import { OPTIONS } from '../options.js';
import { dashed, placesOf, type Vocabulary } from './vocabulary.js';

/** In single quotes. */
const quoted = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`;

/** `name:description`, as `_describe` takes it. */
const described = (name: string, help: string): string => quoted(`${name.replaceAll(':', '\\:')}:${help}`);

/** A script for zsh: to be sourced, or to be put into a folder of `fpath` as `_ffarch`. */
export function zshScript({ commands, valued, choices, files }: Vocabulary): string {
  const words = (list: readonly string[]) => list.map(quoted).join(' ');
  return `#compdef ffarch
_ffarch() {
  local command= position=0 i
  local -a choices
  for ((i = 2; i < CURRENT; i++)); do
    case $words[i] in
      (${valued.map(dashed).join('|')}) ((i += 1)) ;;
      (-*) ;;
      (*) if [[ -z $command ]]; then command=$words[i]; else ((position += 1)); fi ;;
    esac
  done
  case $words[CURRENT] in
${choices.map(({ option, names }) => `    (${dashed(option)}=*) compset -P '*='; compadd -- ${words(names)}; return ;;`).join('\n')}
    (${files.map((option) => `${dashed(option)}=*`).join('|')}) compset -P '*='; _files; return ;;
  esac
  case $words[CURRENT-1] in
${choices.map(({ option, names }) => `    (${dashed(option)}) compadd -- ${words(names)}; return ;;`).join('\n')}
    (${files.map(dashed).join('|')}) _files; return ;;
    (${valued.map(dashed).join('|')}) return ;;
  esac
  if [[ -z $command ]]; then
    choices=(
${commands.map(({ name, summary }) => `      ${described(name, summary)}`).join('\n')}
    )
    _describe command choices
    return
  fi
  if [[ $words[CURRENT] == -* ]]; then
    case $command in
${commands
  .map(({ name, options }) => {
    const each = options.map((option) => described(dashed(option), OPTIONS[option].help));
    return `      (${name}) choices=(${each.join(' ')}) ;;`;
  })
  .join('\n')}
    esac
    _describe option choices
    return
  fi
  case $command:$position in
${commands
  .flatMap((command) =>
    placesOf(command).map(({ place, position, rest }) => {
      const then = [
        ...(place.names.length > 0 ? [`compadd -- ${words(place.names)}`] : []),
        ...(place.files ? [`_files -g '*${place.files}'`] : []),
      ];
      return `    (${command.name}:${rest ? '*' : position}) ${then.join('; ')} ;;`;
    }),
  )
  .join('\n')}
  esac
}
if [[ $funcstack[1] == _ffarch ]]; then _ffarch "$@"; else compdef _ffarch ffarch; fi
`;
}
