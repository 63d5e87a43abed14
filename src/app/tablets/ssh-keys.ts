/** Public keys as OpenSSH writes them, and the file of those with which tablets come in. */

import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readFileSync, rmSync } from "node:fs";

import { err, ok, type Result } from "../../domain/base/result.ts";
import { errnoCode } from "../system/errno-code.ts";
import { readNamedText } from "../system/named-file.ts";
import { type FileFault, writeAtomically } from "../system/write-atomically.ts";

export interface PublicKey {
  /** Such as `ssh-ed25519`. */
  readonly type: string;
  readonly base64: string;
  /** `SHA256:…`, as ssh shows it. */
  readonly fingerprint: string;
}

const KEY =
  /^(?<type>(?:sk-)?(?:ssh|ecdsa)-[a-z0-9@.-]+) (?<base64>[A-Za-z0-9+/]+={0,2})(?: .*)?$/u;
/** A public key is a line; a longer file is something else. */
const FILE_BYTES_MAX = 16_384;
const LENGTH_BYTES = 4;
/** The kinds of keys of a box, the one first that a client asks for first. */
const HOST_KEYS = ["ed25519", "ecdsa", "rsa"].map((type) => `/etc/ssh/ssh_host_${type}_key.pub`);

/** Reads one public key out of a file's text; undefined for anything else, a private key included. */
export function readPublicKey(text: string): PublicKey | undefined {
  const { type, base64 } = KEY.exec(text.trim())?.groups ?? {};
  if (type === undefined || base64 === undefined || text.length > FILE_BYTES_MAX) return undefined;
  const blob = Buffer.from(base64, "base64");
  // The blob says its type once more: a line that was cut or bent does not.
  const named = blob.subarray(LENGTH_BYTES, LENGTH_BYTES + type.length).toString("latin1");
  if (named !== type || blob.readUInt32BE(0) !== type.length) return undefined;
  const digest = createHash("sha256").update(blob).digest("base64").replace(/=+$/u, "");
  return { type, base64, fingerprint: `SHA256:${digest}` };
}

/** Returns the key in a file; undefined where there is none. */
export function publicKeyIn(file: string): PublicKey | undefined {
  try {
    return readPublicKey(readNamedText(file));
  } catch {
    return undefined;
  }
}

/** Returns the key by which an ssh client knows this box; undefined on a box without an sshd. */
export function hostKey(): PublicKey | undefined {
  return HOST_KEYS.map(publicKeyIn).find((key) => key !== undefined);
}

/** Makes a pair: the private key is at `file`, the public one is returned. The fault is the system's word. */
export function makeKeyPair(file: string, comment: string): Result<PublicKey, string> {
  const words = ["-q", "-t", "ed25519", "-N", "", "-C", comment, "-f", file];
  const { error, status, stderr } = spawnSync("ssh-keygen", words, {
    encoding: "utf8",
    stdio: ["ignore", "ignore", "pipe"],
  });
  if (error !== undefined) return err(errnoCode(error) ?? error.message);
  const key = publicKeyIn(`${file}.pub`);
  rmSync(`${file}.pub`, { force: true });
  if (status === 0 && key !== undefined) return ok(key);
  rmSync(file, { force: true });
  return err(stderr.trim().split("\n").at(-1) ?? `${status}`);
}

/** The line that lets a key in: to one register, on a terminal, and to nothing else of what ssh can do. */
export function keyLine(
  { type, base64 }: PublicKey,
  { name, socket }: { readonly name: string; readonly socket: string },
): string {
  const command = `till attach --socket ${shellWord(socket)}`.replaceAll('"', String.raw`\"`);
  return `restrict,pty,command="${command}" ${type} ${base64} ${name}`;
}

function shellWord(text: string): string {
  return /^[\w./@+-]+$/u.test(text) ? text : `'${text.replaceAll("'", String.raw`'\''`)}'`;
}

/** Whether the tablet has a key in the file. */
export function hasKey(file: string, name: string): boolean {
  return linesOf(file).some((line) => isOf(line, name));
}

/** Puts the tablet's line into the file, in place of one that it had; without a line takes it out. */
export async function changeKey(
  file: string,
  name: string,
  line?: string,
): Promise<Result<boolean, FileFault>> {
  const others = linesOf(file).filter((other) => !isOf(other, name));
  const next = [...others, ...(line === undefined ? [] : [line])];
  return await writeAtomically(file, (write) => write(next.map((one) => `${one}\n`).join("")));
}

function linesOf(file: string): ReadonlyArray<string> {
  if (!existsSync(file)) return [];
  return readFileSync(file, "utf8")
    .split("\n")
    .filter((line) => line !== "");
}

/** The comment of a key is the name of its tablet. */
function isOf(line: string, name: string): boolean {
  return line.endsWith(` ${name}`);
}
