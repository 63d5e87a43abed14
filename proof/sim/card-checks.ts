/**
 * Card money when all is healed: what the banks behind the terminals have done is what the shop's ledger says,
 * payment by payment, or a person is asked about just that. It is worked out from the terminals' own notes.
 */

import { listAttentionItems } from "../../src/app/attention/attention-items.ts";
import { deviceOf, type EventId } from "../../src/domain/identity.ts";
import { type LedgerView } from "../../src/domain/ledger-view.ts";
import { type TerminalFound } from "../../src/domain/state/terminal-state.ts";
import { paymentsAt, type PlacedPayment } from "../../src/domain/terminals/card-ledger.ts";
import { type Ledger } from "../../src/ledger/ledger.ts";
import { type SimCharge, type SimTerminal } from "./card-terminal.ts";
import { type Member } from "./checks.ts";
import { type World } from "./world.ts";

const NAMED_MAX = 3;
const PAYMENTS_MAX = 100_000;

export function checkCards(world: World, members: ReadonlyArray<Member>): void {
  const [first] = members;
  if (first === undefined || world.terminals.size === 0) return;
  const desk = first.process.open();
  if (desk === undefined) return;
  const items = listAttentionItems(desk, "en");
  const inQuestion = idsInQuestion(desk.till.ledger);
  const wrong = desk.till.ledger.read((view) =>
    [...world.terminals.values()].flatMap((terminal) =>
      wrongAtBank(terminal).concat(
        untold(view, world, { terminal, members }),
        wrongIn(view, terminal, { inQuestion, forgetful: world.kitchen.forgetful }),
      ),
    ),
  );
  const unasked = desk.till.ledger.read((view) => unaskedIn(view, world, items));
  for (const sentence of [...wrong, ...unasked, ...strangeCaptures(world)].slice(0, NAMED_MAX)) {
    world.problem(`by the books of ${first.box.name}, ${sentence}`);
  }
}

/** The bank's own books, which no ledger excuses. */
function wrongAtBank(terminal: SimTerminal): ReadonlyArray<string> {
  const asked = countsOf(terminal.starts());
  const charged = countsOf(terminal.charges().filter((one) => !one.isTakenBack));
  return [
    ...moreThanOnce(asked).map((payment) => `${terminal.id} was asked twice for ${payment}`),
    ...moreThanOnce(charged).map((payment) => `${terminal.id} has charged ${payment} twice`),
  ];
}

/**
 * A terminal was asked for what its till had not written: a till that is there still, and whose disk forgets nothing.
 */
function untold(
  view: LedgerView,
  { kitchen: { forgetful } }: World,
  {
    terminal,
    members,
  }: { readonly terminal: SimTerminal; readonly members: ReadonlyArray<Member> },
): ReadonlyArray<string> {
  const known = new Set(paymentsAt(view, terminal.id, PAYMENTS_MAX).map(({ id }) => id));
  const devices = new Set(members.map(({ process }) => process.ledger.identity.key.device));
  return terminal.starts().flatMap(({ payment }) => {
    if (payment === undefined) return [`${terminal.id} was asked for what nobody had written`];
    const device = deviceOf(payment);
    if (known.has(payment) || !devices.has(device) || forgetful.has(device)) return [];
    return [`${terminal.id} was asked for ${payment}, which is nowhere`];
  });
}

/**
 * Only the till that asked for it says by a terminal's word that it was taken; others by a person's. Source:
 * docs/rules/cards.md, C12.
 */
function strangeCaptures({ books }: World): ReadonlyArray<string> {
  return books.all().flatMap((act) =>
    act.events.flatMap((event) => {
      if (event.kind !== "payment/captured") return [];
      const { payment, card } = event.body;
      const isByWord = card === undefined || card.how === "person";
      const isOwn = deviceOf(event.id) === deviceOf(payment);
      return isByWord || isOwn ? [] : [`${payment} is captured by a till that did not start it`];
    }),
  );
}

function countsOf(
  all: ReadonlyArray<{ readonly payment: EventId | undefined }>,
): ReadonlyMap<EventId | undefined, number> {
  return all.reduce(
    (counts, { payment }) => counts.set(payment, (counts.get(payment) ?? 0) + 1),
    new Map<EventId | undefined, number>(),
  );
}

function moreThanOnce(counts: ReadonlyMap<EventId | undefined, number>): ReadonlyArray<EventId> {
  return [...counts].flatMap(([payment, count]) =>
    payment === undefined || count === 1 ? [] : [payment],
  );
}

/** Returns the events that count for nothing until somebody has said what becomes of their chain. */
function idsInQuestion(ledger: Pick<Ledger, "quarantined">): ReadonlySet<EventId> {
  const events = ledger
    .quarantined()
    .flatMap(({ transactions }) => transactions.flatMap((transaction) => transaction.events));
  return new Set(events.flatMap(({ known }) => known?.id ?? []));
}

