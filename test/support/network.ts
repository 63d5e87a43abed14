/**
 * A real network of real boxes for a test: namespaces of the kernel on a bridge, which the test makes
 * and which are gone with it, whatever becomes of it.
 *
 * Needs root, iproute2, and nftables for losses and delays. Every name carries the test's process id:
 * what a killed run left behind is removed by the next one.
 */

import { type ChildProcess, type SpawnOptions, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

import { onTestFinished } from "vitest";

import { isThere } from "./is-there.ts";

export interface TestNetwork {
  /** A box with one cable, `eth0`, in this network. */
  readonly addBox: (name: string, address: string) => Box;
  /** TCP from one box to a port of another takes so much longer, each way. */
  readonly delay: (way: DelayedWay) => Promise<void>;
  /** For a box that is in another network already: the bridge's end of one more cable. */
  readonly plug: (namespace: string, name: string) => string;
  readonly prefixLength: number;
}

export interface Box {
  readonly name: string;
  readonly namespace: string;
  readonly address: () => string;
  /** A process in the box. Killed at the end of the test, if it is still there. */
  readonly start: (
    command: string,
    args: ReadonlyArray<string>,
    options?: SpawnOptions,
  ) => ChildProcess;
  /** Runs to its end; returns what it printed, throws when it fails. */
  readonly run: (command: string, ...args: ReadonlyArray<string>) => string;
  /** The other end of the cable goes off: the box sees that it has no carrier. */
  readonly pullCable: () => void;
  readonly plugIn: () => void;
  readonly setAddress: (address: string) => void;
  /** A second cable, `eth1`, into another network. */
  readonly join: (network: TestNetwork, address: string) => void;
  /** So many of a hundred packets that come in are lost: all of them, or those of one box. */
  readonly lose: (percent: number, from?: Box) => void;
  /** As at an access point with client isolation: nothing goes to other such boxes, all to the bridge. */
  readonly isolate: () => void;
  /** Undoes losses. */
  readonly heal: () => void;
}

export interface DelayedWay {
  readonly from: Box;
  readonly to: Box;
  readonly port: number;
  readonly delayMs: number;
  /** Of what comes back. */
  readonly bytesPerSecond?: number;
}

const PREFIX_LENGTH = 16;
const OURS = /^tillnet-(?<pid>\d+)-[0-9a-z]+-/u;
const RELAY = fileURLToPath(new URL("delay-relay.ts", import.meta.url));
const TOOL_PATIENCE_MS = 20_000;

let networkCount = 0;

/** Why a test that needs this can't run here; undefined where it can. */
export function whyNoNetwork(tools: ReadonlyArray<string> = []): string | undefined {
  if (process.getuid?.() !== 0) return "only root may make network namespaces";
  for (const tool of ["ip", "nft", ...tools]) {
    if (spawnSync("sh", ["-c", `command -v ${tool}`]).status !== 0) {
      return `${tool} is missing: node scripts/test-needs.cjs installs it`;
    }
  }
  const namespace = `tillnet-${process.pid}-try-0`;
  const added = spawnSync("ip", ["netns", "add", namespace], { encoding: "utf8" });
  if (added.status !== 0) return `namespaces are not permitted here: ${added.stderr.trim()}`;
  const veth = spawnSync("ip", ["-n", namespace, "link", "add", "cable", "type", "veth"], {
    encoding: "utf8",
  });
  spawnSync("ip", ["netns", "del", namespace]);
  return veth.status === 0 ? undefined : `the kernel has no veth: ${veth.stderr.trim()}`;
}

/**
 * Removed when the test is over, or whatever else needs it. `bridgeAddress`: where relays of delayed ways
 * stand.
 */
export function createNetwork(
  bridgeAddress: string,
  whenOver: (end: () => void) => void = onTestFinished,
  prefixLength = PREFIX_LENGTH,
): TestNetwork {
  removeLeftovers();
  networkCount += 1;
  const prefix = `tillnet-${process.pid}-${networkCount.toString(36)}${Date.now().toString(36)}`;
  const bridge = `${prefix}-bridge`;
  const namespaces = [bridge];
  let portCount = 0;
  whenOver(() => {
    for (const namespace of namespaces) removeNamespace(namespace);
  });
  addNamespace(bridge);
  ip("-n", bridge, "link", "add", "br0", "type", "bridge", "mcast_snooping", "0");
  ip("-n", bridge, "addr", "add", `${bridgeAddress}/${prefixLength}`, "dev", "br0");
  ip("-n", bridge, "link", "set", "br0", "up");

  const network: TestNetwork = {
    prefixLength,
    plug: (namespace, name) => {
      portCount += 1;
      const port = `port${portCount}`;
      ip(
        "-n",
        bridge,
        "link",
        "add",
        port,
        "type",
        "veth",
        "peer",
        "name",
        name,
        "netns",
        namespace,
      );
      ip("-n", bridge, "link", "set", port, "master", "br0", "up");
      return port;
    },
    addBox: (name, address) => {
      const namespace = `${prefix}-${name}`;
      namespaces.push(namespace);
      addNamespace(namespace);
      return createBox({ name, namespace, bridge, network, address });
    },
    delay: async ({ from, to, port, delayMs, bytesPerSecond }) => {
      const rate = bytesPerSecond === undefined ? [] : [`${bytesPerSecond}`];
      const args = [RELAY, `${delayMs}`, to.address(), `${port}`, ...rate];
      const relay = startIn(bridge, { command: process.execPath, args });
      const relayPort = await firstLineOf(relay);
      const rule = `ip daddr ${to.address()} tcp dport ${port} dnat ip to ${bridgeAddress}:${relayPort}`;
      from.run("nft", "add table inet ways");
      from.run("nft", "add chain inet ways out { type nat hook output priority -100 ; }");
      from.run("nft", `add rule inet ways out ${rule}`);
    },
  };
  return network;
}

interface BoxPlace {
  readonly name: string;
  readonly namespace: string;
  readonly bridge: string;
  readonly network: TestNetwork;
  readonly address: string;
}

function createBox({ name, namespace, bridge, network, address }: BoxPlace): Box {
  const port = network.plug(namespace, "eth0");
  let present = address;
  addAddress(namespace, "eth0", inNetwork(network, address));

  const box: Box = {
    name,
    namespace,
    address: () => present,
    start: (command, args, options = {}) => startIn(namespace, { command, args, options }),
    run: (command, ...args) => tool("ip", ["netns", "exec", namespace, command, ...args]),
    pullCable: () => {
      ip("-n", bridge, "link", "set", port, "down");
    },
    plugIn: () => {
      ip("-n", bridge, "link", "set", port, "up");
    },
    setAddress: (next) => {
      ip("-n", namespace, "addr", "del", inNetwork(network, present), "dev", "eth0");
      addAddress(namespace, "eth0", inNetwork(network, next));
      present = next;
    },
    join: (other, otherAddress) => {
      other.plug(namespace, "eth1");
      addAddress(namespace, "eth1", inNetwork(other, otherAddress));
    },
    isolate: () => {
      tool("bridge", ["-n", bridge, "link", "set", "dev", port, "isolated", "on"]);
    },
    lose: (percent, from) => {
      const source = from === undefined ? "" : `ip saddr ${from.address()} `;
      const dice = percent >= 100 ? "" : `numgen random mod 100 < ${percent} `;
      box.run("nft", "add table inet losses");
      box.run("nft", "add chain inet losses in { type filter hook input priority 0 ; }");
      box.run("nft", `add rule inet losses in iif lo accept`);
      box.run("nft", `add rule inet losses in ${source}${dice}drop`);
    },
    heal: () => {
      box.run("nft", "add table inet losses");
      box.run("nft", "delete table inet losses");
    },
  };
  return box;
}

function addNamespace(namespace: string): void {
  ip("netns", "add", namespace);
  ip("-n", namespace, "link", "set", "lo", "up");
}

function inNetwork({ prefixLength }: TestNetwork, address: string): string {
  return `${address}/${prefixLength}`;
}

/** With the length of the network's prefix. */
function addAddress(namespace: string, device: string, address: string): void {
  ip("-n", namespace, "addr", "add", address, "brd", "+", "dev", device);
  ip("-n", namespace, "link", "set", device, "up");
}

function startIn(
  namespace: string,
  started: {
    readonly command: string;
    readonly args: ReadonlyArray<string>;
    readonly options?: SpawnOptions;
  },
): ChildProcess {
  return spawn("ip", ["netns", "exec", namespace, started.command, ...started.args], {
    stdio: ["pipe", "pipe", "inherit"],
    ...started.options,
  });
}

async function firstLineOf({ stdout }: ChildProcess): Promise<string> {
  if (stdout === null) throw new Error("nobody listens to the relay");
  const [line] = (await once(createInterface({ input: stdout }), "line")) as [string];
  return line;
}

function removeNamespace(namespace: string): void {
  const pids = spawnSync("ip", ["netns", "pids", namespace], { encoding: "utf8" }).stdout;
  for (const pid of pids.split("\n").filter((line) => line !== "")) {
    try {
      process.kill(Number(pid), "SIGKILL");
    } catch {
      // It has ended meanwhile.
    }
  }
  spawnSync("ip", ["netns", "del", namespace]);
}

/** Of runs whose process is no more. */
function removeLeftovers(): void {
  const names = tool("ip", ["netns", "list"])
    .split("\n")
    .map((line) => line.split(" ")[0] ?? "");
  for (const name of names) {
    const pid = OURS.exec(name)?.groups?.["pid"];
    if (pid !== undefined && !isThere(Number(pid))) removeNamespace(name);
  }
}

function ip(...args: ReadonlyArray<string>): string {
  return tool("ip", args);
}

function tool(command: string, args: ReadonlyArray<string>): string {
  const ran = spawnSync(command, args, { encoding: "utf8", timeout: TOOL_PATIENCE_MS });
  if (ran.status === 0) return ran.stdout;
  throw new Error(`${command} ${args.join(" ")}: ${ran.stderr.trim()} (${ran.status})`);
}
