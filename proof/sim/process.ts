/**
 * The program on one box while it runs: the real ledger, the real use cases, the real node of the mesh,
 * and a person who works with them.
 */

import { createOwnZs } from "../../src/app/day/own-zs.ts";
import { isApart } from "../../src/app/membership/mesh-view.ts";
import { createLostRevocations } from "../../src/app/mesh/lost-revocations.ts";
import { queuePapers } from "../../src/app/printing/papers.ts";
import { createPrintJobStore, type PrintJobStore } from "../../src/app/printing/print-job-store.ts";
import { asStoreError } from "../../src/app/store-errors.ts";
import { createTill, type Till } from "../../src/app/till/till.ts";
import { madeVoucher } from "../../src/app/vouchers/voucher-paper.ts";
import { ok } from "../../src/domain/base/result.ts";
import { type Origin, toStreamId } from "../../src/domain/identity.ts";
import { type Random } from "../../src/domain/ports.ts";
import { type Committed, type Ledger } from "../../src/ledger/ledger.ts";
import { toTransaction } from "../../src/ledger/log/stored-transaction.ts";
import { openLedger, type StoreDeps } from "../../src/ledger/open-ledger.ts";
import { fallingSilent } from "./bad-tellers.ts";
import { type BoxClock, type ProcessClock } from "./box-clock.ts";
import { createCardProcess } from "./card-process.ts";
import { hasTerminals } from "./card-shop.ts";
import { type Cashier, createCashier } from "./cashier.ts";
import { type Dice } from "./dice.ts";
import { dyingAsItHears, dyingWithPresent } from "./late-deaths.ts";
import { keepPresent } from "./late-past.ts";
import { createLife, type Life } from "./life.ts";
import { meshLedgerOf } from "./mesh-ledger-of.ts";
import { createMeshProcess, glanceAt, type MeshProcess } from "./mesh-process.ts";
import { type Host } from "./network-paths.ts";
import { onceOpen } from "./once-open.ts";
import { createPrintingProcess, type PrintingProcess } from "./printing-process.ts";
import { keepSharing, keepVouchers } from "./rights-process.ts";
import { FIRST_DAY, ZONE_OFFSET } from "./shop-set-up.ts";
import {
  type BoxFacts,
  type CardProcess,
  type OpenDesk,
  type Process,
  type StopKind,
  type World,
} from "./world.ts";

export interface ProcessDeps {
  readonly world: World;
  readonly name: string;
  readonly dir: string;
  readonly host: Host;
  readonly linkKey: string;
  readonly clock: BoxClock;
  readonly facts: BoxFacts;
  readonly dice: Dice;
  readonly random: Random;
  readonly storeDeps: (clock: ProcessClock, random: Random) => StoreDeps;
}

export interface RunningProcess extends Process {
  readonly end: (how: StopKind) => void;
  readonly freeze: (forMs: number) => void;
}

/** The longest time between a durable act and its message to the mesh. */
const TELL_MS_MAX = 20;
const UPKEEP_MS_MAX = 60_000;
const ACTS_LOOK_MS = 1000;

export function createProcess(deps: ProcessDeps): RunningProcess {
  const { world, name, random } = deps;
  const life = createLife(world.time, (cause) => {
    world.problem(`${name} died`, cause);
  });
  const { run } = life;
  const clock = deps.clock.forProcess(run);
  const ledger = world.wrap.ledger(openLedger(deps.dir, deps.storeDeps(clock, random)));
  dyingWithPresent(world, name, ledger);
  const mesh = createMeshProcess({
    ledger: meshLedgerOf({ ...deps, ledger }),
    network: world.network,
    host: deps.host,
    linkKey: deps.linkKey,
    random,
    nowMs: world.time.nowMs,
    wallMs: clock.nowMs,
    run,
    after: clock.after,
    isNewer: deps.facts.isNewer,
    createNode: dyingAsItHears(world, name, (nodeDeps) =>
      world.wrap.createNode(fallingSilent(world, name, nodeDeps)),
    ),
    onAsked: (...asked) => vouchers.give(...asked),
  });
  const work = createWork({
    ...deps,
    ledger,
    clock,
    mesh,
    tryPrinters: () => {
      printing.tryNow();
    },
    cards: () => cards(),
  });
  const vouchers = keepVouchers(deps, life, { mesh, work });
  keepUp(deps, ledger, { life, mesh, work });
  keepActs(deps, life, { ledger, mesh });
  keepPresent({ ...deps, ledger }, life, mesh);
  keepClosing({ world, name, life, clock, open: work.open, written: mesh.committed });
  keepSharing(deps, life, { mesh, work });
  const printing = keepPrinting({ ...deps, life, open: work.open, mesh });
  const cards = keepCards({ ...deps, life, open: work.open, mesh, written: work.tellBooks });

  return {
    ledger,
    mesh,
    run,
    open: work.open,
    act: () => {
      if (!life.isAwake()) return undefined;
      let done: string | undefined;
      run(() => {
        done = work.act();
      });
      world.time.after(deps.dice.nat(TELL_MS_MAX), () => {
        run(mesh.committed);
      });
      return done;
    },
    sellOne: () => {
      const fault = work.sellOne();
      run(mesh.committed);
      return fault;
    },
    orderOne: () => {
      const order = work.orderOne();
      run(mesh.committed);
      return order;
    },
    redeem: (voucher) => {
      const fault = work.redeem(voucher);
      run(mesh.committed);
      return fault;
    },
    leave: printing.leave,
    cards,
    freeze: life.freeze,
    end: (how) => {
      life.end();
      cards()?.end(how);
      if (how === "power") mesh.vanish();
      else mesh.end();
      clock.end();
      if (how !== "stopped") {
        // A killed process does not note how far it had come.
        ledger.db.close();
        return;
      }
      ledger.flush();
      ledger.close();
    },
  };
}

