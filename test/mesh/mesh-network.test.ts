/** Links, discovery and the address book together, in processes on a real network. Size: whole, waiting. */

import { beforeAll, beforeEach, expect, test } from "vitest";

import { eventually } from "../support/discovery-box.ts";
import { foundLinkShop, type LinkBox, type LinkShop } from "../support/link-shop.ts";
import { startMesh, untilLinked, untilLost } from "../support/mesh-box.ts";
import { createNetwork, type TestNetwork, whyNoNetwork } from "../support/network.ts";

const HOSTS = ["10.76.0.1", "10.76.0.2", "10.76.0.3"];
let shop: LinkShop;
let links: ReadonlyArray<LinkBox>;

beforeAll(async () => {
  shop = await foundLinkShop("kade");
  links = await Promise.all(["ants", "bees", "cats"].map((name) => shop.certify(name)));
});

beforeEach((ctx) => {
  const reason = whyNoNetwork();
  if (reason !== undefined) ctx.skip(reason);
});

test("three tills find and link each other, lose one, and have it back", async () => {
  const tills = startMesh(shop, membersOn(createNetwork("10.76.255.254")));
  await untilLinked(tills);

  const [a, b, c] = tills as [(typeof tills)[0], (typeof tills)[0], (typeof tills)[0]];
  c.box.pullCable();
  await untilLinked([a, b]);
  await eventually(() => (c.connected().length === 0 ? true : undefined));

  c.box.plugIn();
  await untilLinked(tills);
  expect(c.losses()).toBeGreaterThanOrEqual(2);
});

test.each(["smaller", "larger"])(
  "a pair is back after the one with the %s id has moved",
  async (which) => {
    const [smaller, larger] = startMesh(
      shop,
      membersOn(createNetwork("10.76.255.254")).slice(0, 2),
    );
    if (smaller === undefined || larger === undefined) throw new Error("no pair");
    await untilLinked([smaller, larger]);
    const moving = which === "smaller" ? smaller : larger;

    for (const address of ["10.76.0.77", "10.76.0.78"]) {
      const losses = moving.losses();
      moving.box.setAddress(address);
      await untilLost(moving, losses);
      await untilLinked([smaller, larger]);
    }
    expect(moving.losses()).toBeGreaterThanOrEqual(2);
  },
);

test("without multicast one address typed in on two boxes links all three", async () => {
  const members = membersOn(createNetwork("10.76.255.254"));
  for (const { box } of members) {
    box.run("nft", "add table inet filtered");
    box.run("nft", "add chain inet filtered in { type filter hook input priority 0 ; }");
    box.run("nft", "add rule inet filtered in udp dport 5353 drop");
  }

  const typing = members.map(({ box, link }, index) => {
    return { box, link, typedIn: index === 0 ? [] : [`${HOSTS[0] ?? ""}:7777`] };
  });
  const tills = startMesh(shop, typing);

  await untilLinked(tills);
  expect(tills.map(({ connected }) => connected().length)).toEqual([2, 2, 2]);
});

test("200 ms of delay and a fifth of the packets lost keep nobody apart", async () => {
  const network = createNetwork("10.76.255.254");
  const members = membersOn(network);
  const [a, b] = members.map(({ box }) => box);
  if (a === undefined || b === undefined) throw new Error("no pair");
  await network.delay({ from: a, to: b, port: 7777, delayMs: 200 });
  await network.delay({ from: b, to: a, port: 7777, delayMs: 200 });
  for (const { box } of members) box.lose(20);

  const tills = startMesh(shop, members);
  await untilLinked(tills);
  expect(tills.map(({ connected }) => connected().length)).toEqual([2, 2, 2]);
});

function membersOn(network: TestNetwork) {
  return links.map((link, index) => ({
    box: network.addBox("abc"[index] ?? "", HOSTS[index] ?? ""),
    link,
  }));
}
