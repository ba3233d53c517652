/* global AdaptiveCards, document, previews, hostConfigs */
// Draws every sample twice as wide and twice as bright. The reference renderer knows no Badge, ProgressBar or chart, so small ones of our own stand in.

const svgNamespace = 'http://www.w3.org/2000/svg';

function svg(name, attributes, text) {
  const node = document.createElementNS(svgNamespace, name);
  for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
  if (text !== undefined) node.textContent = text;
  return node;
}

function div(className, style = {}) {
  const node = document.createElement('div');
  node.className = className;
  Object.assign(node.style, style);
  return node;
}

/** What each colour of a chart stands for. */
function legends(series, colours) {
  const node = div('legends');
  for (const { legend, color } of series) {
    const name = div('legend');
    name.append(div('dot', { background: colours[color] }), legend);
    node.append(name);
  }
  return node;
}

function niceStep(span, count) {
  const rough = span / count;
  const power = 10 ** Math.floor(Math.log10(rough));
  return [1, 2, 5, 10].map(factor => factor * power).find(step => step >= rough);
}

class DrawnElement extends AdaptiveCards.CardElement {
  internalParse(source, context) {
    super.internalParse(source, context);
    this.source = source;
  }
  getJsonTypeName() {
    return this.constructor.typeName;
  }
}

class Badge extends DrawnElement {
  static typeName = 'Badge';
  internalRender() {
    const node = div(`badge ${this.source.style}`);
    node.textContent = this.source.text;
    if (this.source.horizontalAlignment === 'Right')
      Object.assign(node.style, { width: 'fit-content', marginLeft: 'auto' });
    return node;
  }
}

class ProgressBar extends DrawnElement {
  static typeName = 'ProgressBar';
  internalRender() {
    const node = div('bar');
    const { value, max = 100 } = this.source;
    node.append(value === undefined ? div('busy') : div('', { width: `${(value / max) * 100}%` }));
    return node;
  }
}

/** About the colours that Teams gives these names. */
const categorical = {
  categoricalBlue: '#4f6bed',
  categoricalMarigold: '#eaa300',
  categoricalTeal: '#038387',
  categoricalPurple: '#8764b8',
  categoricalRed: '#d13438',
  categoricalLime: '#73aa24',
};

class LineChart extends DrawnElement {
  static typeName = 'Chart.Line';
  internalRender() {
    const holder = div('chart');
    const width = this.parent.previewWidth;
    const height = 170;
    const given = this.source.data[0].values;
    // Days since the first one, where x is a date.
    const isDated = typeof given[0].x === 'string';
    const dayOf = x => Date.parse(x) / 86_400_000;
    const values = isDated ? given.map(({ x, y }) => ({ x: dayOf(x) - dayOf(given[0].x), y })) : given;
    const label = x =>
      isDated
        ? new Date((dayOf(given[0].x) + x) * 86_400_000).toLocaleDateString('en-GB', { day: 'numeric', month: 'short' })
        : String(x);
    const box = { left: 44, right: width - 8, top: 10, bottom: height - 38 };
    const lines = this.source.data.length > 1 ? this.source.data.map(one => one.values) : [values];
    const lastX = Math.max(...lines.map(one => one.at(-1).x));
    const highest = Math.max(...lines.flat().map(value => value.y));
    const stepY = Math.max(1, niceStep(highest, 4));
    const topY = Math.ceil(highest / stepY) * stepY;
    const toX = x => box.left + (x / lastX) * (box.right - box.left);
    const toY = y => box.bottom - (y / topY) * (box.bottom - box.top);
    const drawing = svg('svg', { width, height, viewBox: `0 0 ${width} ${height}` });
    for (let y = 0; y <= topY; y += stepY) {
      drawing.append(svg('line', { class: 'grid', x1: box.left, x2: box.right, y1: toY(y), y2: toY(y) }));
      drawing.append(svg('text', { x: box.left - 6, y: toY(y) + 4, 'text-anchor': 'end' }, y.toLocaleString('en-GB')));
    }
    const stepX = niceStep(lastX, width > 400 ? 8 : 5);
    for (let x = 0; x <= lastX; x += stepX)
      drawing.append(svg('text', { x: toX(x), y: box.bottom + 15, 'text-anchor': 'middle' }, label(x)));
    const title = this.source.xAxisTitle ?? '';
    drawing.append(svg('text', { x: (box.left + box.right) / 2, y: height - 6, 'text-anchor': 'middle' }, title));
    const pathOf = points => points.map(value => `${toX(value.x)},${toY(value.y)}`).join(' L');
    holder.append(drawing);
    if (lines.length === 1) {
      const line = pathOf(values);
      drawing.append(svg('path', { class: 'area', d: `M${toX(0)},${toY(0)} L${line} L${toX(lastX)},${toY(0)} Z` }));
      drawing.append(svg('path', { class: 'curve', d: `M${line}` }));
      return holder;
    }
    for (const { color, values: points } of this.source.data)
      drawing.append(svg('path', { class: 'curve', style: `stroke: ${categorical[color]}`, d: `M${pathOf(points)}` }));
    holder.append(legends(this.source.data, categorical));
    return holder;
  }
}

