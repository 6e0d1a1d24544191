/** Exit statuses of cli.md. */
export const STATUS = {
  done: 0,
  /** A file has errors, or a mapping breaks rules. */
  errors: 1,
  /** An option, a name or a number is wrong, or a file cannot be read. */
  usage: 2,
  /** No legal mapping exists, or none was found in time. */
  noMapping: 3,
  /** A bug of ours. */
  bug: 70,
  /** Ctrl-C, as shells count it. */
  interrupted: 130,
} as const;

/** Why a command cannot go on: what stderr says, and the exit status. */
export class Refusal {
  constructor(
    readonly message: string,
    readonly status: number = STATUS.usage,
  ) {}
}
