/** The yardstick: fetch and JSON.parse every page, and nothing else. Arguments: address of the first page of each collection. */
async function main(): Promise<void> {
  const collections = process.argv.slice(2);
  // Warm as well: Node loads its fetch at the first call.
  await fetch(new URL('/requests', collections[0]));
  const started = performance.now();
  let records = 0;
  for (let next of collections as (string | undefined)[])
    while (next) {
      const answer = await fetch(next, { headers: { authorization: 'Bearer bench' } });
      const page = JSON.parse(await answer.text()) as { value: unknown[]; '@odata.nextLink'?: string };
      records += page.value.length;
      next = page['@odata.nextLink'];
    }
  const ms = performance.now() - started;
  console.log(JSON.stringify({ ms, records, peakKb: process.resourceUsage().maxRSS }));
}

void main();
