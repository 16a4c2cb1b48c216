import { TextField, type TextFieldProps } from "./text-field";

/**
 * The device's own date or time picker. Values are local intent without a zone ("2026-12-05T14:00", "2026-12-05",
 * "14:00"); the tenant's zone belongs to the hint.
 */
export function DateTimeField({
  kind = "datetime",
  ...rest
}: Omit<TextFieldProps, "type"> & { kind?: "datetime" | "date" | "time" }) {
  const type = { datetime: "datetime-local", date: "date", time: "time" }[kind];
  return <TextField step={kind === "date" ? undefined : 300} {...rest} type={type} />;
}