class HorizontalBarChart extends DrawnElement {
  static typeName = 'Chart.HorizontalBar';
  internalRender() {
    const holder = div('chart');
    const width = this.parent.previewWidth;
    const rowHeight = 38;
    const { data } = this.source;
    const height = data.length * rowHeight;
    const room = 60;
    const top = Math.max(1, ...data.map(({ y }) => y));
    const drawing = svg('svg', { width, height, viewBox: `0 0 ${width} ${height}` });
    data.forEach(({ x, y }, row) => {
      const from = row * rowHeight;
      const length = (y / top) * (width - room);
      drawing.append(svg('text', { x: 0, y: from + 13 }, x));
      drawing.append(svg('rect', { class: 'bar-of-chart', x: 0, y: from + 19, width: length, height: 12, rx: 2 }));
      drawing.append(svg('text', { x: length + 6, y: from + 29 }, y.toLocaleString('en-GB')));
    });
    holder.append(drawing);
    return holder;
  }
}

/** About the colours that Teams gives these names. */
const meaning = { good: '#13a10e', warning: '#eaa300', attention: '#d13438', neutral: '#8a8886' };

class StackedBarChart extends DrawnElement {
  static typeName = 'Chart.HorizontalBar.Stacked';
  internalRender() {
    const holder = div('chart');
    const width = this.parent.previewWidth;
    const rowHeight = 38;
    const { data } = this.source;
    const height = data.length * rowHeight;
    const top = Math.max(1, ...data.map(one => one.data.reduce((sum, { value }) => sum + value, 0)));
    const drawing = svg('svg', { width, height, viewBox: `0 0 ${width} ${height}` });
    data.forEach(({ title, data: stack }, row) => {
      const from = row * rowHeight;
      drawing.append(svg('text', { x: 0, y: from + 13 }, title));
      let x = 0;
      for (const { value, color } of stack) {
        const length = (value / top) * width;
        drawing.append(svg('rect', { x, y: from + 19, width: length, height: 12, style: `fill: ${meaning[color]}` }));
        x += length;
      }
    });
    holder.append(drawing, legends(data[0].data, meaning));
    return holder;
  }
}

for (const element of [Badge, ProgressBar, LineChart, HorizontalBarChart, StackedBarChart])
  AdaptiveCards.GlobalRegistry.elements.register(element.typeName, element);

// Teams reads Markdown in a TextBlock, so a preview that did not would hide a hole.
AdaptiveCards.AdaptiveCard.onProcessMarkdown = (text, result) => {
  result.outputHtml = text
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/\[([^\]]+)\]\(([^)]+)\)/g, '<a href="$2">$1</a>')
    .replace(/\*\*([^*]+)\*\*/g, '<b>$1</b>');
  result.didProcess = true;
};

// What Teams does with targetWidth, which the reference renderer ignores.
const sizes = ['veryNarrow', 'narrow', 'standard', 'wide'];
function sizeOf(width) {
  return width < 165 ? 0 : width <= 350 ? 1 : width <= 768 ? 2 : 3;
}
function fits(targetWidth, width) {
  const [, bound, size] = /^(?:(atLeast|atMost):)?(.*)$/.exec(targetWidth);
  const difference = sizeOf(width) - sizes.indexOf(size);
  return bound === 'atLeast' ? difference >= 0 : bound === 'atMost' ? difference <= 0 : difference === 0;
}
function forWidth(value, width) {
  if (Array.isArray(value))
    return value.filter(item => !item?.targetWidth || fits(item.targetWidth, width)).map(item => forWidth(item, width));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, forWidth(inner, width)]));
}

// Buttons in the order Teams gives them: what is secondary goes behind three dots.
function withMenu(card) {
  const secondary = (card.actions ?? []).filter(action => action.mode === 'secondary');
  if (secondary.length === 0) return card;
  const primary = card.actions.filter(action => action.mode !== 'secondary');
  const menu = {
    type: 'Action.ToggleVisibility',
    title: '…',
    tooltip: secondary.map(action => action.title).join('\n'),
    targetElements: [],
  };
  return { ...card, actions: [...primary, menu] };
}

function draw(json, theme, width, opened) {
  const frame = div('card', { width: `${width}px` });
  const card = new AdaptiveCards.AdaptiveCard();
  card.hostConfig = new AdaptiveCards.HostConfig({ ...hostConfigs.shared, ...hostConfigs[theme] });
  Object.defineProperty(AdaptiveCards.CardElement.prototype, 'previewWidth', { value: width - 34, configurable: true });
  const shown = withMenu(forWidth(json, width));
  card.parse(opened ? JSON.parse(JSON.stringify(shown).replaceAll('"isVisible":false', '"isVisible":true')) : shown);
  frame.append(card.render());
  return frame;
}

for (const { id, title, card, opened } of previews) {
  const heading = document.createElement('h2');
  heading.textContent = title;
  const pair = div('pair');
  pair.id = id;
  for (const theme of ['light', 'dark']) {
    const side = div(`theme ${theme}`);
    side.append(draw(card, theme, 560, opened), draw(card, theme, 320, opened));
    pair.append(side);
  }
  document.body.append(heading, pair);
}