interface KeepPrintingDeps extends Pick<ProcessDeps, "world" | "name" | "random"> {
  readonly life: Life;
  readonly open: Process["open"];
  readonly mesh: MeshProcess;
}

/** Prints once the device knows its shop, where the shop has printers. */
function keepPrinting({
  world,
  name,
  random,
  life,
  open,
  mesh,
}: KeepPrintingDeps): Pick<Process, "leave"> & Pick<PrintingProcess, "tryNow"> {
  let printing: PrintingProcess | undefined;

  if (!world.options.without.has("printers")) {
    onceOpen({ world, life, open, mayBegin: () => world.kitchen.printers.size > 0 }, (opened) => {
      printing = createPrintingProcess({
        world,
        box: name,
        open: opened,
        life,
        random,
        mesh: () => glanceAt(world, mesh),
      });
    });
  }
  return { leave: () => printing?.leave(), tryNow: () => printing?.tryNow() };
}

interface KeepCardsDeps extends Omit<KeepPrintingDeps, "mesh"> {
  readonly mesh: MeshProcess;
  /** Tells the books what was committed meanwhile. */
  readonly written: () => void;
}

/** Follows payments at terminals once the device knows its shop, where the shop has any. */
function keepCards({
  world,
  name,
  random,
  life,
  open,
  mesh,
  written,
}: KeepCardsDeps): Process["cards"] {
  let cards: CardProcess | undefined;
  if (hasTerminals(world)) {
    onceOpen({ world, life, open, mayBegin: () => world.terminals.size > 0 }, (opened) => {
      cards = createCardProcess({
        world,
        box: name,
        open: opened,
        life,
        random,
        node: mesh.node,
        written: () => {
          written();
          life.run(mesh.committed);
        },
      });
    });
  }
  return () => cards;
}

/** Does the work of a resident process in quiet moments: old transactions become segments. */
function keepUp(
  deps: ProcessDeps,
  ledger: Ledger,
  parts: {
    readonly life: Life;
    readonly mesh: MeshProcess;
    readonly work: ReturnType<typeof createWork>;
  },
): void {
  const { world, dice } = deps;
  const { life, mesh, work } = parts;
  world.time.after(dice.between(1, UPKEEP_MS_MAX), async () => {
    if (life.isOver()) return;
    if (life.isAwake()) {
      ledger.flush();
      life.run(() => {
        ledger.purge();
      });
      // Refusals of the last minutes stay unwritten, since a shop that is to fall silent writes
      // nothing new.
      if (!world.isClosed()) life.run(work.noteRefusals);
      life.run(mesh.committed);
      while (await sealNext(ledger, life));
    }
    keepUp(deps, ledger, parts);
  });
}

/** Writes acts again that the disk has lost: see lost-revocations.ts. */
function keepActs(
  { world }: ProcessDeps,
  life: Life,
  { ledger, mesh }: Pick<Process, "ledger" | "mesh">,
): void {
  const look = createLostRevocations({
    ledger,
    steadyMs: world.time.nowMs,
    status: mesh.node.status,
  });
  function again(): void {
    if (life.isOver()) return;
    if (life.isAwake() && ledger.room.state() !== "none") life.run(look);
    world.time.after(ACTS_LOOK_MS, again);
  }

  world.time.after(ACTS_LOOK_MS, again);
}

