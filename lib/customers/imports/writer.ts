import { createHash } from "node:crypto";

import type { Prisma } from "@/lib/platform/database/generated/client";
import { recordForCustomers } from "@/lib/platform/events";
import { dateOfDay, dayOf } from "@/lib/platform/formats/calendar-day";
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
import { insertRows, type Row } from "./insert-rows";
import { newPastEnrollment, type PastEnrollment, type PastRuns, recordPastEnrollments } from "./past-runs";
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
  /** Past enrollments; absent in what was written before there were any. */
  enrollments?: string[];
  shop: string | null;
}

const columns = {
  customer: ["id", "name", "title", "shop", "trade", "source", "road", "birthday", "created_at"],
  contactPoint: [
    "id",
    "customer_id",
    "channel",
    "address",
    "last_four",
    "recognised",
    "primary",
    "can_receive_texts",
    "created_at",
  ],
  shop: ["id", "name", "trade", "created_at"],
  customerShop: ["customer_id", "shop_id", "primary", "since"],
  note: ["id", "customer_id", "text", "created_at"],
  customerTag: ["customer_id", "tag_id", "tagged_at", "tagged_by"],
  fieldValue: ["customer_id", "field_id", "ordinal", "text", "number", "day"],
};

/** Gathers what new customers need and writes it together; who is known is changed one by one. */
export class Writer {
  private readonly customers: Row[] = [];
  private readonly points: Row[] = [];
  private readonly shops: Row[] = [];
  private readonly memberships: Row[] = [];
  private readonly notes: Row[] = [];
  private readonly tagged: Row[] = [];
  private readonly values: Row[] = [];
  /** Customer and tag of what is gathered in `tagged`. */
  private readonly pairs = new Set<string>();
  private readonly past: PastEnrollment[] = [];
  private readonly claims: { customerId: string; given: boolean }[] = [];
  private readonly updated = new Set<string>();
  private readonly tagIds = new Map<string, string | null>();

  private constructor(
    private readonly tx: Tx,
    private readonly file: string,
    private readonly zone: string,
    private readonly fields: Awaited<ReturnType<typeof fieldsOf>>,
    private readonly pastRuns: PastRuns,
  ) {}

  static async begin(tx: Tx, file: string, pastRuns: PastRuns): Promise<Writer> {
    const { zone } = await tx.db.tenant.findFirstOrThrow({ select: { zone: true } });
    return new Writer(tx, file, zone, await fieldsOf(tx), pastRuns);
  }

  async write(person: ImportedPerson, plan: RowPlan, shared: boolean): Promise<Written | null> {
    if (plan.verdict === "create") return this.create(person, plan.additions, shared);
    if (plan.verdict !== "update" || !plan.customerId) return null;
    // A row may change somebody whom a row of the same portion made.
    await this.flush();
    return this.update(plan.customerId, plan.changes, plan.additions);
  }

  private async create(
    person: ImportedPerson,
    { runs, consent }: Additions,
    shared: boolean,
  ): Promise<Written> {
    const { now } = this.tx;
    const id = newId();
    const { name, title, shop, trade, source } = person;
    this.customers.push({
      id,
      name,
      title,
      shop,
      trade,
      source,
      road: person.address,
      birthday: person.birthday,
      created_at: this.since(person.registered),
    });
    const point = { customer_id: id, recognised: !shared, created_at: now };
    for (const [place, { e164, canReceiveTexts }] of person.phones.entries())
      this.points.push({
        ...point,
        id: newId(),
        channel: "phone",
        address: e164,
        last_four: lastFour(e164),
        primary: place === 0,
        can_receive_texts: canReceiveTexts,
      });
    for (const [place, address] of person.emails.entries())
      this.points.push({
        ...point,
        id: newId(),
        channel: "email",
        address,
        primary: place === 0,
        can_receive_texts: false,
      });
    if (shop) {
      const shopId = newId();
      this.shops.push({ id: shopId, name: shop, trade, created_at: now });
      this.memberships.push({ customer_id: id, shop_id: shopId, primary: true, since: now });
    }
    if (person.note) this.noteOf(id, person.note);
    for (const tag of person.tags) await this.tag(id, tag, [], []);
    for (const row of fieldValueRows(this.tx, id, this.valuesOf(person.own)))
      this.values.push({
        customer_id: id,
        field_id: row.fieldId,
        ordinal: row.ordinal,
        ...("text" in row && { text: row.text }),
        ...("number" in row && { number: row.number }),
        ...("day" in row && { day: dayOf(row.day) }),
      });
    if (consent !== null) this.claims.push({ customerId: id, given: consent });
    const enrollments = this.enroll(id, runs);
    return {
      created: true,
      customerId: id,
      values: [],
      points: [],
      tags: [],
      notes: [],
      enrollments,
      shop: null,
    };
  }

  /** Notes the runs as taken; answers the ids of the past enrollments. */
  private enroll(customerId: string, runs: readonly string[]): string[] {
    const made = runs.map((run) => newPastEnrollment(customerId, run));
    this.past.push(...made);
    return made.map(({ id }) => id);
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
    const { now, actor } = this.tx;
    const id = await this.tagId(name);
    if (id === null) notes.push(this.noteOf(customerId, name));
    if (id === null || has.includes(id)) return null;
    const pair = `${customerId} ${id}`;
    if (this.pairs.has(pair)) return null;
    this.pairs.add(pair);
    this.tagged.push({ customer_id: customerId, tag_id: id, tagged_at: now, tagged_by: actor.id });
    return id;
  }

  /** A note of the file's words; answers its id. */
  private noteOf(customerId: string, text: string): string {
    const id = newId();
    this.notes.push({ id, customer_id: customerId, text, created_at: this.tx.now });
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
    written.enrollments = this.enroll(id, additions.runs);
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
    const { tx } = this;
    const emptied = (rows: Row[]): Row[] => rows.splice(0, rows.length);
    const created = emptied(this.customers);
    await insertRows(tx, "customer", columns.customer, created);
    await insertRows(tx, "contact_point", columns.contactPoint, emptied(this.points));
    await insertRows(tx, "shop", columns.shop, emptied(this.shops));
    await insertRows(tx, "customer_shop", columns.customerShop, emptied(this.memberships));
    await insertRows(tx, "customer_note", columns.note, emptied(this.notes));
    await insertRows(tx, "customer_tag", columns.customerTag, emptied(this.tagged));
    await insertRows(tx, "customer_field_value", columns.fieldValue, emptied(this.values));
    await recordPastEnrollments(tx, this.pastRuns, this.past.splice(0));
    this.made.push(...created.map(({ id }) => String(id)));
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
