import { previewMerge } from "@/lib/merging/preview";
import { type Action, desk, nothing, quiet, staffFolder, type Typed, versioned } from "./action-kinds";

const customersFile = `${staffFolder}/customers/actions.ts`;
const consentsFile = `${staffFolder}/customers/[customer]/consents/actions.ts`;
const labelsFile = `${staffFolder}/customers/groups/actions.ts`;
const listFile = `${staffFolder}/customers/list-actions.ts`;
const viewsFile = `${staffFolder}/customers/views/actions.ts`;
const tasksFile = `${staffFolder}/tasks/actions.ts`;
const importFile = `${staffFolder}/customers/import/actions.ts`;
const doublesFile = `${staffFolder}/customers/duplicates/actions.ts`;
const segmentsFile = `${staffFolder}/customers/segments/actions.ts`;
const lines = JSON.stringify({
  kind: "group",
  mode: "all",
  parts: [{ kind: "row", fact: "customer.name", compare: "contains", value: "o", values: [] }],
});
const privacyFile = `${staffFolder}/privacy/actions.ts`;
const fieldsFile = `${staffFolder}/settings/fields/actions.ts`;

const shopOf: Typed = ({ of }) => ({ customerId: of.subjects.customer, shopId: of.spare.shop });
const pair: Typed = ({ of }) => ({
  oneId: of.subjects.customer,
  otherId: of.colleagues.customer,
});
const file: Typed = ({ of }) => ({ customerId: of.subjects.customer, id: of.spare.file });

