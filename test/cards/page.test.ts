import { cardPage, cardPreviews } from '../../src/cli/card-page';
import { root } from '../support/card-checks';

describe('the preview page', () => {
  const previews = cardPreviews(root);
  const page = cardPage(root, previews);

  it('holds every sample under an id of its own', () => {
    expect(new Set(previews.map(preview => preview.id)).size).toBe(previews.length);
    expect(previews.filter(preview => preview.opened).map(preview => preview.id)).toEqual(
      expect.arrayContaining(['session-1-opened', 'attendance-1-opened']),
    );
  });

  it('needs nothing from elsewhere, and no sample can end its script', () => {
    expect(page).not.toMatch(/<script src|<link /);
    expect(page.match(/<script>/g)).toHaveLength(3);
    const hostile = cardPage(root, [{ ...previews[0]!, title: '</script><script>alert(1)</script>' }]);
    expect(hostile.match(/<\/script>/g)).toHaveLength(3);
  });
});
