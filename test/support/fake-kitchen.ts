/** A kitchen in memory: tickets come, are bumped and recalled, and nothing is written down. */

import { err, ok } from "../../src/domain/base/result.ts";
import { type TicketPart } from "../../src/domain/commands/kitchen/mark-ticket.ts";
import { type TicketLine } from "../../src/domain/events/ticket-events.ts";
import { type EventId } from "../../src/domain/identity.ts";
import { allDay, kitchenCards, partsOf } from "../../src/domain/kitchen/kitchen-cards.ts";
import { type Locale } from "../../src/domain/text/locale.ts";
import {
  type BoardCard,
  type DoneCard,
  type KitchenPort,
} from "../../src/tui/kitchen/kitchen-port.ts";
import { type ToldTicket, toldLine, toldTicket } from "./kitchen-tickets.ts";
import { idOf } from "./told.ts";

export interface FakeKitchen extends KitchenPort {
  /** A ticket of these goods; answers its name. */
  readonly come: (
    number: string,
    lines: ReadonlyArray<Partial<Omit<TicketLine, "quantity">> & { readonly quantity?: number }>,
    facts?: { readonly wallMs?: number; readonly table?: string; readonly tableBefore?: string },
  ) => EventId;
  /** As another screen does it. */
  readonly bumpElsewhere: (ticket: EventId) => void;
  readonly kept: () => ReadonlyArray<readonly [string, number]>;
}

export function createFakeKitchen({
  locale = "en",
  numbers = [],
  isPass = false,
}: {
  readonly locale?: Locale;
  readonly numbers?: ReadonlyArray<readonly [string, number]>;
  readonly isPass?: boolean;
} = {}): FakeKitchen {
  const listeners = new Set<() => void>();
  let told: ReadonlyArray<ToldTicket> = [];
  let done: ReadonlyArray<DoneCard & { readonly ticket: EventId }> = [];
  let kept: ReadonlyArray<readonly [string, number]> = numbers;

  function change(next: ReadonlyArray<ToldTicket>): void {
    told = next;
    for (const listener of listeners) listener();
  }

  function mark(parts: ReadonlyArray<TicketPart>, isDone: boolean): void {
    change(
      told.map((ticket) => {
        const lines = parts.filter((part) => part.ticket === ticket.id).flatMap((it) => it.lines);
        const others = (ticket.done ?? []).filter((line) => !lines.includes(line));
        return Object.assign({}, ticket, { done: isDone ? [...others, ...lines] : others });
      }),
    );
  }

  function cards(): ReadonlyArray<BoardCard> {
    return kitchenCards(told.map(toldTicket)).map((card) =>
      Object.assign(
        {
          server: "Anna",
          guestNote: "",
          notesBefore: [],
          isReady: false,
          sections: [{ station: undefined, lines: card.lines }],
          parts: partsOf(card),
        },
        card,
      ),
    );
  }

  function bump(card: BoardCard): ReturnType<KitchenPort["bump"]> {
    if (!cards().some(({ id }) => id === card.id)) return err("said");
    const goods = card.sections.flatMap(({ lines }) => lines.map(({ name }) => name)).join(", ");
    const row = { number: card.number, table: card.table, goods, time: "14:32" };
    done = [{ ...row, parts: card.parts, ticket: card.id as EventId }, ...done];
    mark(card.parts, true);
    return ok(undefined);
  }

  return {
    shop: { name: "Café Kade", device: "Kitchen", training: false, locale },
    station: isPass ? undefined : { id: "grill", name: "Grill" },
    board: () => ({
      cards: cards(),
      past: 0,
      allDay: allDay(kitchenCards(told.map(toldTicket))),
    }),
    done: () => done,
    bump,
    finish: (parts) => {
      mark(parts, true);
      return ok(undefined);
    },
    recall: (parts) => {
      done = done.filter(({ ticket }) => !parts.some((part) => part.ticket === ticket));
      mark(parts, false);
      return ok(undefined);
    },
    numbers: () => kept,
    keepNumbers: (next) => {
      kept = next;
    },
    troubles: () => [],
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    come: (number, lines, { wallMs = 0, table = "", tableBefore } = {}) => {
      const id = idOf("A", 100 + told.length);
      const own = tableBefore === undefined ? { table } : { table, tableBefore };
      const head = { number, service: "dine-in", ...own, name: "", covers: 0 } as const;
      const goods = lines.map((line, at) =>
        toldLine(["A", 1000 + told.length * 50 + at], {
          birth: idOf("B", 1 + told.length),
          ...line,
        }),
      );
      change([...told, { id, lines: goods, wallMs, facts: { head } }]);
      return id;
    },
    bumpElsewhere: (ticket) => {
      const card = cards().find(({ id }) => id === ticket);
      if (card !== undefined) mark(card.parts, true);
    },
    kept: () => kept,
  };
}
