/**
 * The stage of real processes: each box is a store in a temporary folder and `till node` on it, linked by
 * real TLS over loopback. People work by processes of their own on these stores, as a register does.
 */

import { spawn } from "node:child_process";
import { mkdtemp, readFile, rm, mkdir, writeFile } from "node:fs/promises";
import net, { type AddressInfo, type Server, type Socket } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";

import { loadFixture } from "../../src/app/catalogue/fixtures.ts";
import { projectFolder } from "../../src/app/catalogue/project-folder.ts";
import { foundShop } from "../../src/app/founding/found-shop.ts";
import { type MeshView } from "../../src/app/membership/mesh-view.ts";
import { keepStaticAddresses } from "../../src/app/mesh/mesh-addresses.ts";
import {
  certificateBy,
  keepLinkIdentity,
  namesOf,
  newOwnKeys,
  openDoor,
} from "../../src/app/mesh/mesh-keys.ts";
import { type OpenTill, openTill } from "../../src/app/open-till.ts";
import { rollPath, paperDir } from "../../src/app/printing/printer-drive.ts";
import { tryStore } from "../../src/app/store-errors.ts";
import { systemSteadyMs } from "../../src/app/system/clock.ts";
import { errnoCode } from "../../src/app/system/errno-code.ts";
import { systemRandom } from "../../src/app/system/random.ts";
import { systemStoreDeps } from "../../src/app/system/store-deps.ts";
import { type Till } from "../../src/app/till/till.ts";
import { ok } from "../../src/domain/base/result.ts";
import { type Draft } from "../../src/domain/events/kinds.ts";
import { type Random } from "../../src/domain/ports.ts";
import { endsOf } from "../../src/ledger/exchange.ts";
import { type Ledger } from "../../src/ledger/ledger.ts";
import { joinLedger } from "../../src/ledger/open-ledger.ts";
import { secretsOf, vectorOf } from "../sim/checks.ts";
import { type Breath } from "./breath.ts";
import { type Narrator } from "./narrator.ts";
import { createScene, type SceneDeps } from "./scene.ts";
import { type BoxScene, type BoxStory, type Stage, StoryBreak } from "./story.ts";

interface StoryBox {
  readonly till: string;
  readonly store: string;
  /** Undefined while it is off. */
  process: BoxProcess | undefined;
  /** Opened when somebody looks, or works, there. */
  desk: OpenTill | undefined;
}

interface Parts {
  readonly boxes: ReadonlyArray<StoryBox>;
  readonly cable: Cable;
  readonly breathe: Breath;
}

const LOOK_MS = 10;
const JOBS_MAX = 1000;
/** The patience on a busy machine; a till that was lost is looked for every few seconds. */
const PATIENCE_MS = 45_000;
const PRINTERS = ["receipt", "kitchen"];
/** The mark at which the roll is cut. */
const PAPER_END = /^- - - 8< [- ]+$/mu;
const NAMES: Readonly<Record<string, string>> = { A: "Counter", B: "Bar" };

