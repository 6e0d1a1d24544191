import { dashed, placesOf, type Vocabulary } from './vocabulary.js';

/** A script for bash 4 and newer. Bash takes `=` for a word of its own, and knows nothing of what words mean. */
export function bashScript({ commands, valued, choices, files }: Vocabulary): string {
  const words = (list: readonly string[]) => `'${list.join(' ')}'`;
  return `_ffarch() {
  local current=\${COMP_WORDS[COMP_CWORD]} previous=\${COMP_WORDS[COMP_CWORD - 1]}
  local command= position=0 i
  if [[ $current == = ]]; then current=
  elif [[ $previous == = ]]; then previous=\${COMP_WORDS[COMP_CWORD - 2]}
  fi
  for ((i = 1; i < COMP_CWORD; i++)); do
    case \${COMP_WORDS[i]} in
      ${valued.map(dashed).join('|')})
        ((i++))
        [[ \${COMP_WORDS[i]} == = ]] && ((i++)) ;;
      -*) ;;
      *) if [[ -z $command ]]; then command=\${COMP_WORDS[i]}; else ((position++)); fi ;;
    esac
  done
  COMPREPLY=()
  case $previous in
${choices.map(({ option, names }) => `    ${dashed(option)}) _ffarch_names ${words(names)}; return ;;`).join('\n')}
    ${files.map(dashed).join('|')}) mapfile -t COMPREPLY < <(compgen -f -- "$current"); compopt -o filenames; return ;;
    ${valued.map(dashed).join('|')}) return ;;
  esac
  case $command:$current in
    :*) _ffarch_names ${words(commands.map(({ name }) => name))} ;;
${commands.map(({ name, options }) => `    ${name}:-*) _ffarch_names ${words(options.map(dashed))} ;;`).join('\n')}
    *) case $command:$position in
${commands
  .flatMap((command) =>
    placesOf(command).map(({ place, position, rest }) => {
      const then = [`_ffarch_names ${words(place.names)}`, ...(place.files ? [`_ffarch_files ${place.files}`] : [])];
      return `      ${command.name}:${rest ? '*' : position}) ${then.join('; ')} ;;`;
    }),
  )
  .join('\n')}
    esac ;;
  esac
}
_ffarch_names() {
  mapfile -t COMPREPLY < <(compgen -W "$1" -- "$current")
}
_ffarch_files() {
  local file
  while IFS= read -r file; do
    [[ -d $file || $file == *"$1" ]] && COMPREPLY+=("$file")
  done < <(compgen -f -- "$current")
  compopt -o filenames
}
complete -F _ffarch ffarch
`;
}
