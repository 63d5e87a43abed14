/** The Debian package openssl: what a stranger would knock with, and a second opinion on certificates. */

import { type ChildProcessWithoutNullStreams, spawn, spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import path from "node:path";

import { onTestFinished } from "vitest";

import { pem } from "./link-shop.ts";
import { temporaryFolder } from "./temporary-folder.ts";
import { createWaiting } from "./waiting.ts";

/** Why a test that needs it can't run here; undefined where it can. */
export function whyNoOpenssl(): string | undefined {
  const tried = spawnSync("openssl", ["version"], { encoding: "utf8" });
  if (tried.error !== undefined) return "openssl is missing: apt-get install openssl";
  return / 3\./u.test(tried.stdout) ? undefined : `openssl is too old: ${tried.stdout.trim()}`;
}

/** What `openssl verify` says of a certificate. */
export async function opensslVerify(
  certificate: string,
  root: string,
  { args = [], between = [] }: { args?: ReadonlyArray<string>; between?: ReadonlyArray<string> },
): Promise<string> {
  const write = await pemFolder();
  const untrusted = between.map(pem).join("");
  const chain = untrusted === "" ? [] : ["-untrusted", write("between.pem", untrusted)];
  const ca = write("ca.pem", pem(root));
  const leaf = write("leaf.pem", pem(certificate));
  const all = ["verify", "-x509_strict", ...args, ...chain, "-CAfile", ca, leaf];
  const { stdout, stderr } = spawnSync("openssl", all, { encoding: "utf8" });
  return (stdout + stderr).replaceAll(leaf, "leaf").trim();
}

/** Writes what openssl reads from files, and says where. */
export async function pemFolder(): Promise<(name: string, text: string) => string> {
  const folder = await temporaryFolder();
  return (name, text) => {
    const file = path.join(folder, name);
    writeFileSync(file, text, { mode: 0o600 });
    return file;
  };
}

export interface Openssl {
  readonly process: ChildProcessWithoutNullStreams;
  /** All that it has printed so far. */
  readonly said: () => string;
  /** Resolves as soon as it has printed it. */
  readonly says: (text: string) => Promise<void>;
  readonly ended: Promise<string>;
}

/** Runs until it ends or the test is over; its standard input stays open. */
export function startOpenssl(args: ReadonlyArray<string>): Openssl {
  const process = spawn("openssl", args, { stdio: "pipe" });
  const waiting = createWaiting();
  let said = "";
  process.stdout.on("data", hear);
  process.stderr.on("data", hear);
  // It may be gone before it has read what is written to it.
  process.stdin.on("error", () => undefined);
  const ended = new Promise<string>((resolve) => {
    process.once("close", () => {
      resolve(said);
    });
  });
  onTestFinished(() => {
    process.kill();
  });
  return {
    process,
    said: () => said,
    says: (text) => waiting.until(() => said.includes(text)),
    ended,
  };

  function hear(chunk: Buffer): void {
    said += chunk.toString("latin1");
    waiting.look();
  }
}
