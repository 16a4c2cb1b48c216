import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { closeDatabase } from "@/lib/platform/database/pool";
import { closeQueue } from "@/lib/platform/jobs";
import type { TenantScope } from "@/lib/platform/tenancy";
import { moveClockTo } from "@/lib/platform/testing/tenant";

import { called, deskOfOwn, pageOf, reasonOf } from "../testing/desk";
import { addFile, fileOf, putFileBack, removeFile } from "./files";

let tenant: TenantScope;
beforeAll(async () => {
  await moveClockTo("2026-12-01T01:00:00Z");
  tenant = await deskOfOwn();
});
afterAll(async () => {
  await closeQueue();
  await closeDatabase();
});

const picture = () => sharp({ create: { width: 40, height: 30, channels: 3, background: "#b4471b" } });
const pdf = Buffer.from("%PDF-1.7\n1 0 obj <<>> endobj\ntrailer <<>>\n%%EOF\n");
const listed = async (id: string) =>
  (await pageOf(tenant, id)).record.files.map(({ name, removedAt }) => [name, removedAt === null]);

describe("files", () => {
  test("a picture is written anew whatever it is called, a PDF is kept as it came", async () => {
    const customerId = await called(tenant);
    const png = await picture()
      .withExif({ IFD0: { Copyright: "somewhere secret" } })
      .png()
      .toBuffer();
    const image = await addFile(tenant, { customerId, name: "..\\..\\명함 사진.exe", upload: png });
    const document = await addFile(tenant, { customerId, name: "/tmp/사업자등록증.pdf", upload: pdf });
    const served = await fileOf(tenant, { customerId, id: image.id });
    expect(served).toMatchObject({ name: "명함 사진.jpg", mediaType: "image/jpeg" });
    expect(Buffer.from(served.bytes).includes("somewhere secret")).toBe(false);
    const paper = await fileOf(tenant, { customerId, id: document.id });
    expect(paper).toMatchObject({ name: "사업자등록증.pdf", mediaType: "application/pdf" });
    expect(Buffer.from(paper.bytes)).toEqual(pdf);
  });

  test.each([
    ["empty", Buffer.alloc(0), "empty"],
    ["a page that calls itself a PDF", Buffer.from("<html><script>1</script>%%EOF"), "notAllowed"],
    ["a PDF without an end", Buffer.from("%PDF-1.7\nhello"), "notAllowed"],
    [
      "a drawing that can hold scripts",
      Buffer.from("<svg xmlns='http://www.w3.org/2000/svg'/>"),
      "notAllowed",
    ],
    ["a GIF", Buffer.from("GIF89a\x01\x00\x01\x00"), "notAllowed"],
    ["a broken JPEG", Buffer.from([0xff, 0xd8, 0xff, 0xe0, 1, 2, 3]), "unreadable"],
    ["ten megabytes and one byte", Buffer.alloc(10 * 1024 * 1024 + 1, "%PDF-1.7"), "tooLarge"],
  ])("%s is refused", async (_what, upload, reason) => {
    const customerId = await called(tenant);
    expect(await reasonOf(addFile(tenant, { customerId, name: "x.pdf", upload }))).toBe(
      `customers.files.${reason}`,
    );
    expect(await listed(customerId)).toEqual([]);
  });

  test("removed, it is served to nobody; put back, it is there", async () => {
    const customerId = await called(tenant);
    const { id } = await addFile(tenant, { customerId, name: "a.pdf", upload: pdf });
    await removeFile(tenant, { customerId, id });
    await removeFile(tenant, { customerId, id });
    expect(await reasonOf(fileOf(tenant, { customerId, id }))).toBe("errors.not_found");
    expect(await listed(customerId)).toEqual([["a.pdf", false]]);
    await putFileBack(tenant, { customerId, id });
    expect(await reasonOf(fileOf(tenant, { customerId, id }))).toBe("done");
  });

  test("is this customer's and this tenant's", async () => {
    const [customerId, other] = [await called(tenant), await called(tenant)];
    const { id } = await addFile(tenant, { customerId, name: "a.pdf", upload: pdf });
    const stranger = await deskOfOwn();
    const strangers = [
      fileOf(tenant, { customerId: other, id }),
      fileOf(stranger, { customerId, id }),
      removeFile(stranger, { customerId, id }),
      addFile(stranger, { customerId, name: "b.pdf", upload: pdf }),
    ];
    expect(await Promise.all(strangers.map(reasonOf))).toEqual(strangers.map(() => "errors.not_found"));
    expect(await listed(customerId)).toEqual([["a.pdf", true]]);
  });
});
