/** The language of the person's own screens, at each till from every log-in on. */

import * as z from "zod";

import { decideSetLanguage } from "../domain/commands/people/change-staff.ts";
import { type Locale, LOCALES } from "../domain/text/locale.ts";
import { defineAct } from "./act.ts";

interface Language {
  /** Null for the shop's. */
  readonly language: Locale | null;
}

export const language = defineAct({
  id: "language",
  on: "shop",
  right: null,
  input: () => z.object({ language: z.enum(LOCALES).nullable() }),
  decide: (context, _order, { language: own }: Language) =>
    decideSetLanguage(context, context.staff.number, own),
});
