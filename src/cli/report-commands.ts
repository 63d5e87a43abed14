/** `till report …`: a command for each report. */

import { Option } from "commander";

import {
  BESIDE,
  type FilterName,
  REPORT_FILTERS,
  REPORT_NAMES,
  type ReportName,
  STEPS,
} from "../app/reports/report-filters.ts";
import { type CommandDeps, type ShellCommand, withStore } from "./command-options.ts";

const ABOUT: Readonly<Record<ReportName, string>> = {
  sales: "sales step by step, beside earlier days where you ask for it",
  hours: "sales by the hour of the day",
  products: "what was sold: by number and by money, the most first",
  categories: "sales by category, charges and taxes on top beside them",
  people: "who served what: goods, guests, and what a guest brought",
  tables: "sales by table",
  areas: "sales by area of the room",
  services: "sales by how they were served",
  tills: "sales by till",
  customers: "sales by customer",
  promotions: "what promotions and coupons took off, and how often",
  taxes: "taxes as receipts recorded them",
  tenders: "what was paid by which tender, with tips and refunds",
  tips: "tips by whoever took them",
  discounts: "discounts and comps: who gave them, and why",
  voids: "what was taken off orders: by whom, and why",
  drawers: "drawers as they were closed, with what was missing or over",
  speed: "how soon stations were asked, and done",
  labour: "what work costs beside what was sold, where people have a rate",
};

const FILTER_WORDS: Readonly<Record<FilterName, string>> = {
  till: "of one till alone, by letter or name",
  area: "of one area of the room",
  service: "served so: counter, dine-in, takeaway, delivery",
  category: "goods of one category",
  product: "one product, by number or name",
  person: "goods that one person served, by number or name",
};

export function addReportCommands(program: ShellCommand, { run }: CommandDeps): void {
  const reports = program
    .command("report")
    .description("figures over days, for people and for other programs (docs/reports.md)");
  for (const report of REPORT_NAMES) {
    const command = withStore(reports.command(report))
      .description(ABOUT[report])
      .option("--day <day>", "today, or the first day, YYYY-MM-DD", "today")
      .option("--to <day>", "the last day, YYYY-MM-DD");
    if (report === "sales") {
      command
        .addOption(new Option("--by <step>", "a row for each").choices(STEPS).default("day"))
        .addOption(
          new Option("--beside <days>", "beside it: right before, or last year").choices(BESIDE),
        );
    } else if (report === "labour") {
      const steps = STEPS.filter((step) => step !== "hour");
      command.addOption(new Option("--by <step>", "a row for each").choices(steps).default("day"));
    } else {
      command
        .option("--top <rows>", "only the first so many")
        .option("--flop <rows>", "only the last so many, the least first");
    }
    for (const filter of REPORT_FILTERS[report]) {
      command.option(`--${filter} <name>`, FILTER_WORDS[filter]);
    }
    command
      .option("--staff <number>", "who looks (else TILL_STAFF): cash and labour take reports")
      .option("--pin-file <file>", "file with the PIN (else TILL_PIN, else a prompt)")
      .option("--csv", "as a table for spreadsheets")
      .option("--html", "as a page with a chart, for a browser or a mail")
      .option("--print", "on the printer for receipts")
      .jsonAndExample(`report ${report} --day 2026-11-16 --to 2026-11-22`)
      .action(run(async () => (await import("./commands/report.ts")).tellReport, report));
  }
}
