/** Two tills of the café, and a card terminal on a port that either may drive. */

import { onTestFinished } from "vitest";

import { type SimulatedTerminal } from "../../proof/terminal/zvt-terminal.ts";
import {
  type CardDesk,
  type CardEnd,
  createCardDesk,
  type RunningCard,
} from "../../src/app/cards/card-desk.ts";
import { listCards, type ListedCard } from "../../src/app/cards/card-list.ts";
import { changeTerminal } from "../../src/app/cards/terminal-changes.ts";
import { type MeshView } from "../../src/app/membership/mesh-view.ts";
import { type OpenTill } from "../../src/app/open-till.ts";
import { systemClock } from "../../src/app/system/clock.ts";
import { pause } from "../../src/domain/base/pause.ts";
import { type TerminalFields } from "../../src/domain/commands/cards/change-terminals.ts";
import { type BusinessDay, type EventId } from "../../src/domain/identity.ts";
import { unsettledAt } from "../../src/domain/terminals/settlements.ts";
import { enrolBar } from "./cafe-bar.ts";
import { type Cafe, CAFE_DAY, MIA } from "./cafe.ts";
import { sellGoods } from "./sell-goods.ts";
import { servedTerminal } from "./served-terminal.ts";
import { synchroniseLedgers, valueOf } from "./shop.ts";

const RAVI = { number: "4", name: "Ravi" };

/** A till with a card desk that hears what a test lets it hear. */
export interface CardTill {
  readonly open: OpenTill;
  /** The process dies and another one is there: what was under way is let go. */
  readonly restart: () => Promise<void>;
  readonly cards: () => CardDesk;
  /** What it sees of the other tills; nothing at first. */
  readonly sees: (view: (() => MeshView | undefined) | undefined) => void;
}

export interface CardTills extends TwoTills {
  readonly terminal: SimulatedTerminal;
  readonly charges: () => ReadonlyArray<number>;
}

export interface TwoTills {
  readonly cafe: Cafe;
  readonly a: CardTill;
  readonly b: CardTill;
  /** What either knows the other one knows. */
  readonly meet: () => void;
  /** Asks the terminal for the 2.60 of a new order, or of the one named. */
  readonly pay: (till: CardTill, order?: EventId) => PaidOrder;
  readonly endOf: (card: RunningCard) => Promise<CardEnd>;
  /** Lets time pass until the promise is settled. */
  readonly until: <Value>(promise: Promise<Value>) => Promise<Value>;
  /** So much time passes at both tills. */
  readonly pass: (ms: number) => Promise<void>;
}

export interface PaidOrder {
  readonly order: EventId;
  readonly card: RunningCard;
}

/** The terminal charges till A, which hears no more of it: nobody knows what became of the payment. */
export async function chargedUnknown({
  terminal,
  a,
  pay,
  endOf,
}: CardTills): Promise<{ readonly order: EventId; readonly payment: EventId }> {
  const before = terminal.books().length;
  terminal.set(["drop-before-result", "keeps"]);
  const { card } = pay(a);
  while (terminal.books().length === before) await pause(systemClock, 1);
  terminal.set(["no-memory"]);
  await endOf(card);
  terminal.set([]);
  const open = a.open.till.ledger.read((view) => unsettledAt(view, "main")).at(-1);
  if (open === undefined) throw new Error("Somebody knows.");
  return { order: open.order, payment: open.id };
}

/** Till A has the terminal; both are apart until they meet. */
export async function cardTills(cafe: Cafe, said: TerminalFields = {}): Promise<CardTills> {
  const { terminal, port, close } = await servedTerminal();
  onTestFinished(close);
  const at = { host: "127.0.0.1", port, settleSeconds: 0, ...said };
  return {
    ...(await twoTills(cafe, { said: at })),
    terminal,
    charges: () =>
      terminal.books().flatMap(({ amount, isReversed }) => (isReversed ? [] : [amount])),
  };
}

/** Does the same with a terminal that somebody else serves. */
export async function twoTills(
  cafe: Cafe,
  wish: Pick<Parameters<typeof changeTerminal>[2], "said" | "passphrase">,
): Promise<TwoTills> {
  const open = cafe.open();
  const barOpen = await enrolBar(cafe, open.till);
  valueOf(changeTerminal(open.till, RAVI, { id: "main", isNew: true, ...wish }));
  const [a, b] = [cardTill(open), cardTill(barOpen)];

  function meet(): void {
    synchroniseLedgers(open.till.ledger, barOpen.till.ledger);
    synchroniseLedgers(barOpen.till.ledger, open.till.ledger);
    for (const row of open.till.ledger.secrets.rows()) barOpen.till.ledger.secrets.receive(row);
  }

  async function until<Value>(promise: Promise<Value>): Promise<Value> {
    const done = promise.then((value) => ({ value }));
    for (;;) {
      const over = await Promise.race([done, pause(systemClock, 1)]);
      if (over !== undefined) return over.value;
      cafe.clock.advance(STEP_MS);
    }
  }

  meet();
  return {
    cafe,
    a,
    b,
    meet,
    pay: (till, named) => {
      const order = named ?? sellGoods(till.open.till, ["croissant"]).order.id;
      const wish = { terminal: "main" };
      return { order, card: valueOf(till.cards().pay(MIA, { order, wish })) };
    },
    endOf: ({ done }) => until(done),
    until,
    pass: async (ms) => {
      for (let passedMs = 0; passedMs < ms; passedMs += STEP_MS) {
        await pause(systemClock, 1);
        cafe.clock.advance(STEP_MS);
      }
    },
  };
}

const STEP_MS = 10;

function cardTill(open: OpenTill): CardTill {
  let seen: (() => MeshView | undefined) | undefined;

  function begin(): CardDesk {
    return createCardDesk({
      ...open,
      steadyMs: open.clock.nowMs,
      hasDuties: () => true,
      mesh: () => Promise.resolve(seen?.()),
      onFault: (error) => {
        throw error;
      },
    });
  }

  let desk = begin();
  onTestFinished(() => desk.close());
  return {
    open,
    cards: () => desk,
    restart: async () => {
      await desk.close();
      desk = begin();
    },
    sees: (view) => {
      seen = view;
    },
  };
}

/** Returns the card payments of the café's day as that till knows them. */
export function cardsOf({ open }: CardTill): ReadonlyArray<ListedCard> {
  return listCards(open.till, CAFE_DAY as BusinessDay);
}

/** Returns the state of the payment as that till knows it; undefined where it knows none. */
export function stateAt(till: CardTill, payment: EventId | undefined): string | undefined {
  return cardsOf(till).find(({ id }) => id === payment)?.state;
}

/** Takes a terminal over as a person there who may. */
export function take(till: CardTill): ReturnType<CardDesk["take"]> {
  return till.cards().take(RAVI, "main");
}
