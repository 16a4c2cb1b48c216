import http from "node:http";

import { type Measured, measure } from "./measure";

export interface Asked {
  method?: "GET" | "POST";
  headers?: Record<string, string>;
  body?: Buffer | string;
}

/** One request over a kept connection; the status and the body, undecoded. */
export function ask(
  agent: http.Agent,
  url: string,
  { method = "GET", headers = {}, body }: Asked = {},
): Promise<{ status: number; headers: http.IncomingHttpHeaders; body: Buffer }> {
  return new Promise((resolve, reject) => {
    const request = http.request(
      url,
      {
        agent,
        method,
        headers: body === undefined ? headers : { ...headers, "content-length": Buffer.byteLength(body) },
      },
      (answer) => {
        const chunks: Buffer[] = [];
        answer.on("data", (chunk: Buffer) => chunks.push(chunk));
        answer.on("end", () =>
          resolve({ status: answer.statusCode ?? 0, headers: answer.headers, body: Buffer.concat(chunks) }),
        );
        answer.on("error", reject);
      },
    );
    request.on("error", reject);
    request.end(body);
  });
}

/** So many requests by so many clients at once; every answer must have the status. After a 303 the page it leads to is fetched too, as a browser does. */
export async function load(
  url: string,
  count: number,
  atOnce: number,
  status: number,
  asked: (index: number) => Asked = () => ({}),
): Promise<Measured> {
  const agent = new http.Agent({ keepAlive: true, maxSockets: atOnce });
  try {
    return await measure(count, atOnce, async (index) => {
      const answer = await ask(agent, url, asked(index));
      if (answer.status !== status)
        throw new Error(`${new URL(url).pathname} answered ${answer.status}, not ${status}`);
      if (answer.status !== 303) return;
      const led = await ask(agent, new URL(answer.headers.location ?? "", url).toString());
      if (led.status !== 200) throw new Error(`${answer.headers.location} answered ${led.status}`);
    });
  } finally {
    agent.destroy();
  }
}
