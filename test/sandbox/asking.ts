import type { Sandbox } from '../../src/sandbox/server';

export interface Answered {
  status: number;
  headers: Headers;
  body: any;
}

/** One GET, as the app unless a person's token is given. Paths are below `/v1.0`, links are taken as they are. */
export async function get(sandbox: Sandbox, path: string, token = 'app', prefer?: string): Promise<Answered> {
  const url = path.startsWith('http') ? path : `${sandbox.root}/v1.0${path}`;
  const headers = { ...(token && { authorization: `Bearer ${token}` }), ...(prefer !== undefined && { prefer }) };
  const response = await fetch(url, { headers });
  const text = await response.text();
  return { status: response.status, headers: response.headers, body: text ? JSON.parse(text) : undefined };
}

/** Every item of a collection, over all its pages. */
export async function all(sandbox: Sandbox, path: string, token?: string): Promise<any[]> {
  const found: any[] = [];
  let next: string | undefined = path;
  while (next) {
    const { status, body } = await get(sandbox, next, token);
    if (status !== 200) throw new Error(`${next}: ${status} ${JSON.stringify(body)}`);
    found.push(...body.value);
    next = body['@odata.nextLink'];
  }
  return found;
}

/** All events of the tenant that the app may see, with the path of each. */
export async function allEvents(sandbox: Sandbox): Promise<any[]> {
  const found = [];
  for (const kind of ['webinars', 'townhalls'])
    for (const event of await all(sandbox, `/solutions/virtualEvents/${kind}`))
      found.push({ ...event, path: `/solutions/virtualEvents/${kind}/${encodeURIComponent(event.id)}` });
  return found;
}

export async function eventNamed(sandbox: Sandbox, words: string): Promise<any> {
  const event = (await allEvents(sandbox)).find(one => one.displayName.includes(words));
  if (!event) throw new Error(`No event named ${words}.`);
  return event;
}

/** The path of an event's session, the first unless said. */
export async function sessionPath(sandbox: Sandbox, words: string, index = 0): Promise<string> {
  const event = await eventNamed(sandbox, words);
  const sessions = await all(sandbox, `${event.path}/sessions`);
  return `${event.path}/sessions/${sessions[index].id}`;
}

/** The path of that session's newest report. */
export async function reportPath(sandbox: Sandbox, words: string, index = 0): Promise<string> {
  const reports = `${await sessionPath(sandbox, words, index)}/attendanceReports`;
  return `${reports}/${(await all(sandbox, reports))[0].id}`;
}
