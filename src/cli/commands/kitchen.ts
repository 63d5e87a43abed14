/** `till kitchen`: the screen of a station, or of the pass, on this terminal. */

import { openKitchen, readStations } from "../../app/kitchen/open-kitchen.ts";
import { cliWords } from "../../words/made/cli/all.ts";
import { type Console } from "../console.ts";
import { notFoundFault, usageFault } from "../fault.ts";
import { screenCode } from "../register-code.ts";
import { sentencesOf } from "../sentences-of.ts";
import { unlock } from "../unlock.ts";
import { storeDir, type StoreOptions } from "../with-till.ts";

const said = sentencesOf(cliWords);

export interface KitchenCommandOptions extends StoreOptions {
  readonly station?: string;
  readonly pass?: boolean;
  readonly plain?: boolean;
  readonly bell: boolean;
  readonly late: string;
  readonly veryLate: string;
}

/** A day: whoever waits longer than that is gone. */
const MINUTES_MAX = 1440;

export async function kitchen(options: KitchenCommandOptions, console: Console): Promise<number> {
  const { environment, supervisor } = console;
  const late = {
    lateMinutes: minutesOf("--late", options.late),
    veryLateMinutes: minutesOf("--very-late", options.veryLate),
  };
  if (late.veryLateMinutes < late.lateMinutes) {
    throw usageFault(said(({ screen }) => screen.lateOrder));
  }
  if (options.pass === true && options.station !== undefined) {
    throw usageFault(said(({ screen }) => screen.passOrStation));
  }
  const { plain = false, bell } = options;
  if (!environment.isTerminal && !plain) {
    throw usageFault(said(({ screen }) => screen.kitchenTerminal));
  }
  const dir = storeDir(options, console);
  const deps = await unlock(dir, options, console);
  const stations = await readStations(dir, deps);
  const station = options.pass === true ? undefined : chosen(stations, options.station);
  const isPlain = plain || environment.isDumb;
  const screen = { environment, deps, supervisor, station, isPlain, bell, late };
  const end = await openKitchen(dir, screen);
  return screenCode(end, console, {
    isOpen: said((words) => words.screen.kitchenOpen),
    stopped: (log) => said((words) => words.screen.kitchenStopped({ log })),
  });
}

type Station = Awaited<ReturnType<typeof readStations>>[number];

/** Finds a station by its id or its name; in a shop with one station, that one. */
function chosen(stations: ReadonlyArray<Station>, text: string | undefined): Station {
  const names = stations.map(({ name }) => name).join(", ");
  const wanted = text?.trim().toLowerCase();
  const fits = stations.filter(
    ({ id, name }) =>
      wanted === undefined || id.toLowerCase() === wanted || name.toLowerCase() === wanted,
  );
  const [station, ...others] = fits;
  if (stations.length === 0) {
    throw notFoundFault(said(({ screen }) => screen.noStations));
  }
  if (station === undefined) {
    throw notFoundFault(said(({ screen }) => screen.noStation({ text: text ?? "", names })));
  }
  if (others.length > 0) {
    throw usageFault(said(({ screen }) => screen.whichStation({ names })));
  }
  return station;
}

function minutesOf(option: string, text: string): number {
  const minutes = /^[0-9]{1,4}$/u.test(text) ? Number(text) : 0;
  if (minutes < 1 || minutes > MINUTES_MAX) {
    throw usageFault(said(({ screen }) => screen.noMinutes({ option, max: MINUTES_MAX, text })));
  }
  return minutes;
}
