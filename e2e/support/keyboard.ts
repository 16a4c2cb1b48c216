import type { CDPSession, Page } from "@playwright/test";

interface Control {
  /** What a person would call it. */
  name: string;
  /** The key that must activate it; null for fields, which are typed into. */
  key: "Enter" | "Space" | null;
}

/** What the page notes while it is walked through: see `prepare`, which runs in the page. */
interface Walk {
  activated: number[];
  /** Where the focus went, once it has gone there and the page has scrolled to it. */
  moved(): Promise<Focused>;
}

interface Focused {
  /** Of the control; null outside the page, -1 on something that is no control. */
  index: number | null;
  visible: boolean;
  shown: boolean;
}

/**
 * Goes through the open page with Tab alone and tells what is wrong, one line a finding: a visible control that is
 * never reached, a focus that cannot be seen or stands outside the view, a control that its key does not activate.
 * Nothing is really activated: clicks are noted and stopped, so the page stays as it is.
 */
export async function keyboardProblemsOf(page: Page): Promise<string[]> {
  const keyboard = new Keyboard(await page.context().newCDPSession(page));
  const { controls } = await page.evaluate(prepare);
  const found: string[] = [];
  const reached = new Set<number>();
  let outside = 0;
  const steps = controls.length * 2 + 10;
  // Twice outside: the walk may have begun in the middle, at a field that takes the focus by itself.
  for (let step = 0; step < steps && outside < 2 && reached.size < controls.length; step++) {
    const { index, visible, shown } = await keyboard.tab();
    if (index === null) {
      outside++;
      continue;
    }
    const control = controls[index];
    if (!control || reached.has(index)) continue;
    reached.add(index);
    if (!visible) found.push(`the focus on ${control.name} cannot be seen`);
    if (!shown) found.push(`the focus on ${control.name} stands outside the view or is covered`);
    if (control.key) keyboard.press(keys[control.key]);
  }
  await keyboard.done();
  const activated = new Set(await page.evaluate(() => (globalThis as unknown as Walked).walk.activated));
  for (const [index, { name, key }] of controls.entries()) {
    if (!reached.has(index)) found.push(`${name} is never reached`);
    else if (key && !activated.has(index)) found.push(`${name} is not activated by ${key}`);
  }
  return found;
}

interface Walked {
  walk: Walk;
}

const keys = {
  Tab: { key: "Tab", code: "Tab", windowsVirtualKeyCode: 9 },
  Enter: { key: "Enter", code: "Enter", windowsVirtualKeyCode: 13, text: "\r" },
  Space: { key: " ", code: "Space", windowsVirtualKeyCode: 32, text: " " },
} as const;

/**
 * Presses keys by the browser's own protocol. The browser answers a key when it has drawn what came of it, which nobody need
 * wait for: the page itself says where the focus went.
 */
class Keyboard {
  private readonly underway: Promise<unknown>[] = [];
  constructor(private readonly cdp: CDPSession) {}

  press(key: (typeof keys)[keyof typeof keys]): void {
    for (const type of ["text" in key ? "keyDown" : "rawKeyDown", "keyUp"] as const)
      this.underway.push(this.cdp.send("Input.dispatchKeyEvent", { type, ...key }));
  }

  async tab(): Promise<Focused> {
    this.press(keys.Tab);
    const { result } = await this.cdp.send("Runtime.evaluate", {
      expression: "walk.moved()",
      awaitPromise: true,
      returnByValue: true,
    });
    return result.value;
  }

  /** Resolves when every key has had its effect. */
  async done(): Promise<void> {
    await Promise.all(this.underway);
    await this.cdp.detach();
  }
}

