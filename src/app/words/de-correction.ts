/** Why how something was paid is not corrected, or a tip is asked about, in German. */

import { type CorrectionRefusals } from "./words-shape.ts";

export const deCorrection: CorrectionRefusals = {
  "correction/no-payment": () => "Hier ist keine Zahlung zu berichtigen: es wurde nichts kassiert.",
  "correction/reason-needed": () =>
    "Bitte sagen, warum berichtigt wird: der Grund wird festgehalten.",
  "correction/which": () => "Bezahlt wurde auf mehrere Arten: mit --from sagen, welche falsch ist.",
  "correction/not-taken": () =>
    "Berichtigt wird nur, was kassiert wurde: Rückgaben und Umtausch bleiben.",
  "correction/in-z": () =>
    "Das Z mit dieser Zahlung ist abgeschlossen: zurückgeben und neu verkaufen.",
  "correction/other-day": () =>
    "An einem anderen Geschäftstag bezahlt: Ware zurücknehmen, neu verkaufen.",
  "correction/same": () => "So ist es schon gebucht: nichts wurde geändert.",
  "correction/too-much": ({ left }, { money }) =>
    left === 0
      ? "Davon ist nichts mehr so gebucht, oder es ging zurück: nichts wurde geändert."
      : `Höchstens ${money(left)} sind zu berichtigen: der Rest kam anders oder ging zurück.`,
  "correction/only-whole": () => "Fremde Währung wird ganz berichtigt: den Betrag weglassen.",
  "tip/unusual": ({ tip, due }, { money }) =>
    `Trinkgeld ${money(tip)} zu ${money(due)}? Wenn es stimmt: F9 an der Kasse, --yes als Befehl.`,
  "payment/final": () =>
    "Davor wurde kassiert: `till order correct`, wenn es anders kam; sonst stornieren, dann zahlen.",
};
