import { createHash } from "node:crypto";

import type { Prisma } from "@/lib/platform/database/generated/client";
import { recordForCustomers } from "@/lib/platform/events";
import { dateOfDay } from "@/lib/platform/formats/calendar-day";
import { lastFour } from "@/lib/platform/formats/phone-format";
import { newId } from "@/lib/platform/ids";
import { Refusal } from "@/lib/platform/refusal";
import type { Tx } from "@/lib/platform/tenancy";
import { instantOf } from "@/lib/platform/zoned-time";

import { claimConsents } from "../consents";
import { fieldsOf, fieldValueRows, putFieldValues } from "../fields/fields";
import type { FieldValue } from "../fields/schema";
import { joinShop, makePrimaryShop, makeShop } from "../shops";
import { tagNamed } from "../tags/tags";
import type { Additions, Difference, RowPlan } from "./plan";
import type { ImportedPerson } from "./read-row";

/** What a row wrote, so that it can be taken back and nothing else with it. */
export interface Written {
  created: boolean;
  customerId: string;
  /** Values that were replaced, by field; `after` is what was written. */
  values: { field: Difference["field"]; before: FieldValue | null; after: FieldValue }[];
  points: string[];
  tags: string[];
  notes: string[];
  shop: string | null;
}

/** Gathers what new customers need and writes it together; who is known is changed one by one. */
export class Writer {
  private readonly customers: Prisma.CustomerCreateManyInput[] = [];
  private readonly points: Prisma.ContactPointCreateManyInput[] = [];
  private readonly shops: Prisma.ShopCreateManyInput[] = [];
  private readonly memberships: Prisma.CustomerShopCreateManyInput[] = [];
  private readonly notes: Prisma.CustomerNoteCreateManyInput[] = [];
  private readonly tagged: Prisma.CustomerTagCreateManyInput[] = [];
  private readonly values: Prisma.CustomerFieldValueCreateManyInput[] = [];
  private readonly claims: { customerId: string; given: boolean }[] = [];
  private readonly updated = new Set<string>();
  private readonly tagIds = new Map<string, string | null>();

  private constructor(
    private readonly tx: Tx,
    private readonly file: string,
    private readonly zone: string,
    private readonly fields: Awaited<ReturnType<typeof fieldsOf>>,
  ) {}

  static async begin(tx: Tx, file: string): Promise<Writer> {
    const { zone } = await tx.db.tenant.findFirstOrThrow({ select: { zone: true } });
    return new Writer(tx, file, zone, await fieldsOf(tx));
  }

  async write(person: ImportedPerson, plan: RowPlan, shared: boolean): Promise<Written | null> {
    if (plan.verdict === "create") return this.create(person, plan.additions.consent, shared);
    if (plan.verdict !== "update" || !plan.customerId) return null;
    // A row may change somebody whom a row of the same portion made.
    await this.flush();
    return this.update(plan.customerId, plan.changes, plan.additions);
  }

  private async create(person: ImportedPerson, consent: boolean | null, shared: boolean): Promise<Written> {
    const { tenantId, now } = this.tx;
    const id = newId();
    const base = { tenantId, customerId: id };
    const { name, title, shop, trade, source } = person;
    this.customers.push({
      tenantId,
      id,
      name,
      title,
      shop,
      trade,
      source,
      road: person.address,
      birthday: person.birthday ? dateOfDay(person.birthday) : null,
      createdAt: this.since(person.registered),
    });
    for (const [place, { e164, canReceiveTexts }] of person.phones.entries())
      this.points.push({
        ...base,
        id: newId(),
        channel: "phone",
        address: e164,
        lastFour: lastFour(e164),
        recognised: !shared,
        primary: place === 0,
        canReceiveTexts,
        createdAt: now,
      });
    for (const [place, address] of person.emails.entries())
      this.points.push({
        ...base,
        id: newId(),
        channel: "email",
        address,
        recognised: !shared,
        primary: place === 0,
        canReceiveTexts: false,
        createdAt: now,
      });
    if (shop) {
      const shopId = newId();
      this.shops.push({ tenantId, id: shopId, name: shop, trade, createdAt: now });
      this.memberships.push({ ...base, shopId, primary: true, since: now });
    }
    if (person.note) this.noteOf(id, person.note);
    for (const tag of person.tags) await this.tag(id, tag, [], []);
    this.values.push(...fieldValueRows(this.tx, id, this.valuesOf(person.own)));
    if (consent !== null) this.claims.push({ customerId: id, given: consent });
    return { created: true, customerId: id, values: [], points: [], tags: [], notes: [], shop: null };
  }

  /** Midnight of the day on which the file says they became a customer, never later than now. */
  private since(day: string | null): Date {
    const { now } = this.tx;
    if (!day) return now;
    const began = instantOf({ date: day, time: "00:00", zone: this.zone });
    return new Date(Math.min(began.getTime(), now.getTime()));
  }

  private valuesOf(own: Record<string, FieldValue>) {
    return this.fields.flatMap((field) => {
      const value = own[field.id];
      return value === undefined ? [] : [{ field, value }];
    });
  }

  /** Null where the customer has the tag, or where there are too many tags already: then its words become a note. */
  private async tag(
    customerId: string,
    name: string,
    has: readonly string[],
    notes: string[],
  ): Promise<string | null> {
    const { tenantId, now, actor } = this.tx;
    const id = await this.tagId(name);
    if (id === null) notes.push(this.noteOf(customerId, name));
    if (id === null || has.includes(id)) return null;
    if (this.tagged.some((one) => one.customerId === customerId && one.tagId === id)) return null;
    this.tagged.push({ tenantId, customerId, tagId: id, taggedAt: now, taggedBy: actor.id });
    return id;
  }

