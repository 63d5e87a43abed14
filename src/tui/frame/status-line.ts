import { cutTo, drawable, spread, textWidth } from "../cell-text.ts";
import { type KeptField } from "../status-fields.ts";
import { type ScreenFacts } from "./frame.ts";

const SEPARATOR = " | ";

export interface StatusFields {
  /** What is wrong: it comes first, and in red where there is colour. */
  readonly troubles?: ReadonlyArray<string>;
  /** From left to right; the last ones are left out when there is no room. */
  readonly fields: ReadonlyArray<string>;
  /** The first of the fields, where it has its room whatever is wrong; empty for none. */
  readonly held?: string;
  /** One of the fields that is never left out: it gives way to a shorter form. */
  readonly kept?: KeptField | undefined;
}

/** Less of a trouble says nothing; beside a count of the others its name and a little more are enough. */
const PART_MIN = 20;
const COUNTED_PART_MIN = 15;
const NONE: ReadonlyArray<string> = [];

/** What is wrong, who is here, how the shop is, and the time at the end. */
export function statusLine(
  { troubles = NONE, fields, held = "", kept }: StatusFields,
  { style, columns, time }: ScreenFacts,
): string {
  const room = columns - time.length - 3;
  const wrong = withLastCut(
    troubles.map((field) => drawable(field, style.ascii)),
    { room, held: drawable(held, style.ascii), kept: kept?.short ?? "" },
  );
  const drawn = [...wrong, ...fields.map((field) => drawable(field, style.ascii))];
  const left = fitFields(drawn, room, kept);
  const whole = spread(` ${left}`, `${time} `, columns);
  const head = ` ${firstThatStand(wrong, left)} `;
  // One that is longer than the screen was cut.
  const told =
    head.trim() !== "" && whole.startsWith(head)
      ? style.error(head) + whole.slice(head.length)
      : whole;
  return style.reverse(told);
}

/**
 * The one that has no room any more, as much of it as says whose it is; those that are not seen at all
 * are counted behind it. Beside what must stand there only those that leave room for it.
 */
function withLastCut(
  troubles: ReadonlyArray<string>,
  {
    room: all,
    held,
    kept,
  }: { readonly room: number; readonly held: string; readonly kept: string },
): ReadonlyArray<string> {
  const room = all - fieldRoom(held) - fieldRoom(kept);
  const shown = asManyAsCut(troubles, { room, partMin: PART_MIN });
  if (shown.length >= troubles.length) return held === "" && troubles.length < 2 ? troubles : shown;
  const beside = room - fieldRoom(`+${troubles.length}`);
  const fewer = asManyAsCut(troubles, { room: beside, partMin: COUNTED_PART_MIN });
  return [...fewer, `+${troubles.length - fewer.length}`];
}

function asManyAsCut(
  troubles: ReadonlyArray<string>,
  { room, partMin }: { readonly room: number; readonly partMin: number },
): ReadonlyArray<string> {
  const fitting = firstThatFit(troubles, room);
  const next = troubles[fitting.length];
  const rest = room - textWidth(fitting.join(SEPARATOR)) - SEPARATOR.length;
  if (next !== undefined && rest >= partMin) return [...fitting, cutTo(next, rest).trimEnd()];
  return fitting.map((field) => cutTo(field, room));
}

/** What a field takes beside others; nothing for none. */
function fieldRoom(field: string): number {
  return field === "" ? 0 : textWidth(SEPARATOR + field);
}

/** So many of the first fields as the line begins with. */
function firstThatStand(fields: ReadonlyArray<string>, line: string): string {
  let shown = "";
  for (const at of fields.keys()) {
    const longer = fields.slice(0, at + 1).join(SEPARATOR);
    if (line === longer || line.startsWith(longer + SEPARATOR)) shown = longer;
  }
  return shown;
}

/** As many as have room; the first one always, and the kept one in one of its forms. */
export function fitFields(
  fields: ReadonlyArray<string>,
  room: number,
  kept: KeptField | undefined,
): string {
  const shown = firstThatFit(fields, room);
  if (kept === undefined || shown.includes(kept.full)) return shown.join(SEPARATOR);
  const rest = room - textWidth(`${SEPARATOR}${kept.short}`);
  const others = firstThatFit(fields, rest).join(SEPARATOR);
  return [cutTo(others, rest), kept.short].join(SEPARATOR);
}

function firstThatFit(fields: ReadonlyArray<string>, room: number): ReadonlyArray<string> {
  let shown: ReadonlyArray<string> = [];
  for (const field of fields) {
    const longer = [...shown, field];
    if (shown.length > 0 && textWidth(longer.join(SEPARATOR)) > room) break;
    shown = longer;
  }
  return shown;
}
