const keyOf = (name: string) => `draft:${name}`;

type Control = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;

/** With the version that was typed into: put back over a newer one, a draft must meet it as a conflict. */
const isKept = (control: Control) =>
  control.name !== "" &&
  !control.name.startsWith("$") &&
  (control.name === "version" || !["password", "file", "hidden", "submit"].includes(control.type));

/** Keeps what is typed for as long as the tab lives, so that a reload or a wrong tap loses nothing. */
export function keepDraft(name: string, form: HTMLFormElement): void {
  const answers = keptControls(form).map((control) => [
    control.name,
    isTick(control) ? control.checked : control.value,
    isTick(control) ? control.value : "",
  ]);
  sessionStorage.setItem(keyOf(name), JSON.stringify(answers));
}

/** Puts a kept draft back into an unchanged form. */
export function restoreDraft(name: string, form: HTMLFormElement): void {
  const kept = sessionStorage.getItem(keyOf(name));
  if (!kept) return;
  const answers = JSON.parse(kept) as [string, string | boolean, string][];
  for (const control of keptControls(form)) {
    const answer = answers.find(
      ([key, , value]) => key === control.name && (!isTick(control) || value === control.value),
    );
    if (!answer) continue;
    if (isTick(control)) control.checked = answer[1] === true;
    else control.value = String(answer[1]);
  }
}

export function forgetDraft(name: string): void {
  sessionStorage.removeItem(keyOf(name));
}

function keptControls(form: HTMLFormElement): Control[] {
  return [...form.elements].filter(
    (element): element is Control =>
      (element instanceof HTMLInputElement ||
        element instanceof HTMLTextAreaElement ||
        element instanceof HTMLSelectElement) &&
      isKept(element),
  );
}

const isTick = (control: Control): control is HTMLInputElement =>
  control instanceof HTMLInputElement && (control.type === "checkbox" || control.type === "radio");
