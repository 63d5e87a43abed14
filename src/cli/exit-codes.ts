/** The exit codes of every command. Stable: scripts depend on them. */
export const EXIT = {
  fine: 0,
  /** Ran, and found something wrong; each is named. */
  foundWrong: 1,
  /** Wrong usage or bad input; nothing written. */
  usage: 2,
  notFound: 3,
  /** Permission, PIN, passphrase, lock-out. */
  refused: 4,
  /** Already done, or held by another process. */
  conflict: 5,
  /** A peer, printer or terminal can't be reached; try again. */
  unreachable: 6,
  /** The ledger is damaged or can't be opened. */
  damaged: 7,
  /** Ran, but a device has not been heard from. */
  incomplete: 8,
  /** Ctrl-C where the terminal gives it to us as a key: what a shell sees of SIGINT. */
  interrupted: 130,
  /** A signal that ends the process, SIGTERM mostly. */
  terminated: 143,
  /** The terminal is gone: SIGHUP. */
  hungUp: 129,
} as const;

/** The number that a shell adds to a signal for the exit code of a process that the signal ended. */
export const SIGNAL_BASE = 128;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** Returns the exit code of a command that a signal ended. */
export function signalCode(signal: number): ExitCode {
  const code = SIGNAL_BASE + signal;
  if (code === EXIT.interrupted || code === EXIT.hungUp) return code;
  return EXIT.terminated;
}

export const EXIT_CODES_HELP = `
Exit codes:
  0  done, and fine                        5  in conflict with something
  1  ran, and found something wrong        6  a peer or printer can't be reached
  2  wrong usage or bad input              7  ledger damaged or can't be opened
  3  not found                             8  ran, but incomplete
  4  refused: permission, PIN, passphrase  130, 143  interrupted`;
