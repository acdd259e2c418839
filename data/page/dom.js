// Making elements. Text is always put in as text, never as markup.

// An element with attributes, properties (`on…` handlers) and children (elements or text).
function el(tag, attributes = {}, ...children) {
  const [name, ...classes] = tag.split('.');
  const element = document.createElement(name || 'div');
  if (classes.length) element.className = classes.join(' ');
  fill(element, attributes);
  element.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

function fill(element, attributes) {
  for (const [key, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (key.startsWith('on')) element.addEventListener(key.slice(2), value);
    else element.setAttribute(key, value === true ? '' : String(value));
  }
}

const SVG = 'http://www.w3.org/2000/svg';

function svg(tag, attributes = {}, ...children) {
  const element = document.createElementNS(SVG, tag);
  fill(element, attributes);
  element.append(...children);
  return element;
}

// The shapes that tell levels apart without colour, and the marks of the tool bar.
const SHAPES = {
  error: 'M4.5 4.5l7 7m0-7l-7 7', check: 'M8 3.6v5.6m0 2.6v.6', note: 'M8 3.6v.6m0 2.6v5.6',
  pin: 'M6 2.5h4l-.6 4.2 2.4 2.3H4.2l2.4-2.3zM8 9v4.5', moon: 'M12.8 9.6A5.3 5.3 0 0 1 6.4 3.2a5.3 5.3 0 1 0 6.4 6.4z',
  printer: 'M4.5 6V2.5h7V6M4.5 11H2.5V6h11v5h-2M4.5 9.5h7v4h-7z', undo: 'M6 3L3 6l3 3M3 6h6.5a3.5 3.5 0 0 1 0 7H7',
  redo: 'M10 3l3 3-3 3M13 6H6.500a3.5 3.5 0 0 0 0 7H9', glass: 'M7 11.500a4.500 4.500 0 1 0 0-9 4.500 4.500 0 0 0 0 9zM10.300 10.300L13.500 13.500',
  pen: 'M3 13l.7-3L10.500 3.200l2.300 2.300L6 12.300z',
  path: 'M3 3h4v4h4v6M3 13v.01M13 3v.01', out: 'M8 10V2.5M5 5.200L8 2.500l3 2.700M3 9.500v4h10v-4',
};

function icon(name) {
  return svg('svg', { viewBox: '0 0 16 16', class: 'icon', 'aria-hidden': 'true', focusable: 'false' },
    svg('path', { d: SHAPES[name] }));
}

// A short message that a screen reader says too.
function say(message, tone = '') {
  const place = document.getElementById('said');
  if (!place) return;
  place.textContent = message;
  place.className = 'said shown ' + tone;
  clearTimeout(say.timer);
  say.timer = setTimeout(() => { place.className = 'said'; }, tone === 'bad' ? 8000 : 2200);
}
