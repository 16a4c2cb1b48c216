import { expect, test } from "vitest";

import type { ProviderName } from "@/lib/platform/channels/channel";
import { providerNamed } from "@/lib/platform/channels/providers";

import { needsProof, type RouteQuestion, routeOf } from "./routing";

interface Given {
  provider: ProviderName;
  channels?: ("sms" | "alimtalk" | "email")[];
  priority?: number;
  label?: string;
}

const account = ({ provider, channels, priority = 1, label }: Given) => ({
  provider: providerNamed(provider),
  channels: channels ?? [...providerNamed(provider).capabilities.channels],
  priority,
  label: label ?? provider,
});

const twilio = account({ provider: "twilio" });
const solapi = account({ provider: "solapi" });
const smtp = account({ provider: "smtp" });
const twilioFirst = account({ provider: "twilio", priority: 0 });
const solapiLater = account({ provider: "solapi", priority: 2 });
const onlyAlimtalk = account({ provider: "solapi", channels: ["alimtalk"] });

const text: RouteQuestion = {
  channel: "sms",
  country: "KR",
  messageClass: "transactional",
  body: "내일 뵐게요.",
  subject: "",
  picture: false,
  proofs: new Set(),
};
const ad = { messageClass: "advertising" } as const;
const proven = { proofs: new Set(["twilio"] as const) };
const bytes = (count: number) => "가".repeat(count / 2) + (count % 2 ? "a" : "");

type Row = [string, Partial<RouteQuestion>, ReturnType<typeof account>[], string];

/** What, the question's differences, the accounts, and the way: account and kind, or the objection. */
const rows: Row[] = [
  ["no account at all", {}, [], "NO_ACCOUNT"],
  ["a mail server sends no texts", {}, [smtp], "NO_ACCOUNT"],
  ["an account used for AlimTalk alone sends no texts", {}, [onlyAlimtalk], "NO_ACCOUNT"],
  ["a text to Korea through Twilio (row 26)", {}, [twilio], "twilio sms"],
  ["Solapi before Twilio for Korea", {}, [twilio, solapi], "solapi sms"],
  ["the owner's order decides", {}, [solapi, twilioFirst], "twilio sms"],
  ["the owner's order decides the other way", {}, [twilio, solapiLater], "twilio sms"],
  ["abroad only Twilio", { country: "US" }, [solapi, twilio], "twilio sms"],
  ["abroad nobody", { country: "US" }, [solapi], "COUNTRY_UNREACHED"],
  [
    "an advertisement to Korea through Solapi, Twilio being first (row 25)",
    ad,
    [twilioFirst, solapi],
    "solapi sms",
  ],
  ["with a proof Twilio may carry it too", { ...ad, ...proven }, [twilioFirst, solapi], "twilio sms"],
  ["without another way it is Twilio's, for the gate to block (row 25)", ad, [twilio], "twilio sms"],
  ["an advertisement abroad needs no proof", { ...ad, country: "US" }, [twilioFirst, solapi], "twilio sms"],
  ["90 bytes are a text (row 52)", { body: bytes(90) }, [solapi], "solapi sms"],
  ["91 bytes are a long one (row 52)", { body: bytes(91) }, [solapi], "solapi lms"],
  ["a subject makes it long", { subject: "안내" }, [solapi], "solapi lms"],
  ["Twilio cuts into segments instead", { body: bytes(91), subject: "안내" }, [twilio], "twilio sms"],
  ["a picture goes as MMS", { picture: true }, [twilioFirst, solapi], "solapi mms"],
  ["Twilio sends pictures to North America", { picture: true, country: "US" }, [twilio], "twilio mms"],
  ["and none to Korea", { picture: true }, [twilio], "NO_PICTURES"],
  ["AlimTalk", { channel: "alimtalk" }, [twilio, onlyAlimtalk], "solapi alimtalk"],
  ["AlimTalk abroad", { channel: "alimtalk", country: "US" }, [solapi], "COUNTRY_UNREACHED"],
  ["AlimTalk without an account for it", { channel: "alimtalk" }, [twilio, smtp], "NO_ACCOUNT"],
  [
    "a mail, wherever its reader is",
    { channel: "email", country: "US" },
    [twilio, solapi, smtp],
    "smtp email",
  ],
  ["an advertising mail needs no proof", { channel: "email", ...ad }, [smtp], "smtp email"],
];

test.each(rows)("%s", (_what, differences, accounts, way) => {
  const route = routeOf({ ...text, ...differences }, accounts);
  expect(route.objection ?? `${route.account?.label} ${route.kind}`).toBe(way);
});

test("of equal accounts the first given goes: the newest", () => {
  const [newer, older] = [
    account({ provider: "solapi", label: "new" }),
    account({ provider: "solapi", label: "old" }),
  ];
  expect(routeOf(text, [newer, older]).account?.label).toBe("new");
});

test("only advertising to Korea through Twilio needs a proof (row 25)", () => {
  const asked = { ...text, ...ad };
  expect(needsProof(twilio, asked)).toBe(true);
  for (const other of [
    { ...asked, ...proven },
    { ...asked, country: "US" },
    text,
    { ...asked, channel: "email" as const },
  ])
    expect(needsProof(twilio, other)).toBe(false);
  expect(needsProof(solapi, asked)).toBe(false);
});
