/**
 * Known bugs, put around the ledger and the node of every till: the simulator has to notice each of them
 * within a few seeds. What it doesn't notice here it would not notice elsewhere. `order-mutations.test.ts` has those in
 * how a till sees an order.
 *
 * Size: proof.
 */

import { describe, expect, test } from "vitest";

import { type Ledger } from "../../../src/ledger/ledger.ts";
import { createMeshNode, type MeshNode } from "../../../src/mesh/gossip/node.ts";
import { type MeshLedger } from "../../../src/mesh/gossip/ports.ts";
import { type Bug, changed, firstNoticed } from "./planted-bugs.ts";

const BUGS: ReadonlyArray<Bug> = [
  {
    name: "a sale is acknowledged, and never committed",
    // In the first one it breaks the run off before anything is compared.
    firstSeed: 2,
    wrap: { ledger: (ledger) => changed(ledger, { commit: sometimes(9, forgetting(ledger)) }) },
    troubles: [],
    noticed: /lack what|died/u,
  },
  {
    name: "a crash takes back what was committed last",
    wrap: { ledger: losingItsEnd },
    troubles: ["crashes", "network"],
    noticed: /lack what|other one should be|begin/u,
  },
  {
    name: "a number is given twice",
    firstSeed: 7,
    wrap: { ledger: (ledger) => changed(ledger, { commit: countingWrong(ledger) }) },
    troubles: [],
    noticed: /another one should be/u,
  },
  {
    name: "one till counts a sum twice",
    wrap: { ledger: addingToSums },
    troubles: [],
    noticed: /differ|by the books|nobody was told/u,
  },
  {
    name: "it believes that it holds what it was told of",
    wrap: { meshLedger: (ledger) => ({ ...ledger, holds: () => true }) },
    noticed: /never came to/u,
  },
  {
    name: "of what somebody lacks only the newest is told",
    wrap: {
      meshLedger: (ledger) => ({
        ...ledger,
        missing: (origins, known) =>
          [...toIterable(ledger.missing(origins, known))].slice(-1).values(),
      }),
    },
    noticed: /never came to/u,
  },
  {
    name: "of two voices only the longer one is told",
    firstSeed: 13,
    wrap: {
      meshLedger: (ledger) => ({
        ...ledger,
        ends: () => longest(ledger.ends()),
        endsOf: (origin) => longest(ledger.endsOf(origin)),
      }),
    },
    troubles: ["disks", "network"],
    wish: { troublesPerHour: 600 },
    noticed: /never came to/u,
  },
  {
    name: "packed history is never told",
    firstSeed: 6,
    wrap: {
      meshLedger: (ledger) => ({
        ...ledger,
        missing: (origins, known) =>
          [...toIterable(ledger.missing(origins, known))].filter((it) => !it.isPacked).values(),
      }),
    },
    noticed: /never came to/u,
  },
  {
    name: "an event from the future is refused",
    firstSeed: 5,
    wrap: {
      meshLedger: (ledger) => {
        let count = 0;
        return {
          ...ledger,
          receive: (pieces) => {
            count += 1;
            const isFuture = pieces.some((bytes) => Buffer.from(bytes).includes('"wall":408'));
            return isFuture && count > 0
              ? pieces.map(() => ({ type: "unacceptable", reason: "from the future" }))
              : ledger.receive(pieces);
          },
        };
      },
    },
    troubles: ["clocks"],
    wish: { troublesPerHour: 600 },
    noticed: /never came to/u,
  },
  {
    name: "what a newer build says is refused",
    wrap: {
      meshLedger: (ledger) => ({
        ...ledger,
        receive: (pieces) =>
          /steamed|imagined|"v":99/u.test(Buffer.concat(pieces).toString("latin1"))
            ? pieces.map(() => ({ type: "unacceptable", reason: "unknown" }))
            : ledger.receive(pieces),
      }),
    },
    troubles: ["versions"],
    wish: { troublesPerHour: 600 },
    noticed: /never came to/u,
  },
  {
    name: "a revocation is ignored on links",
    wrap: {
      meshLedger: (ledger) => ({
        ...ledger,
        isActive: () => true,
        memberOf: (linkKey) => {
          const member = ledger.memberOf(linkKey);
          return member && { ...member, isActive: true };
        },
      }),
    },
    troubles: ["revocations", "network"],
    wish: { troublesPerHour: 600, tills: 4 },
    noticed: /shut out/u,
  },
  {
    name: "a shut out till isn't told so",
    wrap: {
      meshLedger: (ledger) => ({
        ...ledger,
        secrets: { ...ledger.secrets, row: () => undefined, seconded: () => undefined },
      }),
    },
    troubles: ["revocations", "network"],
    wish: { troublesPerHour: 600, tills: 4 },
    noticed: /shut out|never came to/u,
  },
  {
    name: "secrets of others are thrown away",
    firstSeed: 6,
    wrap: {
      meshLedger: (ledger) => ({
        ...ledger,
        secrets: { ...ledger.secrets, receive: () => true },
      }),
    },
    noticed: /never came to/u,
  },
  {
    name: "a till that was lost once is let in no more",
    wrap: { createNode: holdingGrudges },
    troubles: ["network", "crashes"],
    noticed: /never came to/u,
  },
  {
    name: "vectors are never told",
    wrap: { createNode: (deps) => createMeshNode(withOut(deps, (type) => type !== "heads")) },
    noticed: /never came to/u,
  },
  {
    name: "silence of the other side is no reason to hang up",
    firstSeed: 4,
    wrap: { createNode: (deps) => deafTo(createMeshNode(deps)) },
    troubles: ["network", "crashes"],
    noticed: /never came to|links, to/u,
  },
  {
    name: "what is known is told again and again",
    wrap: { createNode: repeatingItself },
    troubles: [],
    noticed: /with nothing to tell/u,
  },
  {
    name: "a start after a crash begins a new incarnation for nothing",
    wrap: {
      ledger: (ledger) => {
        if (ledger.heads().size > 0) ledger.lose("person");
        return ledger;
      },
    },
    wish: { manners: "silence" },
    noticed: /asks somebody/u,
  },
];