/** Of customers: their record, what is kept with them, lists, tasks, and the fields of the business's own. */
export const customerActions: Readonly<Record<string, Action>> = {
  [`${customersFile}#addByPhone`]: desk(
    "customers.write",
    () => ({ name: "Caller", phone: "010-5555-0003", shop: "", note: "" }),
    nothing,
  ),
  [`${customersFile}#writeNote`]: desk("customers.write", ({ of }) => ({
    customerId: of.subjects.customer,
    text: "Called back",
  })),

  // The other customer has refused by the link of a text already.
  [`${customersFile}#noteRefusal`]: desk("customers.write", ({ of }) => ({
    customerId: of.colleagues.customer,
  })),

  [`${consentsFile}#noteWithdrawal`]: desk("customers.write", ({ of }) => ({
    customerId: of.subjects.customer,
    purpose: "night",
    heard: "phone",
    note: "",
  })),
  [`${consentsFile}#noteGuardianPaper`]: desk("customers.write", ({ of }) => ({
    customerId: of.subjects.customer,
    guardianName: "Guardian",
    fileId: "",
    note: "In the binder by the counter",
  })),
  [`${consentsFile}#notePaper`]: desk("customers.write", ({ of }) => ({
    customerId: of.subjects.customer,
    "purposes.marketing": "on",
    signedOn: "2026-11-23",
    fileId: "",
    note: "In the binder by the counter",
  })),

  [`${labelsFile}#addTag`]: desk("customers.write", () => ({ name: "Fresh" }), nothing),
  [`${labelsFile}#saveTag`]: desk("customers.write", ({ of }) => ({ id: of.spare.tag, name: "Renamed" })),
  [`${labelsFile}#putTag`]: desk("customers.write", ({ of }) => ({
    customerId: of.subjects.customer,
    name: "Regular",
  })),
  [`${labelsFile}#takeTag`]: desk("customers.write", ({ of }) => ({
    customerId: of.subjects.customer,
    tagId: of.spare.tag,
  })),
  [`${labelsFile}#dropTag`]: desk("customers.write", ({ of }) => ({ id: of.spare.tag, customers: "0" })),
  [`${labelsFile}#addGroup`]: desk("customers.write", () => ({ name: "Fresh" }), nothing),
  [`${labelsFile}#saveGroup`]: desk("customers.write", async (aim) => ({
    ...(await versioned(aim, "customer_group", aim.of.spare.group)),
    name: "Renamed",
  })),
  [`${labelsFile}#takeFromGroup`]: desk("customers.write", ({ of }) => ({
    customerId: of.subjects.customer,
    groupId: of.spare.group,
  })),
  [`${labelsFile}#putIntoGroup`]: desk("customers.write", ({ of }) => ({
    customerId: of.subjects.customer,
    groupId: of.spare.group,
  })),
  [`${labelsFile}#dropGroup`]: desk("customers.write", ({ of }) => ({ id: of.spare.group, customers: "1" })),
  [`${listFile}#doToMany`]: desk("customers.write", ({ of }) => ({
    "ids[]": of.subjects.customer,
    query: "",
    verb: "tag",
    tag: "Many",
  })),
  // Takes back only what this member did at that moment, which nobody here did.
  [`${listFile}#takeBackFromMany`]: desk(
    "customers.write",
    ({ of }) => ({ at: "2026-12-05T04:30:00.000Z", batch: of.subjects.customer }),
    quiet,
  ),
  [`${listFile}#keepView`]: desk("customers.read", () => ({ name: "Kept", query: "came=never" }), nothing),
  [`${listFile}#updateView`]: desk("customers.read", ({ of }) => ({
    id: of.spare.view,
    query: "came=never",
  })),
  [`${viewsFile}#renameView`]: desk("customers.read", ({ of }) => ({ id: of.spare.view, name: "Renamed" })),
  [`${viewsFile}#shiftView`]: desk("customers.read", ({ of }) => ({ move: `${of.spare.view}:up` })),
  [`${viewsFile}#dropView`]: desk("customers.read", ({ of }) => ({ id: of.spare.view })),
  [`${tasksFile}#makeTask`]: desk("customers.write", ({ of }) => ({
    title: "Call back",
    dueOn: "2026-12-06",
    assigneeId: "",
    customerId: of.subjects.customer,
  })),
  [`${tasksFile}#saveTask`]: desk("customers.write", async (aim) => ({
    ...(await versioned(aim, "task", aim.of.spare.task)),
    title: "Call back again",
    dueOn: "",
    assigneeId: "",
  })),
  [`${tasksFile}#markTask`]: desk("customers.write", ({ of }) => ({ task: `${of.spare.task}:done` })),
  [`${tasksFile}#dropTask`]: desk("customers.write", ({ of }) => ({ id: of.spare.task })),

  [`${importFile}#mapFile`]: desk("customers.write", async (aim) => ({
    ...(await versioned(aim, "customer_import", aim.of.spare.imports.map)),
    headerLine: "1",
    "columns[]": ["name", "phone", "ignore"],
    policy: "ours",
  })),
  [`${importFile}#decideRow`]: desk("customers.write", ({ of }) => ({
    id: of.spare.imports.decide,
    line: "5",
    choice: "theirs",
  })),
  [`${importFile}#bringFileIn`]: desk("customers.write", (aim) =>
    versioned(aim, "customer_import", aim.of.spare.imports.bringIn),
  ),
  [`${importFile}#takeFileBack`]: desk("customers.write", ({ of }) => ({ id: of.spare.imports.undo })),
  [`${importFile}#tryFileAgain`]: desk("customers.write", ({ of }) => ({ id: of.spare.imports.again })),
  [`${importFile}#dropFile`]: desk("customers.write", ({ of }) => ({ id: of.spare.imports.drop })),

  [`${doublesFile}#tellPairApart`]: desk("customers.write", pair),
  [`${doublesFile}#takePairBack`]: desk("customers.write", pair),
  [`${doublesFile}#mergeTwo`]: desk("customers.write", async ({ of }) => {
    const { one, other } = of.spare.records;
    const seen = await previewMerge(of.scope, one, other).then(
      (preview) => preview.seen,
      () => "never seen",
    );
    return { survivorId: one, goneId: other, seen };
  }),
  [`${doublesFile}#partTwo`]: desk("customers.write", ({ of }) => ({ mergeId: of.spare.merge })),

  [`${segmentsFile}#makeSegment`]: desk("customers.write", () => ({ name: "Fresh", rows: lines }), nothing),
  [`${segmentsFile}#saveSegment`]: desk("customers.write", ({ of }) => ({
    id: of.spare.segment,
    rowVersion: "2",
    name: "Renamed",
    rows: lines,
  })),
  [`${segmentsFile}#putAway`]: desk("customers.write", ({ of }) => ({
    id: of.spare.segment,
    retired: "yes",
  })),
  [`${segmentsFile}#previewSegment`]: desk("customers.read", () => ({ rows: lines }), quiet),
  [`${segmentsFile}#explainSegment`]: desk(
    "customers.read",
    ({ of }) => ({ rows: lines, customerId: of.subjects.customer }),
    { writes: false },
  ),
  [`${segmentsFile}#lookUpCustomer`]: desk("customers.read", () => ({ search: "Customer" }), quiet),

  [`${customersFile}#saveCustomer`]: desk("customers.write", async (aim) => ({
    ...(await versioned(aim, "customer", aim.of.subjects.customer)),
    name: "Corrected",
    trade: "Flowers",
    assigneeId: aim.of.members.staff,
  })),
  [`${customersFile}#addPoint`]: desk("customers.write", ({ of }) => ({
    customerId: of.subjects.customer,
    channel: "email",
    address: "another@example.com",
    label: "",
  })),
  [`${customersFile}#preferPoint`]: desk("customers.write", ({ of }) => ({ id: of.spare.contact })),
  [`${customersFile}#savePoint`]: desk("customers.write", async (aim) => ({
    ...(await versioned(aim, "contact_point", aim.of.spare.contact)),
    address: `${aim.of.spare.contact}@example.com`,
    label: "",
  })),
  [`${customersFile}#dropPoint`]: desk("customers.write", ({ of }) => ({ id: of.spare.contact })),
  [`${customersFile}#addToShop`]: desk("customers.write", ({ of }) => ({
    customerId: of.subjects.customer,
    name: "Third shop",
    businessNumber: "",
    choice: "new",
  })),
  [`${customersFile}#preferShop`]: desk("customers.write", shopOf),
  [`${customersFile}#saveShop`]: desk("customers.write", async (aim) => ({
    ...(await versioned(aim, "shop", aim.of.spare.shop)),
    name: "Renamed",
    businessNumber: "",
  })),
  [`${customersFile}#takeOutOfShop`]: desk("customers.write", shopOf),
  [`${customersFile}#returnToShop`]: desk("customers.write", shopOf),
  [`${customersFile}#takeFileAway`]: desk("customers.write", file),
  [`${customersFile}#bringFileBack`]: desk("customers.write", file),

  [`${fieldsFile}#addOwnField`]: desk(
    "settings.write",
    () => ({ label: "Another field", kind: "text", options: "" }),
    nothing,
  ),
  [`${fieldsFile}#saveOwnField`]: desk("settings.write", async (aim) => ({
    ...(await versioned(aim, "customer_field", aim.of.spare.field)),
    label: "Renamed field",
  })),
  [`${fieldsFile}#moveOwnField`]: desk("settings.write", ({ of }) => ({ id: of.spare.field, to: "up" })),
  [`${fieldsFile}#retireOwnField`]: desk("settings.write", ({ of }) => ({ id: of.spare.field })),
  [`${fieldsFile}#bringOwnFieldBack`]: desk("settings.write", ({ of }) => ({ id: of.spare.field })),

  [`${privacyFile}#noteRequest`]: desk("privacy.write", ({ of }) => ({
    customerId: of.subjects.customer,
    kind: "correction",
    askedBy: "self",
    askedOn: "2026-12-04",
    checkedHow: "Called back",
    wish: "",
  })),
  [`${privacyFile}#answerRequest`]: desk("privacy.write", ({ of }) => ({
    id: of.spare.privacy.request,
    version: "1",
    outcome: "refused",
    reason: "Somebody else called",
  })),
  [`${privacyFile}#holdCustomer`]: desk("privacy.write", ({ of }) => ({
    customerId: of.spare.privacy.customer,
    reason: "A dispute",
  })),
  [`${privacyFile}#releaseCustomer`]: desk("privacy.write", ({ of }) => ({
    customerId: of.spare.privacy.customer,
  })),
  [`${privacyFile}#erasePerson`]: desk("privacy.write", ({ of }) => ({
    customerId: of.spare.privacy.customer,
    complaint: "",
    sure: "on",
  })),
  [`${privacyFile}#switchRule`]: desk(
    "privacy.write",
    () => ({ kind: "inbound_texts", months: "12", seen: "0", to: "on" }),
    nothing,
  ),
};
