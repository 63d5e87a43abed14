/** Where `till hub run --page` serves the page, and with which certificate. */

import { readNamedText } from "../../src/app/system/named-file.ts";
import { usageFault } from "../../src/cli/fault.ts";
import { quoted } from "../../src/cli/one-line.ts";
import { sentencesOf } from "../../src/cli/sentences-of.ts";
import { cliHubWords } from "../../src/words/made/cliHub/all.ts";
import { type PagePlace } from "../page/page-server.ts";

const said = sentencesOf(cliHubWords);

const USUAL_HOST = "127.0.0.1";
const USUAL_PORT = 7801;
const PORT_MAX = 65_535;
/** A name or an address alone, without scheme, port and path. */
const NAME = /^(?:[\w-]+(?:\.[\w-]+)*\.?|[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]+)$/u;

export interface PageOptions {
  /** True where it is said without a place. */
  readonly page?: string | true;
  readonly pageCert?: string;
  readonly pageKey?: string;
  readonly pageName?: ReadonlyArray<string>;
}

/** Returns undefined where no page is asked for. Without a certificate only this box may ask for it. */
export function pagePlaceOf({
  page,
  pageCert,
  pageKey,
  pageName: names,
}: PageOptions): PagePlace | undefined {
  const isWhole = (pageCert === undefined) === (pageKey === undefined);
  if (!isWhole || (page === undefined && pageCert !== undefined)) throw keysFault();
  const strange = names?.find((name) => !NAME.test(name));
  if (strange !== undefined || (page === undefined && names !== undefined)) {
    throw usageFault(said(({ run: words }) => words.pageName({ text: quoted(strange ?? "") })));
  }
  if (page === undefined) return undefined;
  const { host, port } = page === true ? { host: USUAL_HOST, port: USUAL_PORT } : placeOf(page);
  if (pageCert !== undefined && pageKey !== undefined) {
    return { host, port, names, tls: { cert: readPem(pageCert), key: readPem(pageKey) } };
  }
  if (!isOfThisBox(host)) throw usageFault(said(({ run: words }) => words.plainPage({ host })));
  return { host, port, names };
}

function placeOf(text: string): { readonly host: string; readonly port: number } {
  const {
    ipv6,
    name,
    digits = "",
  } = /^(?:(?:\[(?<ipv6>[0-9A-Fa-f:.]+)\]|(?<name>[\w.-]+)):)?(?<digits>\d{1,5})$/u.exec(text)
    ?.groups ?? {};
  const port = Number(digits);
  if (digits === "" || port > PORT_MAX) {
    throw usageFault(said(({ run: words }) => words.noPage({ text: quoted(text) })));
  }
  return { host: ipv6 ?? name ?? USUAL_HOST, port };
}

function isOfThisBox(host: string): boolean {
  return host === "localhost" || host === "::1" || /^127(?:\.\d{1,3}){3}$/u.test(host);
}

function readPem(file: string): string {
  try {
    return readNamedText(file);
  } catch {
    throw keysFault();
  }
}

function keysFault(): ReturnType<typeof usageFault> {
  return usageFault(said(({ run: words }) => words.pageKeys));
}
