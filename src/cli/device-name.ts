/** The name of a new till, as an option gives it. */

import { cliBoxWords } from "../words/made/cliBox/all.ts";
import { usageFault } from "./fault.ts";
import { sentencesOf } from "./sentences-of.ts";

const said = sentencesOf(cliBoxWords);

export const DEVICE_NAME_MAX = 40;

export function deviceNameFrom(text: string, option: string): string {
  const name = text.trim();
  if (name !== "" && name.length <= DEVICE_NAME_MAX) return name;
  throw usageFault(said(({ options }) => options.deviceName({ option, max: DEVICE_NAME_MAX })));
}
