import { Refusal } from '../routes/errors';

/** Asks an address whether it wants notifications: it has to send the token back, decoded, as plain text, in time. Throws Refusal. */
export async function shakeHands(address: string, requestId: string, withinMs: number): Promise<void> {
  const token = `Validation: Testing client application reachability for subscription Request-Id: ${requestId}`;
  const url = new URL(address);
  url.searchParams.set('validationToken', token);
  const answer = await ask(url, withinMs);
  if (answer.status !== 200)
    throw failed(`Notification endpoint must respond with 200 OK to validation request, not ${answer.status}.`);
  if (!/^text\/plain\s*(;|$)/i.test(answer.type)) throw failed('Response must be of content type text/plain.');
  if (answer.text !== token) throw failed('Response must exactly match validationToken query parameter.');
}

async function ask(url: URL, withinMs: number): Promise<{ status: number; type: string; text: string }> {
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'Content-Type': 'text/plain; charset=utf-8' },
      redirect: 'manual',
      signal: AbortSignal.timeout(withinMs),
    });
    const type = response.headers.get('content-type') ?? '';
    return { status: response.status, type, text: await response.text() };
  } catch (error) {
    const isLate = (error as { name?: unknown } | null)?.name === 'TimeoutError';
    throw isLate
      ? new Refusal(400, 'ValidationError', 'Subscription validation request timed out.')
      : failed('Unable to connect to the remote server.');
  }
}

function failed(why: string): Refusal {
  return new Refusal(400, 'ValidationError', `Subscription validation request failed. ${why}`);
}