/** Packing takes a while, in which the process may end: then nothing comes of it. */
async function sealNext(ledger: Ledger, life: Life): Promise<boolean> {
  if (life.isOver()) return false;
  try {
    return await ledger.seal();
  } catch (cause) {
    if (life.isOver()) return false;
    throw cause;
  }
}

type ToldAct = Omit<Parameters<World["books"]["tell"]>[0], "box" | "atMs">;

interface Keeping {
  readonly ledger: Ledger;
  readonly keep: (committed: Committed) => void;
  /** What the books have not heard yet. */
  readonly committed: ToldAct[];
}

/** Returns the till with a ledger of which the books hear each commit, also those of long work. */
function tillForBooks(till: Till, { ledger, keep, committed }: Keeping): Till {
  return {
    ...till,
    ledger: noticed(ledger, keep),
    actAtLength: (actor, work) => {
      const before = ledger.identity.origin;
      const seq = ledger.heads().get(before)?.seq ?? 0;
      const heard = heardBy(ledger);
      const done = till.actAtLength(actor, work);
      // The till may have begun anew with the first of its words.
      const { origin } = ledger.identity;
      const rows = [...ledger.store.ofOrigin(origin, origin === before ? seq + 1 : 1)];
      for (const { hash, last, events } of rows.map(toTransaction)) {
        const known = events.flatMap((event) => event.known ?? []);
        committed.push({ end: { origin, seq: last, hash }, events: known, heard });
      }
      return done;
    },
  };
}

/** Returns how far it has heard each chain; its own as far as it has spoken. */
function heardBy(ledger: Ledger): ReadonlyMap<Origin, number> {
  return new Map([...ledger.heads()].map(([origin, { seq }]) => [origin, seq]));
}

interface OpenTillDeps extends Pick<ProcessDeps, "world" | "dir" | "random"> {
  readonly ledger: Ledger;
  readonly clock: ProcessClock;
  readonly mesh: MeshProcess;
}

function openTill(
  { world, dir, ledger, clock, random, mesh }: OpenTillDeps,
  jobs: PrintJobStore,
): Till {
  return createTill({
    dir,
    ledger,
    clock,
    offsetMinutes: () => ZONE_OFFSET,
    random,
    isApart: () => isApart(ledger, glanceAt(world, mesh)),
    queuePapers: (self, done) => {
      // Nobody waits for a receipt in a shop without a printer, and each takes time to lay out.
      const events = world.options.without.has("printers")
        ? done.events.filter(({ known }) => known?.kind === "ticket/issued")
        : done.events;
      queuePapers(self, { ...done, events }, { store: jobs, nowMs: clock.nowMs() });
    },
  });
}

/** A guest gets a voucher on paper, with its code. */
function keepCodes(
  { events }: Pick<ToldAct, "events">,
  { world, till }: { readonly world: World; readonly till: Till | undefined },
): void {
  for (const event of events) {
    const id = madeVoucher(event);
    const code = id === undefined ? undefined : till?.voucherCodes.codeOf(id);
    if (id !== undefined && code !== undefined) world.books.purse.keep({ id, code });
  }
}

