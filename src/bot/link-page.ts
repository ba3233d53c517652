import { createHash } from 'node:crypto';

/** What a browser gets at one of Rollcall's own addresses. */
export interface Page {
  html: string;
  /** Its Content-Security-Policy: nothing but its own style. */
  policy: string;
}

const STYLE = `
:root { color-scheme: light dark; --ink: #1b2733; --quiet: #566573; --paper: #f3f6f8; --card: #fff; --line: #dce3e8; --brand: #0b4f6c; --on: #fff }
@media (prefers-color-scheme: dark) { :root { --ink: #eef3f6; --quiet: #a9b7c2; --paper: #12191f; --card: #1b242c; --line: #2c3842; --brand: #6cc3e6; --on: #0d1a22 } }
* { box-sizing: border-box }
body { margin: 0; min-height: 100vh; display: grid; place-items: center; padding: 24px; background: var(--paper); color: var(--ink); font: 16px/1.55 "Segoe UI", system-ui, sans-serif }
main { max-width: 34rem; padding: 40px; background: var(--card); border: 1px solid var(--line); border-radius: 16px }
svg { display: block; width: 56px; height: 56px; margin-bottom: 20px }
h1 { margin: 0 0 12px; font-size: 1.6rem; line-height: 1.25 }
p { margin: 0 0 16px }
.quiet { margin: 0; color: var(--quiet); font-size: .9rem }
a { display: inline-block; margin: 8px 0 20px; padding: 11px 22px; border-radius: 8px; background: var(--brand); color: var(--on); font-weight: 600; text-decoration: none }
a:hover { filter: brightness(1.1) }
a:focus-visible { outline: 3px solid var(--brand); outline-offset: 3px }
@media (max-width: 30rem) { main { padding: 28px 24px } }
`;

/** One page for every link, whatever it leads to: it knows no event, and tells nobody whether there is one. `botId` is the bot's app id. */
export function linkPage(botId: string | undefined): Page {
  const open =
    botId === undefined
      ? '<p>Open Rollcall in Microsoft Teams, and paste the link into a message there.</p>'
      : `<p>Open Rollcall in Microsoft Teams, or paste the link into a message there.</p>
<a href="https://teams.microsoft.com/l/chat/0/0?users=28:${encodeURIComponent(botId)}">Open in Teams</a>`;
  return toPage(
    'A Rollcall link',
    `<h1>This link opens in Teams</h1>
<p>Rollcall tells the people who run a webinar, town hall or meeting who came, how long they stayed, and when the room was full.</p>
${open}
<p class="quiet">Only organisers and co-organisers see where this link leads. This page does not know it.</p>`,
  );
}

/** What stands where Entra sends somebody back to, whatever it says: it is not even looked at. */
export const signedInPage = toPage(
  'Back to Teams',
  `<h1>Back to Teams</h1>
<p>You can close this window. Then ask Rollcall again in Teams.</p>
<p class="quiet">Nothing that came with this address was kept.</p>`,
);

/** What stands where a way to Entra's page is no longer known. */
export const signInGonePage = toPage(
  'Ask again in Teams',
  `<h1>Ask again in Teams</h1>
<p>This way to sign in has ended, as it does after a quarter of an hour, or when Rollcall is started anew. Ask Rollcall again in Teams, and take the button that comes then.</p>`,
);

/** `body` is ours, and holds nothing of anybody's. */
function toPage(title: string, body: string): Page {
  const html = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${title}</title>
<style>${STYLE}</style>
</head>
<body>
<main>
<svg viewBox="0 0 56 56" aria-hidden="true"><rect width="56" height="56" rx="13" fill="#0b4f6c"/><path d="M15 20.5l3.5 3.5 6-7M15 35.5l3.5 3.5 6-7" fill="none" stroke="#fff" stroke-width="3.5" stroke-linecap="round" stroke-linejoin="round"/><path d="M31 20.5h11M31 36h11" stroke="#fff" stroke-width="3.5" stroke-linecap="round"/></svg>
${body}
</main>
</body>
</html>
`;
  const hash = createHash('sha256').update(STYLE).digest('base64');
  const policy = `default-src 'none'; style-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`;
  return { html, policy };
}
