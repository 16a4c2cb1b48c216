import { createHash } from "node:crypto";
import { readImage } from "@/lib/platform/image";

/** What a customer's file may weigh. Bytes. */
export const largestFile = 10 * 1024 * 1024;

export interface StoredUpload {
  bytes: Uint8Array<ArrayBuffer>;
  mediaType: "image/jpeg" | "application/pdf";
  width: number | null;
  height: number | null;
  sha256: string;
}

export type UploadReading =
  | { kind: "file"; file: StoredUpload }
  | { kind: "refused"; reason: "tooLarge" | "empty" | "notAllowed" | "unreadable" };

/**
 * Reads an upload by its own bytes, never by its name or what the browser says. Pictures are written anew as JPEG, without
 * place, camera or hidden words; a PDF must begin and end as one and is kept as it came.
 */
export async function readUpload(upload: Uint8Array): Promise<UploadReading> {
  if (upload.byteLength === 0) return { kind: "refused", reason: "empty" };
  if (upload.byteLength > largestFile) return { kind: "refused", reason: "tooLarge" };
  if (isPdf(upload)) {
    const bytes = new Uint8Array(upload);
    const sha256 = createHash("sha256").update(bytes).digest("hex");
    return { kind: "file", file: { bytes, mediaType: "application/pdf", width: null, height: null, sha256 } };
  }
  const image = await readImage(upload, largestFile);
  if (image.kind === "image") {
    const { kind: _, ...file } = image;
    return { kind: "file", file };
  }
  return { kind: "refused", reason: image.reason === "notAPicture" ? "notAllowed" : image.reason };
}

function isPdf(bytes: Uint8Array): boolean {
  const text = (part: Uint8Array) => String.fromCharCode(...part);
  return (
    /^%PDF-[12]\.[0-9]/.test(text(bytes.subarray(0, 8))) && text(bytes.subarray(-1024)).includes("%%EOF")
  );
}

const LONGEST_NAME = 120;

/** A file's name without folders and invisible characters, ending as its content is. */
export function fileName(given: string, mediaType: StoredUpload["mediaType"]): string {
  const own = given.slice(-1000).normalize("NFC").split(/[/\\]/).at(-1) ?? "";
  const plain = own
    .replace(/[\p{Cc}\p{Cf}"<>:|?*]+/gu, " ")
    .replace(/\s+/g, " ")
    .trim();
  const stem = [...plain.replace(/\.[a-z0-9]{1,5}$/i, "")].slice(0, LONGEST_NAME).join("").trim();
  return `${stem.replace(/^\.+/, "") || "file"}.${mediaType === "application/pdf" ? "pdf" : "jpg"}`;
}
