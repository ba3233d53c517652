import { sampleCard, type CardStem } from '../../src/cards/all';
import type { CardContext } from '../../src/cards/card';
import { asUnfurled, linkCard } from '../../src/cards/link';
import { readSamples } from '../../src/cli/card-page';
import { readLink } from '../../src/domain/link';
import { buttons, expectSoundCard, parts, root } from '../support/card-checks';
import { figuresOnly, personal, shared } from '../support/card-context';

const publicUrl = 'https://rollcall.example';
const stems = ['event', 'session', 'attendance', 'summary'] as const;
const samples = stems.flatMap(stem => readSamples(root, stem).map(sample => [stem, sample.name, sample] as const));
const draw = (stem: CardStem, sample: (typeof samples)[number][2], context: CardContext) =>
  sampleCard(stem, { ...sample, context });

describe.each(samples)('%s: %s', (stem, _, sample) => {
  it.each([personal, shared, figuresOnly])('offers a link that leads to it (%#)', context => {
    const card = draw(stem, sample, { ...context, publicUrl });
    expectSoundCard(card);
    const row = parts(card.body).find(part => part.id === 'link')!;
    expect(row.isVisible).toBe(false);
    const toggles = parts(card).filter(part => JSON.stringify(part.targetElements) === '["link"]');
    expect(toggles.map(({ title }) => title)).toEqual(['Copy link']);
    const link = parts(row).find(part => part.type === 'TextRun')!.text as string;
    const target = readLink(link, publicUrl)!;
    const value = sample.value as any;
    const { subject, report, reports, session } = value.attendance ?? value;
    expect(target).toMatchObject({ kind: subject.kind, id: subject.id });
    if (stem === 'session') expect(target.session).toBe(session.id);
    if (report) expect(target.report).toBe(reports > 1 ? undefined : report.id);
  });

  it('offers none where links have nowhere to lead', () => {
    expect(JSON.stringify(draw(stem, sample, personal))).not.toMatch(/Copy link|"link"/);
  });

  it('keeps every button it had', () => {
    const titles = (context: CardContext) => buttons(draw(stem, sample, context)).map(({ title }) => title);
    const before = titles(personal);
    expect(titles({ ...personal, publicUrl }).filter(title => title !== 'Copy link')).toEqual(before);
  });
});

describe('where a link was pasted', () => {
  const newer = /^(?:Badge|Chart\..*|ProgressBar|ProgressRing|Icon|Carousel|Table|CodeBlock|Action\.Execute)$/;

  it.each(samples)('%s: %s stays within what is drawn there, by its fallbacks', (stem, _, sample) => {
    const card = asUnfurled(draw(stem, sample, { ...shared, publicUrl }));
    expect(card.version).toBe('1.3');
    expect(card.refresh).toBeUndefined();
    for (const part of parts(card).filter(({ type }) => newer.test(String(type)))) {
      expect(part.fallback).toBeDefined();
      expect((part.fallback as { type?: string }).type ?? 'drop').not.toMatch(newer);
    }
  });
});

describe('the card for everybody else', () => {
  it('is the same whatever it leads to, but for the way there', () => {
    const drawn = (id: string) => JSON.stringify(linkCard({ kind: 'webinar', id }, shared)).replaceAll(id, 'ID');
    expect(drawn('1b2c3d4e')).toBe(drawn('5f6a7b8c-9d0e'));
  });

  it('leads to the private chat, in an organisation of figures only too', () => {
    const [button] = linkCard({ kind: 'townhall', id: 'a b', session: 'c' }, { ...shared, figuresOnly: true }).actions!;
    expect(button).toMatchObject({
      title: 'Open with Rollcall',
      url: 'https://teams.microsoft.com/l/chat/0/0?users=28:bot&message=attendance%20a%20b%20session%20c',
    });
  });

  it('asks for the list where an id is too long for a chat', () => {
    const [button] = linkCard({ kind: 'webinar', id: 'x'.repeat(400) }, shared).actions!;
    expect(button!.url).toContain('message=events');
  });
});