/** The till's use cases, as soon as the device knows its shop; what was done is noted in the books. */
function createWork(
  deps: Omit<ProcessDeps, "clock"> & {
    readonly ledger: Ledger;
    readonly clock: ProcessClock;
    readonly mesh: MeshProcess;
    readonly tryPrinters: () => void;
    readonly cards: () => CardProcess | undefined;
  },
): Pick<Process, "open" | "act" | "sellOne" | "orderOne" | "redeem"> & {
  readonly noteRefusals: () => void;
  readonly tellBooks: () => void;
  /** The open till with a ledger of which the books hear each commit. */
  readonly noticedTill: () => Till | undefined;
  /** Does what no person does, and tells the books of it alone. */
  readonly aside: (work: () => void) => void;
} {
  const { world, ledger, clock, dir, facts, mesh } = deps;
  const committed: ToldAct[] = [];
  let opened: OpenDesk | undefined;
  let cashier: Cashier | undefined;

  function open(): OpenDesk | undefined {
    if (opened !== undefined) return opened;
    const device = ledger.identity.key.device;
    if (ledger.founding() === undefined || !ledger.admission().has(device)) return undefined;
    if (ledger.room.state() === "none") return undefined;
    beginTrade(ledger);
    const jobs = createPrintJobStore(ledger.db);
    const till = openTill(deps, jobs);
    till.whileCommitting(keep);
    opened = { dir, till, jobs, clock };
    return opened;
  }

  function keep({ events }: Committed): void {
    const { origin } = ledger.identity;
    const head = ledger.heads().get(origin);
    if (head === undefined) return;
    const known = events.flatMap((event) => event.known ?? []);
    const end = { origin, seq: head.seq, hash: head.hash };
    committed.push({ end, events: known, heard: heardBy(ledger) });
  }

  function noticedTill(): Till | undefined {
    const till = open()?.till;
    return till && tillForBooks(till, { ledger, keep, committed });
  }

  function person(): Cashier | undefined {
    const desk = open();
    if (cashier !== undefined || desk === undefined) return cashier;
    const closing = noticedTill() ?? desk.till;
    cashier = createCashier({
      ...deps,
      open: desk,
      person: facts.person,
      manners: world.options.manners,
      papers: world.books.receipts,
      mayBeTrue: (end) => world.liars.length === 0 || world.books.isBooked(end),
      closing,
      tellBooks,
      isCashless: world.tablets.cashless.has(desk.till.code()),
      options: world.options,
      askRights: mesh.node.ask,
    });
    return cashier;
  }

  /** Books what was committed, for the checks at the end. */
  function remember<Done>(work: () => Done): Done {
    committed.length = 0;
    const done = work();
    tellBooks();
    return done;
  }

  function tellBooks(): void {
    for (const one of committed.splice(0)) {
      world.books.tell({ ...one, box: deps.name, atMs: world.time.nowMs() });
      keepCodes(one, { world, till: opened?.till });
    }
  }

  function aside(work: () => void): void {
    const waiting = committed.splice(0);
    try {
      work();
    } finally {
      tellBooks();
      committed.push(...waiting);
    }
  }

  return {
    open,
    tellBooks,
    noticedTill,
    aside,
    noteRefusals: () => opened?.till.refusals.look("all"),
    act: () => remember(() => person()?.act()),
    orderOne: () => remember(() => person()?.orderOne()),
    sellOne: () => remember(() => (person() ?? { sellOne: () => "nobody is there" }).sellOne()),
    redeem: (voucher) => remember(() => person()?.redeem(voucher) ?? undefined),
  };
}

/** Begins the till's business day with its first event, as joining does. */
function beginTrade(ledger: Ledger): void {
  if (ledger.day() !== undefined) return;
  ledger.commit({
    by: "",
    name: "begin day",
    decide: () =>
      ok({
        day: FIRST_DAY,
        events: [
          { kind: "day/began", streams: [toStreamId("day", FIRST_DAY)], body: { how: "clock" } },
        ],
      }),
  });
}

/* The closing of days by a till itself, and how the books hear of it. */

interface ClosingDeps {
  readonly world: World;
  readonly name: string;
  readonly life: Life;
  readonly clock: ProcessClock;
  readonly open: Process["open"];
  /** Something was written that the mesh may tell. */
  readonly written: () => void;
}

const CLOSING_LOOK_MS = 1000;

/** Closes days that are over once the device knows its shop, and those that other tills ask for. */
function keepClosing({ world, name, life, clock, open, written }: ClosingDeps): void {
  function onFault(cause: unknown): void {
    // A full disk is no problem here: the close is tried again.
    if (asStoreError(cause) === undefined) world.problem(`${name} can't close`, cause);
  }

  function begin(): void {
    if (life.isOver()) return;
    const till = life.isAwake() ? open()?.till : undefined;
    if (till === undefined) {
      world.time.after(CLOSING_LOOK_MS, begin);
      return;
    }
    const ledger = noticed(till.ledger, () => clock.after(0, written));
    const zs = createOwnZs({ till: { ...till, ledger }, clock, hasDuties: () => true, onFault });
    zs.listen();
    look(zs.look);
  }

  function look(once: () => void): void {
    if (life.isOver()) return;
    life.run(() => {
      try {
        once();
      } catch (cause) {
        onFault(cause);
      }
    });
    world.time.after(CLOSING_LOOK_MS, () => {
      look(once);
    });
  }

  world.time.after(CLOSING_LOOK_MS, begin);
}

/** Returns a ledger that notices each of its commits inside the commit. */
function noticed(ledger: Ledger, notice: (committed: Committed) => void): Ledger {
  function commit(...[command]: Parameters<Ledger["commit"]>): ReturnType<Ledger["commit"]> {
    return ledger.commit({
      ...command,
      also: (committed) => {
        command.also?.(committed);
        notice(committed);
      },
    });
  }

  return new Proxy(ledger, {
    get: (target, name) => (name === "commit" ? commit : target[name as keyof Ledger]),
  });
}