describe("the simulator notices", () => {
  test.each(BUGS)("$name", async (bug) => {
    expect(await firstNoticed(bug)).toMatch(bug.noticed);
  });
});

type Commit = Ledger["commit"];

function sometimes(
  every: number,
  otherwise: { readonly usual: Commit; readonly wrong: Commit },
): Commit {
  let count = 0;
  return (command) => {
    count += 1;
    return count % every === 0 ? otherwise.wrong(command) : otherwise.usual(command);
  };
}

/** Says what would have been committed. */
function forgetting(ledger: Ledger): { readonly usual: Commit; readonly wrong: Commit } {
  const back = new Error("taken back");
  return {
    usual: ledger.commit,
    wrong: (command) => {
      let result: ReturnType<Commit> | undefined;
      try {
        return ledger.commit({
          ...command,
          also: (committed) => {
            command.also?.(committed);
            result = { ok: true, value: committed };
            throw back;
          },
        });
      } catch (cause) {
        if (cause !== back || result === undefined) throw cause;
        return result as never;
      }
    },
  };
}

/** As a disk does that says that it has synced, and has not. */
function losingItsEnd(ledger: Ledger): Ledger {
  const { db } = ledger;
  const close = db.close.bind(db);
  const last = db.prepare("DELETE FROM tx WHERE arrival = (SELECT max(arrival) FROM tx)");
  db.close = () => {
    last.run();
    return close();
  };
  return ledger;
}

function countingWrong(ledger: Ledger): Commit {
  let count = 0;
  return (command) =>
    ledger.commit({
      ...command,
      decide: (context) => {
        const { view } = context;
        count += 1;
        const isWrong = count % 7 === 0;
        return command.decide({
          ...context,
          view: {
            ...view,
            sum: (key) =>
              isWrong && key.startsWith("series/") ? Math.max(0, view.sum(key) - 1) : view.sum(key),
          },
        });
      },
    });
}

function addingToSums(ledger: Ledger): Ledger {
  return changed(ledger, {
    flush: () => {
      ledger.flush();
      const { id } = ledger.store.generations.newest() ?? {};
      if (id === undefined) return;
      ledger.db.prepare(`UPDATE sums_${id} SET amount = amount + 1 WHERE key LIKE '%/sales'`).run();
    },
  });
}

function* toIterable<Item>(items: Iterator<Item>): Generator<Item> {
  for (let next = items.next(); next.done !== true; next = items.next()) yield next.value;
}

function longest(ends: ReturnType<MeshLedger["ends"]>): ReturnType<MeshLedger["ends"]> {
  return [...Map.groupBy(ends, ({ origin }) => origin).values()].flatMap((own) =>
    own.toSorted((a, b) => b.seq - a.seq).slice(0, 1),
  );
}

type NodeDeps = Parameters<typeof createMeshNode>[0];

function withOut(deps: NodeDeps, isSent: (type: string) => boolean): NodeDeps {
  const { out } = deps;
  return {
    ...deps,
    out: { ...out, send: (link, message) => !isSent(message.type) || out.send(link, message) },
  };
}

function holdingGrudges(deps: NodeDeps): MeshNode {
  const node = createMeshNode(deps);
  const keys = new Map<number, string>();
  const lost = new Set<string>();
  return {
    ...node,
    linkUp: (link, nowMs) => {
      if (lost.has(link.linkKey)) return deps.out.close(link.id, "was lost once");
      keys.set(link.id, link.linkKey);
      node.linkUp(link, nowMs);
    },
    linkDown: (link, nowMs) => {
      lost.add(keys.get(link) ?? "");
      node.linkDown(link, nowMs);
    },
  };
}

/** Each tick is taken for a word of everybody. */
function deafTo(node: MeshNode): MeshNode {
  const links = new Set<number>();
  return {
    ...node,
    linkUp: (link, nowMs) => {
      links.add(link.id);
      node.linkUp(link, nowMs);
    },
    tick: (now) => {
      for (const link of links) node.heard(link, [new Uint8Array([250])], now);
      node.tick(now);
    },
  };
}

function repeatingItself(deps: NodeDeps): MeshNode {
  const node = createMeshNode(deps);
  return {
    ...node,
    tick: (now) => {
      node.tick(now);
      for (const { link } of node.connections()) {
        deps.out.send(link, { type: "heads", ends: [...deps.ledger.ends()] });
      }
    },
  };
}