  /** A note of the file's words; answers its id. */
  private noteOf(customerId: string, text: string): string {
    const { tenantId, now } = this.tx;
    const id = newId();
    this.notes.push({ tenantId, id, customerId, text, createdAt: now });
    return id;
  }

  private async tagId(name: string): Promise<string | null> {
    const known = this.tagIds.get(name);
    if (known !== undefined) return known;
    const id = await tagNamed(this.tx, name).then(
      (tag) => tag.id,
      (error: unknown) => {
        if (error instanceof Refusal && error.kind === "limit") return null;
        throw error;
      },
    );
    this.tagIds.set(name, id);
    return id;
  }

  private async update(id: string, changes: readonly Difference[], additions: Additions): Promise<Written> {
    const { tx } = this;
    const { db, tenantId, now } = tx;
    const written: Written = {
      created: false,
      customerId: id,
      values: [],
      points: [],
      tags: [],
      notes: [],
      shop: null,
    };
    for (const { field, ours, theirs } of changes) {
      written.values.push({ field, before: ours, after: theirs });
      if (field === "shop") written.shop = await this.shopOf(id, String(theirs), ours !== null);
    }
    await db.customer.updateMany({
      where: { id },
      data: { ...columnsOf(changes), version: { increment: 1 } },
    });
    const own = changes.flatMap(({ field, theirs }) => {
      const definition = this.fields.find((one) => `field-${one.id}` === field);
      return definition ? [{ field: definition, value: theirs }] : [];
    });
    await putFieldValues(tx, id, own);
    const has = await db.contactPoint.groupBy({ by: ["channel"], where: { customerId: id }, _count: true });
    const first = (channel: string) => !has.some((one) => one.channel === channel);
    const points = [
      ...additions.phones.map(({ e164, canReceiveTexts }) => ({
        channel: "phone",
        address: e164,
        canReceiveTexts,
      })),
      ...additions.emails.map((address) => ({ channel: "email", address, canReceiveTexts: false })),
    ];
    for (const { channel, address, canReceiveTexts } of points) {
      const pointId = newId();
      written.points.push(pointId);
      await db.contactPoint.createMany({
        data: [
          {
            tenantId,
            id: pointId,
            customerId: id,
            channel,
            address,
            lastFour: channel === "phone" ? lastFour(address) : null,
            recognised:
              (await db.contactPoint.count({ where: { channel, address, recognised: true } })) === 0,
            primary: first(channel) && points.find((one) => one.channel === channel)?.address === address,
            canReceiveTexts,
            createdAt: now,
          },
        ],
      });
    }
    const tagged = await db.customerTag.findMany({ where: { customerId: id }, select: { tagId: true } });
    const tags = tagged.map(({ tagId }) => tagId);
    for (const name of additions.tags) {
      const tagId = await this.tag(id, name, tags, written.notes);
      if (tagId) written.tags.push(tagId);
    }
    if (additions.note) written.notes.push(this.noteOf(id, additions.note));
    if (additions.consent !== null) this.claims.push({ customerId: id, given: additions.consent });
    this.updated.add(id);
    await this.flush();
    return written;
  }

  private async shopOf(customerId: string, name: string, had: boolean): Promise<string> {
    const shopId = await makeShop(this.tx, { name });
    await joinShop(this.tx, customerId, shopId);
    if (had) await makePrimaryShop(this.tx, customerId, shopId);
    return shopId;
  }

  /** Writes what was gathered. Called before anything that must meet it. */
  private async flush(): Promise<void> {
    const { db } = this.tx;
    const emptied = <Row>(rows: Row[]): Row[] => rows.splice(0, rows.length);
    const created = emptied(this.customers);
    if (created.length > 0) await db.customer.createMany({ data: created });
    if (this.points.length > 0) await db.contactPoint.createMany({ data: emptied(this.points) });
    if (this.shops.length > 0) await db.shop.createMany({ data: emptied(this.shops) });
    if (this.memberships.length > 0) await db.customerShop.createMany({ data: emptied(this.memberships) });
    if (this.notes.length > 0) await db.customerNote.createMany({ data: emptied(this.notes) });
    if (this.tagged.length > 0) await db.customerTag.createMany({ data: emptied(this.tagged) });
    if (this.values.length > 0) await db.customerFieldValue.createMany({ data: emptied(this.values) });
    this.made.push(...created.map(({ id }) => id));
  }

  private readonly made: string[] = [];

  async end(importId: string): Promise<void> {
    await this.flush();
    await claimConsents(this.tx, this.claims, {
      source: "import",
      sourcePage: this.file,
      // What the file said is not known word for word: its name stands for it.
      textVersion: "claimed",
      textHash: createHash("sha256").update(this.file).digest("hex"),
      locale: this.tx.locale,
    });
    const ids = [...this.made, ...[...this.updated].filter((id) => !this.made.includes(id))];
    await recordForCustomers(this.tx, "customer.imported", ids, { import: importId, name: this.file });
  }
}

/** The customer's own columns among the values; shops and own fields have tables of their own. */
function columnsOf(changes: readonly Difference[]): Prisma.CustomerUpdateManyMutationInput {
  const columns: Record<string, FieldValue | Date> = {};
  for (const { field, theirs } of changes)
    if (field === "birthday") columns[field] = dateOfDay(String(theirs));
    else if (field === "address") columns["road"] = theirs;
    else if (field !== "shop" && !field.startsWith("field-")) columns[field] = theirs;
  return columns;
}
