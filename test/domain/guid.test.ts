import { isGuid } from '../../src/domain/guid';

describe('an id as Entra writes it', () => {
  it.each([
    'd3b1f0aa-0001-4a5b-8c9d-00e0ab12cd34',
    'D3B1F0AA-0001-4A5B-8C9D-00E0AB12CD34',
    '00000000-0000-0000-0000-000000000000',
  ])('%s is one', id => {
    expect(isGuid(id)).toBe(true);
  });

  it.each([
    undefined,
    '',
    'sandbox',
    'd3b1f0aa00014a5b8c9d00e0ab12cd34',
    '{d3b1f0aa-0001-4a5b-8c9d-00e0ab12cd34}',
    ' d3b1f0aa-0001-4a5b-8c9d-00e0ab12cd34',
    'd3b1f0aa-0001-4a5b-8c9d-00e0ab12cd34\n',
    'd3b1f0aa-0001-4a5b-8c9d-00e0ab12cd34\n"',
    'g3b1f0aa-0001-4a5b-8c9d-00e0ab12cd34',
    'd3b1f0aa-0001-4a5b-8c9d-00e0ab12cd345',
    '٣3b1f0aa-0001-4a5b-8c9d-00e0ab12cd34',
  ])('%j is none', id => {
    expect(isGuid(id)).toBe(false);
  });
});
