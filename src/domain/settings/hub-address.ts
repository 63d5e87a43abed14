/** Where head office takes the links of shops. Tills dial it; nobody dials a shop. */

import { err, ok, type Result } from "../base/result.ts";

export const HUB_ADDRESS_LENGTH_MAX = 260;
const ADDRESS = /^(?:\[[0-9a-f:.]{2,45}\]|[a-z0-9_](?:[a-z0-9_.-]{0,252})):[1-9][0-9]{0,4}$/u;

export function isHubAddress(text: string): boolean {
  return text === "" || ADDRESS.test(text);
}

/** Reads the setting as somebody types it: `none` for no head office. */
export function readHubAddress(text: string): Result<string, string> {
  const address = text.trim().toLowerCase();
  if (address === "none") return ok("");
  if (address !== "" && isHubAddress(address)) return ok(address);
  const said = text.slice(0, 60);
  return err(`"${said}" is no HOST:PORT, such as office.example:7800; none for no head office`);
}
