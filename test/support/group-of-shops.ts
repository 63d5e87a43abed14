/** A group of shops in process: a model, and shops with a till and head office, whose ledgers tests hand on. */

import { type Later } from "../../hub/groups/later.ts";
import { marksIn, sourceOf } from "../../hub/groups/model-marks.ts";
import { modelTextsOf } from "../../hub/groups/people-texts.ts";
import {
  changesIn,
  modelEntries,
  type Publication,
  publishIn,
  type ShopChanges,
} from "../../hub/groups/publication.ts";
import { createSeededRandom } from "../../proof/sim/dice.ts";
import { catalogueDrafts } from "../../src/app/founding/shop-drafts.ts";
import { openText } from "../../src/app/till/sealed-text.ts";
import { decideCentral } from "../../src/domain/commands/office/answer-central.ts";
import { type Draft } from "../../src/domain/events/kinds.ts";
import { type SealedText } from "../../src/domain/events/people-events.ts";
import { type BusinessDay, toStreamId } from "../../src/domain/identity.ts";
import { mayHaveSecrets } from "../../src/domain/membership/admission.ts";
import {
  type CentralQuestion,
  centralQuestions,
  officesIn,
} from "../../src/domain/office/central-questions.ts";
import { priceOn } from "../../src/domain/prices/price-plans.ts";
import { fieldValue } from "../../src/domain/state/entry-state.ts";
import { openWriteIds } from "../../src/domain/state/register.ts";
import {
  act,
  cafe,
  createShop,
  synchronise,
  type TestShop,
  type TestTill,
  TODAY,
  valueOf,
} from "./shop.ts";

export interface TestGroup extends Disposable {
  readonly model: TestTill;
  readonly shop: TestShop;
  readonly till: TestTill;
  readonly office: TestTill;
  /** The office's clock, and what else it publishes by. */
  readonly deps: () => Parameters<typeof publishIn>[2];
  readonly changes: (how?: How) => ShopChanges;
  /** Publishes, and hands the batch on to the till. */
  readonly publish: (how?: How) => ShopChanges;
  /** Publishes what the office has heard by then; nobody hears of it yet. */
  readonly publishAlone: () => ShopChanges;
}

export interface How {
  readonly free?: ReadonlyArray<string>;
  readonly insists?: boolean;
  readonly later?: ReadonlyArray<Later>;
  readonly due?: Later;
}

const NO_GOODS = { taxClasses: [], categories: [], stations: [], modifierGroups: [], products: [] };

/**
 * The model has the café's goods, or just some of its products; the shop has none unless they are founded alike.
 */
export function groupOfOne(isAlike = false, skus?: ReadonlyArray<string>): TestGroup {
  const models = createShop("model");
  const shop = createShop("north");
  const parts = cafe();
  const few = parts.products.filter(({ sku }) => skus?.includes(sku) === true);
  const goods =
    skus === undefined ? catalogueDrafts(parts) : catalogueDrafts({ ...NO_GOODS, products: few });
  if (goods.length > 0) models.a.write(...goods);
  if (isAlike) shop.a.write(...goods);
  const office = shop.join("H", ["hub"]);
  const random = createSeededRandom("group");

  function publication({ free = [], insists = false, later = [], due }: How): Publication {
    const model = due?.entries ?? modelEntries(models.a.ledger());
    const texts = modelTextsOf(models.a.ledger(), model);
    const source = sourceOf(models.a.ledger(), office.ledger().read(marksIn));
    const what = { model, texts, source, free: new Set(free), insists, later };
    return { ...what, ...(due === undefined ? {} : { due }) };
  }

  function deps() {
    return { clock: office.clock, random, offsetMinutes: () => 60 };
  }

  return {
    model: models.a,
    shop,
    till: shop.a,
    office,
    deps,
    changes: (how = {}) => changesIn(office.ledger(), publication(how), deps()),
    publishAlone: () => publishIn(office.ledger(), publication({}), deps()),
    publish: (how = {}) => {
      const published = publishIn(office.ledger(), publication(how), deps());
      handOn(office, shop.a);
      return published;
    },
    [Symbol.dispose]: () => {
      models[Symbol.dispose]();
      shop[Symbol.dispose]();
    },
  };
}

/** All that one has heard, with the values of its secrets unless it is told to an office. */
export function handOn(from: TestTill, to: TestTill): void {
  synchronise(from, to);
  const { secrets, admission } = to.ledger();
  const self = admission().get(to.device);
  if (self === undefined || !mayHaveSecrets(self)) return;
  for (const row of from.ledger().secrets.rows()) secrets.receive(row);
}

/** One field of a product, written as somebody there does who knows what stands in it. */
export function setProduct(
  till: TestTill,
  sku: string,
  set: Readonly<Record<string, unknown>>,
): void {
  const entry = till.ledger().read((view) => view.state("cat", `product/${sku}`));
  const over = Object.fromEntries(
    Object.keys(set).flatMap((field) => {
      const writes = openWriteIds(entry.fields[field]);
      return writes.length === 0 ? [] : [[field, writes]];
    }),
  );
  const streams = [toStreamId("cat", `product/${sku}`)];
  const event: unknown = { kind: "product/set", streams, body: { set, over } };
  till.write(event as Draft);
}

/** What the shop's people are asked. */
export function questionsAt(
  till: TestTill,
  day: BusinessDay = TODAY,
): ReadonlyArray<CentralQuestion> {
  const ledger = till.ledger();
  const offices = officesIn(ledger.admission().values());
  const textOf = textsAt(till);
  return ledger.read((view) => centralQuestions(view, { offices, day, textOf }));
}

/** A person there takes what head office says, or keeps what the shop does. */
export function answer(
  till: TestTill,
  question: CentralQuestion | undefined,
  takes: boolean,
): void {
  answerOn(till, question, { takes });
}

/** The same on a business day that is not the till's. */
export function answerOn(
  till: TestTill,
  question: CentralQuestion | undefined,
  { takes, day }: { readonly takes: boolean; readonly day?: BusinessDay },
): void {
  if (question === undefined) throw new Error("Nobody was asked.");
  const offices = officesIn(till.ledger().admission().values());
  const textOf = textsAt(till);
  const said = { question, takes, offices, textOf };
  valueOf(act(till, (context) => decideCentral(context, said), day === undefined ? {} : { day }));
}

function textsAt(till: TestTill): (sealed: SealedText) => string | undefined {
  return (sealed) => openText(sealed, till.ledger().secrets);
}

export function productField(till: TestTill, sku: string, field: string): unknown {
  if (field === "price") return priceAt(till, sku, TODAY);
  return till.ledger().read((view) => fieldValue(view.state("cat", `product/${sku}`), field));
}

export function priceAt(till: TestTill, sku: string, day: BusinessDay): unknown {
  return till.ledger().read((view) => priceOn(view.state("cat", `product/${sku}`), day));
}
