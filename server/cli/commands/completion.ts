import { nearest } from '../../../language/nearest.js';
import { didYouMean } from '../../../language/wording.js';
import { bashScript } from '../completion/bash.js';
import { fishScript } from '../completion/fish.js';
import { SHELLS, type Shell, type Vocabulary, vocabulary } from '../completion/vocabulary.js';
import { zshScript } from '../completion/zsh.js';
import { Refusal } from '../refusal.js';
import { STATUS } from '../status.js';
import type { Command } from './command.js';

const SCRIPTS: Readonly<Record<Shell, (words: Vocabulary) => string>> = {
  bash: bashScript,
  zsh: zshScript,
  fish: fishScript,
};

const isShell = (name: string): name is Shell => Object.hasOwn(SCRIPTS, name);

export const completion: Command = {
  usage: [`ffarch completion ${SHELLS.join('|')}`],
  summary: 'a script that lets a shell complete commands, options, names and files',
  details: [
    'bash: eval "$(ffarch completion bash)" in ~/.bashrc',
    'zsh: eval "$(ffarch completion zsh)" in ~/.zshrc, after compinit',
    'fish: ffarch completion fish > ~/.config/fish/completions/ffarch.fish',
  ],
  options: [],
  words: [['shell']],
  async run({ words: [shell, ...others] }, console) {
    if (shell === undefined) return new Refusal(`Which shell? ffarch completion ${SHELLS.join('|')}.`);
    if (!isShell(shell))
      return new Refusal(
        `There are scripts for ${SHELLS.join(', ')}, not for \`${shell}\`.${didYouMean(nearest(shell, SHELLS))}`,
      );
    if (others.length > 0) return new Refusal(`ffarch completion takes one shell; \`${others[0]}\` is one too many.`);
    console.out.write(SCRIPTS[shell](await vocabulary()));
    return STATUS.done;
  },
};
