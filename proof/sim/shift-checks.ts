/**
 * The time clock of a shop that is whole again: every till has the same shifts, and they are what was clocked, by
 * pen and paper; no minute of a break counts twice, the work is the presence less unpaid breaks, and what
 * contradicts is asked about, once.
 */

import { listAttentionItems } from "../../src/app/attention/attention-items.ts";
import { workedHours } from "../../src/app/people/shifts.ts";
import { type KnownEvent } from "../../src/domain/events/kinds.ts";
import { type BusinessDay, type EventId, streamName } from "../../src/domain/identity.ts";
import { readTimeCard, type WorkedShift } from "../../src/domain/people/time-card.ts";
import { countingActs, type Member } from "./checks.ts";
import { isOf } from "./drawer-books.ts";
import { type BookedPerson, bookedShifts, type BookedShift } from "./shift-books.ts";
import { type OpenDesk, type World } from "./world.ts";

const NAMED_MAX = 3;

export function checkShifts(world: World, members: ReadonlyArray<Member>): void {
  const [first] = members;
  if (first === undefined) return;
  const events = countingActs(world, first.process.ledger).flatMap((act) => act.events);
  const people = bookedShifts(events);
  const days = [...new Set(events.filter(isClocking).map(({ act }) => act.day))];
  const wrong = members.flatMap((member) => {
    const desk = member.process.open();
    const said = desk === undefined ? [] : wrongAt(desk, { people, days, events });
    const all = said.concat(difference(first, member, days));
    return all.map((what) => `${member.box.name}: ${what}`);
  });
  for (const sentence of wrong.slice(0, NAMED_MAX)) world.problem(sentence);
}

interface Clocked {
  readonly people: ReadonlyArray<BookedPerson>;
  /** The days on which somebody clocked in or out. */
  readonly days: ReadonlyArray<BusinessDay>;
  readonly events: ReadonlyArray<KnownEvent>;
}

function isClocking({ kind }: KnownEvent): boolean {
  return kind === "shift/clocked-in" || kind === "shift/left";
}

function difference(
  first: Member,
  member: Member,
  days: ReadonlyArray<BusinessDay>,
): ReadonlyArray<string> {
  const [one, other] = [first, member].map(({ process }) =>
    process.ledger.read((view) =>
      JSON.stringify(days.map((day) => readTimeCard(view, { from: day, to: day }))),
    ),
  );
  return one === other ? [] : [`has other shifts than ${first.box.name}`];
}

function wrongAt(desk: OpenDesk, { people, days, events }: Clocked): ReadonlyArray<string> {
  const { till } = desk;
  const cards = till.ledger.read((view) =>
    days.map((day) => readTimeCard(view, { from: day, to: day })),
  );
  const shifts = cards.flatMap((card) => card.shifts);
  const strays = cards.flatMap((card) => card.strays);
  const sure = people.filter(({ isCertain }) => isCertain);
  const wrong = sure.flatMap((person) => {
    const own = shifts.filter(({ staff }) => staff === person.staff);
    const alone = strays.filter(({ staff }) => staff === person.staff).map(({ at }) => at.id);
    const booked = person.strays.map(({ id }) => id);
    return differingShifts(own, person)
      .concat(compare(`clockings out of ${person.staff} that end no shift`, alone, booked))
      .concat(differingHours(desk, person));
  });
  return [
    ...shifts.flatMap(unevenMinutes),
    ...wrong,
    ...wrongItems(desk, { people: sure, events }),
  ];
}

/** Whether clocks went back or not: nobody works longer than they are there, and what is no break is work. */
function unevenMinutes({ id, minutes }: WorkedShift): ReadonlyArray<string> {
  if (minutes === undefined) return [];
  const { presence, work, unpaidBreaks } = minutes;
  const isEven = work === presence - unpaidBreaks && 0 <= unpaidBreaks && unpaidBreaks <= presence;
  return isEven ? [] : [`shift ${id} has ${JSON.stringify(minutes)}, which does not add up`];
}

function differingShifts(
  shifts: ReadonlyArray<WorkedShift>,
  { staff, shifts: booked }: BookedPerson,
): ReadonlyArray<string> {
  const said = shifts.map(({ id, in: begin, out, minutes }) =>
    textOf({
      id,
      inMs: begin.wallMs,
      outMs: out?.wallMs ?? null,
      minutes: minutes && {
        presence: minutes.presence,
        paidBreaks: minutes.paidBreaks,
        unpaidBreaks: minutes.unpaidBreaks,
      },
    }),
  );
  return compare(`shifts of ${staff}`, said, booked.map(textOf));
}

function textOf({
  id,
  inMs,
  outMs,
  minutes,
}: Pick<BookedShift, "id" | "inMs" | "outMs" | "minutes">): string {
  return `${id} ${inMs} to ${outMs ?? "now"}, ${JSON.stringify(minutes)}`;
}

/** Compares what payroll reads with the book, day by day. */
function differingHours(
  { till }: OpenDesk,
  { staff, shifts }: BookedPerson,
): ReadonlyArray<string> {
  return [...Map.groupBy(shifts, ({ day }) => day)].flatMap(([day, own]) => {
    const [row] = workedHours(till, { from: day, to: day, by: "person", staff });
    const booked = own.reduce(
      (sum, { minutes }) => sum + (minutes?.presence ?? 0) - (minutes?.unpaidBreaks ?? 0),
      0,
    );
    const worked = row?.work ?? 0;
    if (worked === booked) return [];
    return [`${staff} has worked ${worked} minutes on ${day}, and by the books ${booked}`];
  });
}

function compare(
  what: string,
  said: ReadonlyArray<string>,
  booked: ReadonlyArray<string>,
): ReadonlyArray<string> {
  const [one, other] = [said.toSorted().join("; "), booked.toSorted().join("; ")];
  return one === other ? [] : [`the ${what} are ${one}, and by the books ${other}`];
}

/** Items about shifts of the last days: each contradiction has one, until somebody has settled it. */
function wrongItems(
  desk: OpenDesk,
  { people, events }: Pick<Clocked, "people" | "events">,
): ReadonlyArray<string> {
  const today = desk.till.days().now;
  const settled = new Set(
    events
      .filter(isOf("attention/resolved"))
      .map(({ streams: [home] }) => home && streamName(home)),
  );
  const asked = listAttentionItems(desk, "en").flatMap(({ subject }) =>
    subject.type === "shift" ? [subject.fact] : [],
  );

  function wrong(type: string, id: EventId, isDue: boolean): ReadonlyArray<string> {
    const count = asked.filter((fact) => fact.type === type && fact.subject === id).length;
    if (count === (isDue ? 1 : 0)) return [];
    if (isDue && count === 0 && settled.has(id)) return [];
    return [`asks ${count === 0 ? "nobody" : "somebody"} about ${type} of ${id}`];
  }

  return people.flatMap(({ shifts, strays }) => [
    ...shifts
      .filter(({ day }) => day <= today)
      .flatMap(({ id, isEndedTwice, isOverlapping }) =>
        wrong("shift/out-twice", id, isEndedTwice).concat(
          wrong("shift/overlap", id, isOverlapping),
        ),
      ),
    ...strays.flatMap(({ id, day }) => wrong("shift/out-alone", id, day < today)),
  ]);
}
