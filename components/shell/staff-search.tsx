import { Search } from "lucide-react";
import Form from "next/form";
import { Button } from "../ui/button";
import { controlClass } from "../ui/control-class";

export interface StaffSearchProps {
  /** Where the search is answered: "/t/demo/customers". */
  action: string;
  label: string;
  placeholder: string;
  /** A button beside the field; without it `Enter` sends. */
  button?: string;
  typed?: string;
  /** Names and values kept beside the words, as the order of the list. */
  keep?: readonly (readonly [string, string])[];
}

/** An ordinary form that asks for an address, so a search can be shared and works without JavaScript. */
export function StaffSearch({ action, label, placeholder, button, typed, keep = [] }: StaffSearchProps) {
  return (
    <search>
      <Form action={action} className="flex gap-2">
        {keep.map(([name, value]) => (
          <input key={`${name} ${value}`} type="hidden" name={name} value={value} />
        ))}
        <span className="relative block min-w-0 flex-1">
          <Search
            aria-hidden="true"
            className="pointer-events-none absolute inset-y-0 left-3 my-auto size-4.5 text-ink-3"
          />
          <input
            type="search"
            name="q"
            defaultValue={typed}
            key={typed}
            aria-label={label}
            placeholder={placeholder}
            maxLength={100}
            autoComplete="off"
            enterKeyHint="search"
            className={`${controlClass()} pl-9.5`}
          />
        </span>
        {button && (
          <Button type="submit" look="secondary">
            {button}
          </Button>
        )}
      </Form>
    </search>
  );
}