/** Runs in the page: finds the controls, notes how each looks without focus, and catches clicks. */
function prepare(): { controls: Control[] } {
  const composite = "[role=tablist],[role=menu],[role=listbox],[role=radiogroup],[role=toolbar],[role=grid]";
  const native = "a[href],button,input:not([type=hidden]),select,textarea,summary,[contenteditable=true]";
  const widgets = "[role=button],[role=link],[role=switch],[role=checkbox],[role=combobox],[tabindex]";
  const visible = (element: HTMLElement) =>
    element.checkVisibility({ checkVisibilityCSS: true, contentVisibilityAuto: true }) &&
    element.getClientRects().length > 0;
  const expected = (element: HTMLElement) => {
    if (element.matches(":disabled,[aria-disabled=true]") || element.closest("[inert],[aria-hidden=true]"))
      return false;
    if (element.tabIndex < 0 && (element.closest(composite) || !element.matches(`${native},[role]`)))
      return false;
    if (element.tabIndex < 0 && element.matches("main,h1,h2,h3,[role=dialog]")) return false;
    return visible(element);
  };
  const all = [...document.querySelectorAll<HTMLElement>(`${native},${widgets}`)].filter(expected);
  const elements = all.filter((element) => !isOtherRadio(element));

  /** Of a group of radio buttons, Tab stops at one: the chosen one, else the first. */
  function isOtherRadio(element: HTMLElement): boolean {
    if (!(element instanceof HTMLInputElement) || element.type !== "radio") return false;
    const group = all.filter(
      (one): one is HTMLInputElement =>
        one instanceof HTMLInputElement &&
        one.type === "radio" &&
        one.name === element.name &&
        one.form === element.form,
    );
    return (group.find((one) => one.checked) ?? group[0]) !== element;
  }

  const nameOf = (element: HTMLElement) => {
    const label =
      element.getAttribute("aria-label") ?? (element as HTMLInputElement).labels?.[0]?.textContent;
    const words = (label ?? element.textContent ?? "").trim().replaceAll(/\s+/g, " ").slice(0, 40);
    return `${element.tagName.toLowerCase()} “${words || element.getAttribute("name") || element.id}”`;
  };
  const keyOf = (element: HTMLElement) => {
    if (element.matches("[role=combobox],[aria-haspopup]")) return null;
    if (element.matches("a[href],button,summary,[role=button],[role=link]")) return "Enter" as const;
    return element.matches("[type=checkbox],[type=radio]:not(:checked),[role=switch],[role=checkbox]")
      ? ("Space" as const)
      : null;
  };
  /** The element, what stands beside it and what holds it: a hidden box may show its focus on its drawing. */
  const around = (element: HTMLElement) =>
    [
      element,
      element.nextElementSibling,
      element.previousElementSibling,
      element.parentElement,
      element.closest("label"),
    ].filter((one): one is Element => one !== null);
  const frameOf = (element: Element) => {
    const { outlineStyle, outlineWidth, outlineColor, boxShadow } = getComputedStyle(element);
    return outlineStyle === "none" || outlineWidth === "0px"
      ? boxShadow
      : `${outlineStyle} ${outlineWidth} ${outlineColor} ${boxShadow}`;
  };
  const unfocused = elements.map((element) => around(element).map((one) => [one, frameOf(one)] as const));
  const activated: number[] = [];
  const indexOf = (target: EventTarget | null) =>
    elements.findIndex((one) => one === target || (target instanceof Node && one.contains(target)));
  addEventListener(
    "click",
    (event) => {
      activated.push(indexOf(event.target));
      event.preventDefault();
      event.stopImmediatePropagation();
    },
    { capture: true },
  );
  const inView = (element: HTMLElement) => {
    const { left, right, top, bottom } = element.getBoundingClientRect();
    const places = [0.5, 0.1, 0.9].map(
      (part) => [left + (right - left) * part, top + (bottom - top) * part] as const,
    );
    return places.some(([x, y]) => {
      const at = document.elementFromPoint(x, y);
      return at !== null && (element.contains(at) || at.contains(element));
    });
  };
  const controls = elements.map((element) => ({ name: nameOf(element), key: keyOf(element) }));
  const focused = (): Focused => {
    const element = document.activeElement as HTMLElement | null;
    if (!element || element === document.body) return { index: null, visible: true, shown: true };
    const index = elements.indexOf(element);
    if (index < 0) return { index: -1, visible: true, shown: true };
    return {
      index,
      visible: unfocused[index]?.some(([one, frame]) => frameOf(one) !== frame) ?? false,
      shown: inView(element),
    };
  };
  const moves: Focused[] = [];
  let told: ((move: Focused) => void) | undefined;
  const tell = (move: Focused) => {
    if (told) told(move);
    else moves.push(move);
    told = undefined;
  };
  // A turn later the key has done what it does, and the page has scrolled to what has the focus. A date's parts take the focus from
  // each other without a word to the page, which is why the key is listened to and not the focus.
  const later = new MessageChannel();
  later.port1.onmessage = () => tell(focused());
  addEventListener("keydown", ({ key }) => key === "Tab" && later.port2.postMessage(null), { capture: true });
  /** A key that goes to the browser and not to the page. */
  const unheardMs = 3_000;
  const walk: Walk = {
    activated,
    moved: () =>
      new Promise((resolve) => {
        const first = moves.shift();
        if (first) return resolve(first);
        told = resolve;
        setTimeout(() => told === resolve && tell(focused()), unheardMs);
      }),
  };
  Object.assign(globalThis, { walk });
  return { controls };
}
