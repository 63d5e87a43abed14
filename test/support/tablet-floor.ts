/**
 * A box with a real sshd in a network of the kernel's own, set up as docs/handheld.md says, and a tablet
 * beside it: the account, the server and the network go with the test.
 */

import { spawnSync } from "node:child_process";
import { once } from "node:events";
import { chmodSync, chownSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import path from "node:path";

import { onTestFinished } from "vitest";

import { type Finished } from "./commands.ts";
import { handheldFile } from "./handheld-file.ts";
import { type Box, createNetwork, whyNoNetwork } from "./network.ts";
import { startTill } from "./node-process.ts";
import { type Terminal, type TerminalOptions } from "./pseudo-terminal.ts";
import { temporaryFolder } from "./temporary-folder.ts";
import { openTerminalOf } from "./terminal.ts";
import { tillHere } from "./till-here.ts";
import { NODE, runProcess, TILL } from "./till-process.ts";

export interface TabletFloor {
  readonly box: Box;
  readonly tablet: Box;
  /** The folder of the box's tablets, and the store and socket of the one that there is. */
  readonly tablets: string;
  readonly store: string;
  readonly socket: string;
  readonly uid: number;
  readonly gid: number;
  /** Who logs in, as `ssh` has it: `account@address`. */
  readonly account: string;
  /** `ssh` on the tablet with a terminal, as words. */
  readonly sshWords: ReadonlyArray<string>;
  /** The same in a terminal of the test's. */
  readonly ssh: (options?: TerminalOptions) => Terminal;
  /** `ssh`, `sftp` or `scp` on the tablet without a terminal, to its end. */
  readonly run: (tool: string, words: ReadonlyArray<string>) => Promise<Finished>;
  /** A command as the tablets' account, beside sshd. */
  readonly asAccount: (words: ReadonlyArray<string>) => ReadonlyArray<string>;
}

/** Why a test that needs this can't run here; undefined where it can. */
export function whyNoTablets(): string | undefined {
  const why = whyNoNetwork(["sshd", "ssh", "useradd", "setpriv"]);
  if (why !== undefined) return why;
  const nobody = ["--reuid=65534", "--regid=65534", "--clear-groups"];
  const { status } = spawnSync("setpriv", [...nobody, NODE, TILL, "--version"], {
    stdio: "ignore",
  });
  return status === 0 ? undefined : "other users can't start the program in this folder";
}

/**
 * Why nobody can log in at an sshd here, whatever command their key has: an account, a network and a server that are
 * made as those of a floor, without a till. Undefined where somebody can.
 */
export async function whyNoLogin(): Promise<string | undefined> {
  const folder = await temporaryFolder();
  const tablets = path.join(folder, "tablets");
  for (const dir of [folder, tablets]) {
    mkdirSync(dir, { recursive: true });
    chmodSync(dir, 0o711);
  }
  const key = path.join(folder, "key");
  makeKey(key);
  const line = `restrict,command="echo in" ${readFileSync(`${key}.pub`, "utf8")}`;
  writeFileSync(path.join(tablets, "authorized_keys"), line);
  const { name } = makeAccount();
  const network = createNetwork("10.79.255.254");
  const box = network.addBox("box", "10.79.0.1");
  const tablet = network.addBox("tablet", "10.79.0.2");
  const said = await startServer(box, { folder, tablets, name });
  const { namespace } = tablet;
  const words = ["netns", "exec", namespace, "ssh", ...sshSettings(folder, key)];
  const tried = await runProcess("ip", [...words, `${name}@${box.address()}`], {
    timeoutMs: 20_000,
  });
  if (tried.stdout === "in\n") return undefined;
  return `sshd lets nobody in here: ${[tried.stderr, said()].join("\n").trim()}`;
}

const OWNER = { TILL_STAFF: "4", TILL_PIN: "4444" } as const;
const PORT = 2222;

/** `store`: a shop's, which gets a tablet `terrace` with the letter B. */
export async function tabletFloor(store: string): Promise<TabletFloor> {
  const folder = path.dirname(store);
  chmodSync(folder, 0o711);
  const key = path.join(folder, "terrace.key");
  const added = await tillHere(["tablets", "add", "terrace", "--store", store, "--out", key], {
    env: OWNER,
  });
  if (added.code !== 0) throw new Error(added.stderr);
  const { name, uid, gid } = makeAccount();
  const tablets = `${store}-tablets`;
  const own = path.join(tablets, "terrace");
  // What `Group=` of the unit does: the socket is the group's.
  chownSync(own, 0, gid);
  chmodSync(own, 0o2711);
  const network = createNetwork("10.78.255.254");
  const box = network.addBox("box", "10.78.0.1");
  const tablet = network.addBox("tablet", "10.78.0.2");
  await startServer(box, { folder, tablets, name });
  const state = { XDG_STATE_HOME: path.join(folder, "state") };
  const kept = startTill(["run", "--keep", "--store", path.join(own, "store")], { env: state });
  await kept.says(/The register is kept/u);
  const account = `${name}@${box.address()}`;
  const common = sshSettings(folder, key);
  const inTablet = ["ip", "netns", "exec", tablet.namespace];
  const sshWords = [...inTablet, "ssh", "-tt", ...common, account];
  return {
    box,
    tablet,
    tablets,
    store: path.join(own, "store"),
    socket: path.join(own, "store.sock"),
    uid,
    gid,
    account,
    sshWords,
    ssh: (options) => openTerminalOf(sshWords, options),
    run: (tool, words) =>
      runProcess("ip", [...inTablet.slice(1), tool, ...common, ...words], { timeoutMs: 20_000 }),
    asAccount: (words) => [
      "setpriv",
      `--reuid=${uid}`,
      `--regid=${gid}`,
      "--clear-groups",
      ...words,
    ],
  };
}

function sshSettings(folder: string, key: string): ReadonlyArray<string> {
  const known = `UserKnownHostsFile=${folder}/known`;
  const settings = [`Port=${PORT}`, "BatchMode=yes", "StrictHostKeyChecking=no", "LogLevel=ERROR"];
  return ["-i", key, "-F", "none", ...[...settings, known].flatMap((setting) => ["-o", setting])];
}

let accounts = 0;

/** An account as the doc's `useradd` makes it, under a name of this test's own. */
function makeAccount(): { readonly name: string; readonly uid: number; readonly gid: number } {
  accounts += 1;
  const name = `till${process.pid}x${accounts}`;
  onTestFinished(() => {
    spawnSync("userdel", [name]);
  });
  const words = ["--system", "--user-group", "--no-create-home", "--home-dir", "/"];
  // Without PAM, sshd lets in no account whose password is locked.
  const made = spawnSync("useradd", [...words, "--shell", "/bin/sh", "--password", "*", name], {
    encoding: "utf8",
  });
  if (made.status !== 0) throw new Error(made.stderr);
  const [uid = 0, gid = 0] = ["-u", "-g"].map((which) =>
    Number(spawnSync("id", [which, name], { encoding: "utf8" }).stdout),
  );
  return { name, uid, gid };
}

/** Returns what it has said so far. */
async function startServer(
  box: Box,
  {
    folder,
    tablets,
    name,
  }: { readonly folder: string; readonly tablets: string; readonly name: string },
): Promise<() => string> {
  const bin = path.join(folder, "bin");
  mkdirSync(bin, { mode: 0o755 });
  symlinkSync(TILL, path.join(bin, "till"));
  // Where the server's processes go that have not yet checked a key.
  mkdirSync("/run/sshd", { recursive: true, mode: 0o755 });
  const hostKey = path.join(folder, "host.key");
  makeKey(hostKey);
  const config = path.join(folder, "sshd_config");
  const documented = handheldFile("/etc/ssh/sshd_config.d/tillmesh.conf")
    .replace("Match User tablet", `Match User ${name}`)
    .replace("/srv/till-tablets", tablets)
    .replace("AuthorizedKeysCommandUser till", "AuthorizedKeysCommandUser root");
  writeFileSync(
    config,
    [
      `Port ${PORT}`,
      `HostKey ${hostKey}`,
      "PidFile none",
      "UsePAM no",
      `SetEnv PATH=${bin}:${path.dirname(NODE)}:/usr/bin:/bin`,
      "AcceptEnv LANG LC_*",
      "Subsystem sftp internal-sftp",
      documented,
    ].join("\n"),
  );
  const server = box.start("/usr/sbin/sshd", ["-D", "-e", "-f", config], {
    stdio: ["ignore", "ignore", "pipe"],
  });
  let said = "";
  const { stderr } = server;
  if (stderr === null) throw new Error("Nobody hears sshd.");
  stderr.setEncoding("utf8").on("data", (text: string) => (said += text));
  while (!said.includes("Server listening")) {
    await Promise.race([once(stderr, "data"), once(server, "exit")]);
    if (server.exitCode !== null) throw new Error(said);
  }
  return () => said;
}

function makeKey(file: string): void {
  const made = spawnSync("ssh-keygen", ["-q", "-t", "ed25519", "-N", "", "-f", file]);
  if (made.status !== 0) throw new Error("ssh-keygen makes no key.");
}
