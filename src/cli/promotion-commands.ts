/** The words of `till promotion`. */

import { Option } from "commander";

import {
  type CommandDeps,
  type ShellCommand,
  withStaff,
  withStore,
  withVouching,
} from "./command-options.ts";
import { GOODS, SERVICES } from "./order-commands.ts";

const ID = "small letters and digits, such as three-for-two";
const FIELDS = "fields as promotion show names them, such as n=3";

export function addPromotionCommands(program: ShellCommand, { run }: CommandDeps): void {
  const promotion = program
    .command("promotion")
    .description("what is taken off goods that are bought together");
  withStore(promotion.command("list"))
    .description("the promotions that are offered now")
    .jsonAndExample("promotion list --json")
    .action(run(async () => (await import("./commands/promotion.ts")).listPromotions));
  withStore(promotion.command("show"))
    .description("one promotion with its fields")
    .argument("<id>", ID)
    .jsonAndExample("promotion show three")
    .action(run(async () => (await import("./commands/promotion.ts")).showPromotion));
  withStaff(withStore(promotion.command("try")))
    .description("what goods would cost now, and by which promotions; nothing is written")
    .argument("<goods...>", GOODS)
    .addOption(new Option("--service <how>", "how it is served").choices(SERVICES))
    .jsonAndExample('promotion try "3*croissant"')
    .action(run(async () => (await import("./commands/promotion-try.ts")).tryPromotions));
  withVouching(withStaff(withStore(promotion.command("add"))))
    .description("a new one, for all that is added to orders from then on")
    .argument("<id>", ID)
    .argument("<field=value...>", FIELDS)
    .jsonAndExample(
      "promotion add three kind=n-for-m n=3 m=2 goods=CROISSANT",
      "promotion add six kind=from n=6 rate=20% goods=@wine",
      "promotion add second kind=second rate=50% goods=CAKE days=mon-fri hours=17:00-18:00",
      'promotion add lunch kind=bundle price=9.50 "goods=@mains + @drinks" until=2026-12-31',
    )
    .action(run(async () => (await import("./commands/promotion.ts")).addPromotion));
  withVouching(withStaff(withStore(promotion.command("set"))))
    .description("other values for fields of one; an empty value takes a condition away")
    .argument("<id>", ID)
    .argument("<field=value...>", FIELDS)
    .jsonAndExample("promotion set three n=4 m=3")
    .action(run(async () => (await import("./commands/promotion.ts")).changePromotion));
  withVouching(withStaff(withStore(promotion.command("end"))))
    .description("it is offered no more; orders keep what they were offered")
    .argument("<id>", ID)
    .jsonAndExample("promotion end three")
    .action(run(async () => (await import("./commands/promotion.ts")).endThePromotion));
}
