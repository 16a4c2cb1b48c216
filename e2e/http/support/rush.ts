import { changeVisibility, makeCourse } from "@/lib/courses/courses";
import { makeRun } from "@/lib/courses/runs";
import { businessNow } from "@/lib/platform/clock";
import type { TenantScope } from "@/lib/platform/tenancy";
import { addDays, localDate } from "@/lib/platform/zoned-time";
import { makeTenant } from "@/lib/tenants/tenants";
import { type RenderedForm, renderedForm } from "@/scripts/checks/rendered-form";

export interface Lecture {
  runId: string;
  slug: string;
}

/** A tenant with so many listed lectures of so many places, open for applications. */
export async function lectures(slug: string, count: number, capacity: number): Promise<Lecture[]> {
  const owner = { email: `owner@${slug}.example.com`, name: "Owner" };
  const { owner: scope } = await makeTenant({ slug, name: "Shop", owner });
  const date = addDays(localDate(await businessNow(), "Asia/Seoul"), 30);
  const made: Lecture[] = [];
  for (let number = 0; number < count; number++)
    made.push(await lecture(scope, `lecture-${number}`, date, capacity));
  return made;
}

async function lecture(scope: TenantScope, slug: string, date: string, capacity: number): Promise<Lecture> {
  const course = await makeCourse(scope, { kind: "lecture", title: "Lecture", slug });
  await changeVisibility(scope, { id: course.id, visibility: "listed" });
  const sessions = [{ date, start: "14:00", end: "16:00" }];
  const { id } = await makeRun(scope, { courseId: course.id, capacity, sessions });
  return { runId: id, slug };
}

/** An address and a number of one's own for every applicant. */
export const addressOfApplicant = (index: number) =>
  `10.${(index >> 16) & 255}.${(index >> 8) & 255}.${index & 255}`;
export const phoneOfApplicant = (index: number) => `010${String(20_000_000 + index).padStart(8, "0")}`;

export const formOf = (url: string, slug: string, course: string): Promise<RenderedForm> =>
  renderedForm(`${url}/${slug}/${course}/apply`);

/** What an applicant may do otherwise than the others. */
interface Otherwise {
  from?: string;
  name?: string;
  phone?: string;
  /** Fields of the form beside those that are seen. */
  also?: Readonly<Record<string, string>>;
}

export interface Answered {
  /** 0 when the connection broke. */
  status: number;
  headers: Headers;
  html: string;
  /** What can be seen of it: every word that the page might say stands in its scripts. */
  shown: string;
  milliseconds: number;
}

/** Sends the form as the applicant, and reads at `readAt` the page that a taken application leads to. */
export async function send(
  url: string,
  form: RenderedForm,
  index: number,
  otherwise: Otherwise = {},
  readAt = url,
): Promise<Answered> {
  const began = performance.now();
  const { method, headers, body } = form.filled({
    name: "Applicant",
    phone: phoneOfApplicant(index),
    consents: ["collection"],
    from: addressOfApplicant(index),
    ...otherwise,
  });
  const path = new URL(form.action).pathname;
  try {
    const posted = await fetch(url + path, {
      method,
      body,
      // As a proxy in front of several processes says it: the page's own address.
      headers: { ...headers, "x-forwarded-host": new URL(form.action).host },
      redirect: "manual",
    });
    const answer = await lastOf(posted, readAt);
    const html = await answer.text();
    const { status, headers: sent } = answer;
    return {
      status,
      headers: sent,
      html,
      shown: withoutScripts(html),
      milliseconds: performance.now() - began,
    };
  } catch {
    const milliseconds = performance.now() - began;
    return { status: 0, headers: new Headers(), html: "", shown: "", milliseconds };
  }
}

/** A taken application leads to a page of its own. */
async function lastOf(posted: Response, url: string): Promise<Response> {
  const leadsTo = posted.headers.get("location");
  return posted.status === 303 && leadsTo ? fetch(url + new URL(leadsTo, url).pathname) : posted;
}

const withoutScripts = (html: string) => html.replaceAll(/<script\b[\s\S]*?<\/script>/g, "");
