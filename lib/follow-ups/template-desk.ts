import { fieldVariablesOf } from "@/lib/customers/fields/variables";
import { definitionsOf } from "@/lib/definitions/definitions";
import type { ReviewState } from "@/lib/messages/alimtalk/schema";
import type { MailSender } from "@/lib/messages/composing";
import type { CountingAccount } from "@/lib/messages/counting";
import type { MessageClass } from "@/lib/messages/message-class";
import { activeAccounts } from "@/lib/messages/provider-accounts";
import { templateBody } from "@/lib/messages/schema";
import { fill } from "@/lib/messages/template";
import type { ChannelName, ProviderName } from "@/lib/platform/channels/channel";
import { providerNamed } from "@/lib/platform/channels/providers";
import { inTransaction, type TenantScope, type Tx } from "@/lib/platform/tenancy";

import { followUpsOf } from "./active-follow-ups";
import { businessOf } from "./business";
import { inventedPeople } from "./invented-people";
import { type Moment, moments, type Place, placeOf, type WordingKind, wordingKinds } from "./moments";
import { type PreviewPerson, peopleToPreview } from "./preview-people";
import { sampleValues } from "./sample-values";
import { libraryKeys } from "./starter";
import { effectiveClass, everyWord } from "./template-class";
import { labelsOf, type Template, type TemplateVersion, templateOf, versionsOf } from "./templates";

/** A follow-up that sends a text. */
export interface Use {
  key: string;
  title: string;
  active: boolean;
}

export interface TemplateLine extends Place {
  key: string;
  title: string;
  channel: ChannelName;
  messageClass: MessageClass;
  /** With sample values, in the language of whoever looks. */
  text: string;
  usedBy: Use[];
}

export interface TemplateList {
  lines: TemplateLine[];
  /** Texts of the starter that this business does not have yet. */
  missing: number;
}

/** Every text, in the order in which a customer would meet them; narrowed by words, moment or sort of course. */
export async function templateList(
  tenant: TenantScope,
  wanted: { search?: string | undefined; moment?: Moment | undefined; kind?: WordingKind | undefined },
): Promise<TemplateList> {
  return inTransaction(tenant, async (tx) => {
    const definitions = await definitionsOf(tx, "template");
    const uses = await usesOf(tx);
    const sample = sampleValues(tx.locale, await businessOf(tx));
    const keys = new Set(definitions.map(({ key }) => key));
    const lines = definitions.flatMap(({ key, title, body: stored }) => {
      const body = templateBody.parse(stored);
      const place = placeOf(key);
      if (wanted.moment && place.moment !== wanted.moment) return [];
      if (wanted.kind && place.kind !== wanted.kind) return [];
      if (!says(`${title}\n${everyWord(body)}`, wanted.search)) return [];
      return {
        ...place,
        key,
        title,
        channel: body.channel,
        messageClass: effectiveClass(body),
        text: fill(body.texts[tx.locale] || body.texts.ko, { ...sample, ...body.fallbacks }).text,
        usedBy: uses.get(key) ?? [],
      };
    });
    return {
      lines: lines.toSorted((one, other) => orderOf(one) - orderOf(other)),
      missing: libraryKeys.filter((key) => !keys.has(key)).length,
    };
  });
}

const orderOf = ({ moment, kind }: Place) => moments.indexOf(moment) * 100 + wordingKinds.indexOf(kind);

const says = (text: string, search: string | undefined) =>
  !search || text.normalize("NFC").toLowerCase().includes(search.normalize("NFC").trim().toLowerCase());

async function usesOf(tx: Tx): Promise<Map<string, Use[]>> {
  const uses = new Map<string, Use[]>();
  for (const { key, title, active, body } of await followUpsOf(tx))
    for (const { template } of body.steps)
      uses.set(template, [...(uses.get(template) ?? []), { key, title, active }]);
  return uses;
}

/** An account as the editor counts with it; `own` tells a business's account from a provider shown for its list prices. */
export interface EditorAccount extends CountingAccount {
  provider: CountingAccount["provider"] & { name: ProviderName };
  own: boolean;
}

/** A Kakao template connected with a text (settings/texting does that), as it was last listed. */
export interface KakaoTemplateLine {
  id: string;
  providerId: string;
  content: string;
  state: ReviewState;
  rejectedReason: string | null;
}

