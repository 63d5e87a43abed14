/** What commands of the till are asked with and what they leave, in whichever process they run. */

import { tmpdir } from "node:os";
import { fileURLToPath } from "node:url";

import { MARK } from "../../scripts/left-over.mjs";

export const PROJECT = fileURLToPath(new URL("../..", import.meta.url));

export interface Finished {
  /** Exit code; 128 and the signal's number when a signal ended it. */
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Who rings up in most tests. */
export const MIA = { TILL_STAFF: "1", TILL_PIN: "1111" } as const;

/** What a command leaves that is refused in one sentence. */
export function refused(code: number, sentence: string): Finished {
  return { code, stdout: "", stderr: `${sentence}\n` };
}

/** For a box on a network that a test has made: on all of its addresses, and by multicast. */
export const ON_A_NETWORK = { TILL_MESH_HOST: "" } as const;

/**
 * Nothing of whoever runs the tests: no settings of a till, no sign of a build server. No word goes out
 * on this machine's own networks. By the mark of the run, what is left of it is found.
 */
export function plainEnvironment(): Record<string, string> {
  return {
    PATH: process.env["PATH"] ?? "",
    HOME: tmpdir(),
    LANG: "C.UTF-8",
    TERM: "xterm-256color",
    TZ: "UTC",
    TILL_MESH_HOST: "127.0.0.1",
    [MARK]: process.env[MARK] ?? "",
  };
}
