/** Exit statuses; `STATUS_MEANINGS` says of each what it means. */
export const STATUS = {
  done: 0,
  errors: 1,
  usage: 2,
  noMapping: 3,
  bug: 70,
  /** As shells count SIGINT. */
  interrupted: 130,
} as const;

export type StatusName = keyof typeof STATUS;

/** What each exit status tells, for help and documentation. */
export const STATUS_MEANINGS: Readonly<Record<StatusName, string>> = {
  done: 'done',
  errors:
    'what was read has errors, breaks rules, cannot be imported, or is not formatted (format --check); something is approximated or lost (--strict); or Accelergy fails',
  usage:
    'an option, a name or a number is wrong or missing, a file cannot be read or written, or there is no such program',
  noMapping: 'no legal mapping exists, with the reason on stderr, or none was found in time',
  bug: 'a bug of ours',
  interrupted: 'Ctrl-C, with what there was until then',
};