export interface TemplateEditorData extends Place {
  template: Template;
  messageClass: MessageClass;
  senderName: string;
  freeNumber: boolean;
  usedBy: Use[];
  versions: TemplateVersion[];
  /** Other texts for the same moment, to take words from. */
  alike: { key: string; title: string; texts: { ko: string; en: string } }[];
  people: PreviewPerson[];
  /** The blanks that the business's own fields give. */
  ownVariables: string[];
  accounts: EditorAccount[];
  proofs: ProviderName[];
  kakao: KakaoTemplateLine[];
  mailSender: MailSender;
  /** Planned and not handed over yet. */
  planned: number;
}

/** Everything the editor of one text shows. */
export async function templateEditor(tenant: TenantScope, key: string): Promise<TemplateEditorData> {
  const read = await inTransaction(tenant, async (tx) => {
    const template = await templateOf(tx, key);
    const place = placeOf(key);
    const { offered } = await fieldVariablesOf(tx);
    const business = await businessOf(tx);
    return {
      ...place,
      ...(await labelsOf(tx)),
      template,
      messageClass: effectiveClass(template.body),
      usedBy: (await usesOf(tx)).get(key) ?? [],
      versions: await versionsOf(tx, template.definitionId),
      alike: place.moment === "other" ? [] : await alikeOf(tx, key, place.moment),
      invented: inventedPeople(business, offered),
      ownVariables: offered,
      accounts: await countedAccounts(tx),
      proofs: await proofsOf(tx),
      kakao: await kakaoOf(tx, key),
      mailSender: await mailSenderOf(tx, business.senderName),
      planned: await tx.db.message.count({
        where: {
          templateVersion: { definitionId: template.definitionId },
          state: { in: ["planned", "held"] },
        },
      }),
    };
  });
  const { invented, ...rest } = read;
  const real = await peopleToPreview(tenant, {
    versionId: read.template.versionId,
    followUps: read.usedBy.map((one) => one.key),
  });
  return { ...rest, people: [...real, ...invented] };
}

async function alikeOf(tx: Tx, key: string, moment: Moment): Promise<TemplateEditorData["alike"]> {
  return (await definitionsOf(tx, "template"))
    .filter((one) => one.key !== key && placeOf(one.key).moment === moment)
    .map((one) => ({ key: one.key, title: one.title, texts: templateBody.parse(one.body).texts }));
}

/** Where a business has no account for texts yet, two providers are shown at their list prices. */
async function countedAccounts(tx: Tx): Promise<EditorAccount[]> {
  const own = (await activeAccounts(tx)).map(({ provider, channels, priority, prices }) => ({
    provider: { name: provider.name, capabilities: provider.capabilities },
    channels,
    priority,
    prices,
    own: true,
  }));
  const shown = (["solapi", "twilio"] as const)
    .filter((name) => !own.some((one) => one.provider.name === name))
    .map((name) => ({
      provider: { name, capabilities: providerNamed(name).capabilities },
      channels: ["sms"] as const,
      priority: 9,
      prices: {},
      own: false,
    }));
  return [...own, ...shown];
}

async function proofsOf(tx: Tx): Promise<ProviderName[]> {
  const proofs = await tx.db.advertisingProof.findMany({
    where: { validFrom: { lte: tx.now }, OR: [{ validUntil: null }, { validUntil: { gt: tx.now } }] },
    select: { provider: true },
  });
  return proofs.map(({ provider }) => provider as ProviderName);
}

/** What stands under advertising mail. */
export async function mailSenderOf(tx: Tx, name: string): Promise<MailSender> {
  const settings = await tx.db.tenantSettings.findFirst({
    select: { address: true, phone: true, email: true },
  });
  return { name, ...(settings ?? { address: null, phone: null, email: null }) };
}

async function kakaoOf(tx: Tx, key: string): Promise<KakaoTemplateLine[]> {
  const rows = await tx.db.alimtalkTemplate.findMany({
    where: { templateKey: key, account: { active: true } },
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    take: 20,
  });
  return rows.map(({ id, providerId, content, state, rejectedReason }) => ({
    id,
    providerId,
    content,
    state: state as ReviewState,
    rejectedReason,
  }));
}
