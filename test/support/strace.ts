/** The Debian package strace, which shows what a process asks of the kernel, and can make it fail. */

import { spawnSync } from "node:child_process";

/** Why a test that needs it can't run here; undefined where it can. */
export function whyNoStrace(): string | undefined {
  const tried = spawnSync("strace", ["-f", "-o", "/dev/null", "true"], { encoding: "utf8" });
  if (tried.error !== undefined) return "strace is missing: apt-get install strace";
  if (tried.status !== 0) return `strace may not look at processes here: ${tried.stderr.trim()}`;
  return undefined;
}