export async function createBoxStage(
  { staff }: BoxStory,
  breathe: Breath,
): Promise<Stage<BoxScene>> {
  const cable = await createCable();
  const folder = await mkdtemp(path.join(tmpdir(), "tillmesh-story-"));
  const boxes = Object.keys(staff).map((till): StoryBox => {
    return { till, store: path.join(folder, till), process: undefined, desk: undefined };
  });
  const parts: Parts = { boxes, cable, breathe };
  let beganMs = systemSteadyMs();
  return {
    time: () => `${((systemSteadyMs() - beganMs) / 1000).toFixed(1).padStart(5)} s`,
    scene: async (narrator) => {
      await foundShopOf(parts);
      await link(parts);
      beganMs = systemSteadyMs();
      return { ...createScene(sceneDeps(parts, narrator, staff)), ...troubleActions(parts) };
    },
    [Symbol.asyncDispose]: async () => {
      await cable.pull();
      await Promise.all(boxes.flatMap(({ process }) => process?.end("SIGKILL") ?? []));
      for (const { desk } of boxes) await desk?.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function foundShopOf({ boxes }: Parts): Promise<void> {
  const fixture = loadFixture("cafe");
  if (!fixture.ok) throw new StoryBreak(fixture.fault.sentence);
  const [founder, ...others] = boxes;
  if (founder === undefined) throw new Error("A story needs a till.");
  const deviceName = NAMES[founder.till] ?? founder.till;
  const founding = { dir: founder.store, fixture: fixture.value, deviceName, demo: true };
  await foundShop(founding, systemStoreDeps);
  for (const { till, store } of others) {
    const second = { dir: store, code: till, name: NAMES[till] ?? till };
    await letInBeside(founder.store, second, systemRandom);
  }
}

/** The first box dials the second, through the cable; nobody speaks by multicast. */
async function link(parts: Parts): Promise<void> {
  const { boxes, cable } = parts;
  const [caller, callee] = boxes;
  if (caller === undefined || callee === undefined) throw new Error("A cable has two ends.");
  keepStaticAddresses(deskOf(caller).till.ledger.store, [cable.address]);
  callee.process = startBox(callee.store);
  await until(parts, `till ${callee.till} takes links`, () => portOf(callee) !== undefined);
  cable.leadTo(portOf(callee) ?? 0);
  await cable.plugIn();
  caller.process = startBox(caller.store);
  await until(parts, "the tills are connected", () =>
    boxes.every((box) => /^connected to /mu.test(box.process?.said() ?? "")),
  );
  await untilEqual(parts);
}

function portOf({ process }: StoryBox): number | undefined {
  const port = /^takes links on port (?<port>\d+)$/mu.exec(process?.said() ?? "")?.groups?.["port"];
  return port === undefined ? undefined : Number(port);
}

function sceneDeps(parts: Parts, narrator: Narrator, staff: BoxStory["staff"]): SceneDeps {
  return {
    narrator,
    staff,
    random: systemRandom,
    deskOf: (till) => deskOf(boxOf(parts, till)),
    // The process with the links reads the store by itself.
    committed: () => undefined,
    until: (what, isSo) => until(parts, what, isSo),
    untilEqual: () => untilEqual(parts),
    problems: () => [],
    beforeEnding: () => rest(parts),
  };
}

function troubleActions(
  parts: Parts,
): Pick<
  BoxScene,
  "cut" | "heal" | "kill" | "boot" | "switchPrinters" | "papers" | "waitingPapers"
> {
  const { cable } = parts;
  return {
    cut: cable.pull,
    heal: cable.plugIn,
    kill: async (till) => {
      const box = boxOf(parts, till);
      await until(parts, `no paper of ${till} is in a printer's hands`, () => isHalted(box));
      // The connection is closed before the other process, which keeps the log as it is: no orderly
      // end writes it into the file.
      box.desk?.till.ledger.db.close();
      box.desk = undefined;
      await box.process?.end("SIGKILL");
      box.process = undefined;
    },
    boot: async (till) => {
      const box = boxOf(parts, till);
      box.process = startBox(box.store);
      await until(parts, `till ${till} runs again`, () => portOf(box) !== undefined);
    },
    switchPrinters: (till, how) => switchPrinters(boxOf(parts, till), how),
    waitingPapers: (till) => waitingIn(boxOf(parts, till)),
    papers: async (till) => {
      const rolls = await Promise.all(
        PRINTERS.map((printer) => rollText(rollPath(boxOf(parts, till).store, printer))),
      );
      return rolls.flatMap((roll) => roll.split(PAPER_END)).filter((paper) => paper.trim() !== "");
    },
  };
}

/** Nothing has come out of a printer that has no roll. */
async function rollText(file: string): Promise<string> {
  try {
    return await readFile(file, "utf8");
  } catch (cause) {
    if (errnoCode(cause) === "ENOENT") return "";
    throw cause;
  }
}

async function switchPrinters({ store }: StoryBox, how: "on" | "off"): Promise<void> {
  await mkdir(paperDir(store), { recursive: true, mode: 0o700 });
  for (const file of PRINTERS.map((printer) => `${rollPath(store, printer)}.off`)) {
    if (how === "off") await writeFile(file, "", { mode: 0o600 });
    else await rm(file, { force: true });
  }
}

/** All papers are out and told, and nobody does anything any more: then nothing changes between two looks. */
async function rest(parts: Parts): Promise<ReadonlyMap<string, MeshView | undefined>> {
  const { boxes } = parts;
  await until(parts, "all papers are printed", () =>
    boxes.every((box) => waitingIn(box) === 0 && unreportedIn(box) === 0),
  );
  await untilEqual(parts);
  const views = await Promise.all(
    boxes.map(async (box) => {
      const holder = await deskOf(box).printing.askHolder();
      return [box.till, holder.type === "answered" ? holder.mesh : undefined] as const;
    }),
  );
  // Killed: an orderly end is an event, which the other, ending too, may hear or not.
  await Promise.all(boxes.flatMap(({ process }) => process?.end("SIGKILL") ?? []));
  return new Map(views);
}

/** Stops it where nothing is half done: what becomes of half a paper is not told here. */
function isHalted(box: StoryBox): boolean {
  const { till, jobs } = deskOf(box);
  box.process?.halt();
  const isAtRest = tryStore(() =>
    // The check runs under the lock, so that the process is not halted while it records that it
    // begins a job.
    till.ledger.db.write(() => jobs.find({ states: ["sending"], limit: 1 }).length === 0),
  );
  if (isAtRest === true) return true;
  box.process?.goOn();
  return false;
}

function waitingIn(box: StoryBox): number {
  return deskOf(box).jobs.find({ states: ["queued", "sending"], limit: JOBS_MAX }).length;
}

function unreportedIn(box: StoryBox): number {
  const states = ["printed", "sent", "uncertain"] as const;
  return deskOf(box).jobs.find({ states, outcomeReported: false, limit: JOBS_MAX }).length;
}

async function untilEqual(parts: Parts): Promise<void> {
  await until(parts, "all tills hold the same", () => {
    const said = parts.boxes.map((box) => {
      const { ledger } = deskOf(box).till;
      return ledger.read(() => `${vectorOf(ledger)}\n${secretsOf(ledger)}`);
    });
    return new Set(said).size === 1;
  });
}

async function until({ breathe }: Parts, what: string, isSo: () => boolean): Promise<void> {
  const endMs = systemSteadyMs() + PATIENCE_MS;
  while (!isSo()) {
    if (systemSteadyMs() >= endMs) throw new StoryBreak(`It never came about that ${what}.`);
    await breathe(LOOK_MS);
  }
}

function boxOf({ boxes }: Parts, till: string): StoryBox {
  const box = boxes.find((it) => it.till === till);
  if (box === undefined) throw new Error(`There is no till ${till}.`);
  return box;
}

function deskOf(box: StoryBox): OpenTill {
  box.desk ??= openTill(box.store);
  return box.desk;
}

interface BoxProcess {
  /** Returns the output so far. */
  readonly said: () => string;
  /** Hangs, and goes on. */
  readonly halt: () => void;
  readonly goOn: () => void;
  /** Resolves when it is over. */
  readonly end: (signal: "SIGTERM" | "SIGKILL") => Promise<void>;
}

/** `till node` as a process of its own, as a box runs it; over as soon as whoever tells the story is. */
function startBox(store: string): BoxProcess {
  const launcher = path.join(projectFolder(), "bin/till.js");
  const child = spawn(process.execPath, [launcher, "node", "--store", store], {
    // The process uses loopback alone, whatever surrounds the story, and none of the reader's own
    // settings.
    env: { HOME: path.dirname(store), LANG: "C.UTF-8", TILL_MESH_HOST: "127.0.0.1" },
    // The launcher ends a till whose parent is gone: that takes a channel.
    stdio: ["ignore", "ignore", "pipe", "ipc"],
  });
  const { promise: over, resolve } = Promise.withResolvers<undefined>();
  let said = "";
  child.stderr?.setEncoding("utf8").on("data", (text: string) => {
    said += text;
  });
  child.on("error", (error) => {
    said += error.message;
    resolve(undefined);
  });
  child.on("exit", () => {
    resolve(undefined);
  });
  return {
    said: () => said,
    halt: () => {
      child.kill("SIGSTOP");
    },
    goOn: () => {
      child.kill("SIGCONT");
    },
    end: (signal) => {
      child.kill(signal);
      return over;
    },
  };
}

interface SecondTill {
  /** The folder in which its store is made. */
  readonly dir: string;
  /** The letters of the till. */
  readonly code: string;
  readonly name: string;
}

const SEED_BYTES = 32;

/**
 * Lets a box into a shop whose store lies on the same machine: enrolled, with keys for links, and told all
 * that there is. What a code does for a box that is somewhere else (`till mesh invite`, `till join`).
 */
export async function letInBeside(
  store: string,
  second: SecondTill,
  random: Random,
): Promise<void> {
  const host = openTill(store);
  const joined = await enrolBeside(host.till, second, random);
  tellAll(host.till.ledger, joined);
  joined.close();
  await host.close();
}

/** Enrols the till, which is not informed yet. */
export async function enrolBeside(
  { ledger, founding: { zone } }: Pick<Till, "ledger" | "founding">,
  { dir, code, name }: SecondTill,
  random: Random,
): Promise<Ledger> {
  const root = await openDoor(ledger, random);
  const { shop, founder } = ledger.identity;
  const seed = random.bytes(SEED_BYTES);
  const joined = joinLedger(dir, { shop, founder, seed, zone }, systemStoreDeps);
  const keys = await newOwnKeys(random);
  const { device, publicKey: key } = joined.identity.key;
  const enrolled = { device, key, code, name, rights: ["till"] };
  const events: ReadonlyArray<Draft> = [
    { kind: "device/enrolled", streams: [], body: enrolled },
    { kind: "device/keyed", streams: [], body: { device, ...namesOf(keys) } },
  ];
  ledger.commit({ by: "", name: "enrol", decide: () => ok({ events }) });
  const certificate = certificateBy(root, keys, { shop, device, random });
  keepLinkIdentity(joined.store, keys, { certificate, roots: [root.certificate] });
  return joined;
}

function tellAll(from: Ledger, to: Ledger): void {
  for (let taken = 1; taken > 0;) {
    const results = from.missingFor(endsOf(to.heads())).map((bytes) => to.receive(bytes));
    taken = results.filter((result) => result.ok && result.value.type === "stored").length;
  }
  for (const row of from.secrets.rows()) to.secrets.receive(row);
}

interface Cable {
  /** The address at which the dialling till finds the other. */
  readonly address: string;
  /** The other one takes links here. */
  readonly leadTo: (port: number) => void;
  readonly plugIn: () => Promise<void>;
  /** Nothing arrives any more, and whoever dials finds nobody. */
  readonly pull: () => Promise<void>;
}

const HERE = "127.0.0.1";
/** Who is called sees this as the caller's: nobody takes links there, so nobody goes around the cable. */
const CALLER = "127.0.0.9";

/**
 * The cable between two boxes of one machine: a relay on loopback, so that it can be pulled without any
 * right over the machine's network. The one box knows the other by the cable alone.
 */
async function createCable(): Promise<Cable> {
  const sockets = new Set<Socket>();
  let target: number | undefined;
  let server: Server | undefined;
  const port = await freePort();

  function carry(caller: Socket): void {
    if (target === undefined) {
      caller.destroy();
      return;
    }
    const callee = net.connect({ host: HERE, port: target, localAddress: CALLER });
    for (const [from, to] of [
      [caller, callee],
      [callee, caller],
    ] as const) {
      sockets.add(from);
      from.setNoDelay(true);
      // The cause of its death is left out, because its end is enough.
      from.on("error", () => undefined);
      from.on("close", () => {
        sockets.delete(from);
        to.destroy();
      });
      from.pipe(to);
    }
  }

  return {
    address: `${HERE}:${port}`,
    leadTo: (to) => {
      target = to;
    },
    plugIn: async () => {
      server ??= await listen(port, carry);
    },
    pull: async () => {
      const closing = server;
      server = undefined;
      for (const socket of sockets) socket.destroy();
      if (closing !== undefined) await new Promise((resolve) => closing.close(resolve));
    },
  };
}

async function freePort(): Promise<number> {
  const server = await listen(0, () => undefined);
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

function listen(port: number, onSocket: (socket: Socket) => void): Promise<Server> {
  const { promise, resolve, reject } = Promise.withResolvers<Server>();
  const server = net.createServer(onSocket);
  server.once("error", reject);
  server.listen({ host: HERE, port }, () => {
    resolve(server);
  });
  return promise;
}
