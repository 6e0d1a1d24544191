import { STATUS } from './status.js';

/** Why a command cannot go on: what stderr says, and the exit status. */
export class Refusal {
  constructor(
    readonly message: string,
    readonly status: number = STATUS.usage,
  ) {}
}