interface Unknowable {
  readonly inQuestion: ReadonlySet<EventId>;
  readonly forgetful: World["kitchen"]["forgetful"];
}

function wrongIn(
  view: LedgerView,
  terminal: SimTerminal,
  { inQuestion, forgetful }: Unknowable,
): ReadonlyArray<string> {
  const payments = paymentsAt(view, terminal.id, PAYMENTS_MAX);
  const known = new Map(payments.map((payment) => [payment.id, payment]));
  const { found, taken } = view.state("terminal", terminal.id);
  const beginning = { payments, isTaken: taken.length > 0, forgetful };

  // What a chain in question took is asked about with that chain.
  const standing = terminal
    .charges()
    .filter(({ isTakenBack, payment }) => !isTakenBack && !(payment && inQuestion.has(payment)));
  const charged = new Set(standing.map(({ payment }) => payment));
  return [
    ...standing.flatMap((charge) => {
      const payment = charge.payment && known.get(charge.payment);
      if (payment === undefined && isBeforeAllKnown(charge, beginning)) return [];
      const wrong =
        payment === undefined ? wrongUnknown(charge, found) : wrongKnown(charge, payment);
      return wrong === undefined ? [] : [`${chargeText(charge)} ${wrong}`];
    }),
    ...payments.flatMap(({ id, state }) =>
      state === "captured" && !charged.has(id)
        ? [`${id} is taken at ${terminal.id}, which took nothing for it`]
        : [],
    ),
    ...payments.flatMap(({ id, state }) =>
      state === "open" ? [`${id} is still open at ${terminal.id}`] : [],
    ),
  ];
}

function chargeText({ terminal, type, amount, receipt, payment }: SimCharge): string {
  return `the ${type} of ${amount} at ${terminal}, receipt ${receipt}, for ${payment ?? "nobody"}`;
}

/** No till that is still there knows the payment: its charge has to be named as found. */
function wrongUnknown(
  { receipt }: SimCharge,
  found: ReadonlyArray<TerminalFound>,
): string | undefined {
  const isFound = found.some(({ from, last }) => isBetween(receipt, from, last.ref.receipt));
  return isFound ? undefined : "is known to nobody, and not found";
}

interface Beginning {
  readonly payments: ReadonlyArray<PlacedPayment>;
  readonly isTaken: boolean;
  readonly forgetful: World["kitchen"]["forgetful"];
}

/**
 * A till's own new terminal has worked before: one whose disk has forgotten its first payments there takes their
 * receipts for older ones, and nobody is left who can know better.
 */
function isBeforeAllKnown(
  { receipt, payment }: SimCharge,
  { payments, isTaken, forgetful }: Beginning,
): boolean {
  if (payment === undefined || isTaken || !forgetful.has(deviceOf(payment))) return false;
  return payments.every(({ started }) => {
    const { after } = started.terminal;
    return after !== null && isBetween(after.receipt, receipt - 1, receipt + HALF_ROUND);
  });
}

const RECEIPTS = 9999;
/** Of two numbers that are less than this apart it is known which was first. */
const HALF_ROUND = 4999;

/** Whether a number is after one and not after the other; they come round. */
function isBetween(receipt: number, from: number, to: number): boolean {
  const [ahead, span] = [receipt - from, to - from].map((by) => (by + RECEIPTS) % RECEIPTS);
  return (ahead ?? 0) > 0 && (ahead ?? 0) <= (span ?? 0);
}

function wrongKnown(
  { amount, type }: SimCharge,
  { state, payment }: PlacedPayment,
): string | undefined {
  if (state === "unknown") return undefined;
  if (state !== "captured") return `is forgotten: it is ${state}`;
  const taken = Math.abs((payment.captured ?? payment.refunded)?.tendered ?? 0);
  if (type === "release") return undefined;
  return taken === amount ? undefined : `is in the books as ${taken}`;
}

/** A payment of which nobody can tell is an item. */
function unaskedIn(
  view: LedgerView,
  { terminals }: World,
  items: ReturnType<typeof listAttentionItems>,
): ReadonlyArray<string> {
  const asked = new Set(
    items.flatMap(({ subject }) =>
      subject.type === "order" && subject.fact.type === "payment/unknown"
        ? subject.fact.subject
        : [],
    ),
  );
  const payments = [...terminals.keys()].flatMap((id) => paymentsAt(view, id, PAYMENTS_MAX));
  return payments.flatMap(({ id, state }) => {
    return state === "unknown" && !asked.has(id) ? [`nobody is asked about the unknown ${id}`] : [];
  });
}
