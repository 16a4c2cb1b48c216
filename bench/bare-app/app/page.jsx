export const dynamic = "force-static";

/** The bare static page of the framework: what the landing page is held against. */
export default function Page() {
  return <main>{"공개강의 ".repeat(400)}</main>;
}
