// The list of pairs. Only the rows in view exist; heights are guessed from the length of the text
// and put right once a row has been drawn.
const G = { scroller: null, body: null, tops: [], drawn: new Map(), frame: 0, width: 0, link: null };
const MARGIN = 600;

function buildGrid() {
  G.body = el('div.rows', { role: 'rowgroup' });
  G.head = el('div.heads', { role: 'row' });
  G.empty = el('p.empty', { hidden: true }, el('span'), el('button', { type: 'button', onclick: clearFilters }));
  G.scroller = el('div.scroller', { role: 'grid', tabindex: 0, id: 'grid', onscroll: scheduleDraw }, G.head, G.body);
  new ResizeObserver(() => {
    if (G.width !== G.scroller.clientWidth) { S.rows.forEach((row) => { row.height = 0; }); layOut(); }
  }).observe(G.scroller);
  return el('div.sheet', {}, G.scroller, G.empty);
}

function titleGrid() {
  const [zh, en] = S.data.files;
  G.scroller.setAttribute('aria-label', t('gridLabel'));
  G.head.replaceChildren(
    el('div.gutter', { role: 'columnheader' }, el('span.unseen', {}, t('pair', ''))),
    el('div', { role: 'columnheader' }, el('b', {}, t('chinese')), el('span.file', { title: zh }, zh)),
    el('div', { role: 'columnheader' }, el('b', {}, t('english')), el('span.file', { title: en }, en === zh ? '' : en)));
  G.empty.firstChild.textContent = t('none');
  G.empty.lastChild.textContent = t('clear');
}

// Works out where every row of the view begins, and draws.
function layOut(keep = null) {
  const { scroller } = G;
  G.width = scroller.clientWidth;
  const column = Math.max(160, (Math.min(G.width, 1500) - 92) / 2 - 44);
  const tops = new Float64Array(S.view.length + 1);
  S.view.forEach((index, place) => {
    const row = S.rows[index];
    tops[place + 1] = tops[place] + (row.height || guess(row, column));
  });
  G.tops = tops;
  G.column = column;
  G.body.style.height = tops[S.view.length] + 'px';
  scroller.setAttribute('aria-rowcount', S.view.length + 1);
  G.empty.hidden = S.view.length > 0;
  G.drawn.forEach((node) => node.remove());
  G.drawn.clear();
  if (keep !== null) reveal(keep, 'start');
  draw();
}

function guess(row, column) {
  const lines = Math.max(1, Math.ceil(row.zh.length * 17.5 / column), Math.ceil(row.en.length * 7.9 / column));
  return 30 + lines * 28 + row.f.filter(isOpen).length * 84;
}

function scheduleDraw() {
  if (!G.frame) G.frame = requestAnimationFrame(() => { G.frame = 0; draw(); });
}

// The place in the view at a height: the last row that begins at or above it.
function placeAt(height) {
  let low = 0;
  let high = S.view.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (G.tops[middle] <= height) low = middle; else high = middle - 1;
  }
  return low;
}

function draw() {
  const { scroller, drawn, body } = G;
  if (!S.view.length) return;
  for (let round = 0; round < 4; round += 1) {
    const top = scroller.scrollTop;
    const first = placeAt(top - MARGIN);
    const last = placeAt(top + scroller.clientHeight + MARGIN);
    const wanted = new Set();
    const fresh = [];
    for (let place = first; place <= last; place += 1) {
      const index = S.view[place];
      wanted.add(index);
      if (!drawn.has(index)) {
        const node = drawRow(index, place);
        drawn.set(index, node);
        body.append(node);
        fresh.push([place, node]);
      }
    }
    drawn.forEach((node, index) => {
      if (!wanted.has(index) && !node.contains(document.activeElement)) { node.remove(); drawn.delete(index); }
    });
    // Measured together, so that the browser lays out once.
    const heights = fresh.map(([place, node]) => [place, node.offsetHeight]);
    let moved = false;
    for (const [place, height] of heights) {
      const row = S.rows[S.view[place]];
      if (Math.abs(height - (G.tops[place + 1] - G.tops[place])) > 0.5) moved = true;
      row.height = height;
    }
    if (moved) correct(top);
    drawn.forEach((node) => { node.style.transform = `translateY(${G.tops[Number(node.dataset.place)]}px)`; });
    if (!moved) break;
  }
  orderRows();
}

// Heights were guessed wrong: everything below moves, what is in view stays.
function correct(top) {
  const anchor = placeAt(top);
  const into = top - G.tops[anchor];
  for (let place = 0; place < S.view.length; place += 1) {
    const row = S.rows[S.view[place]];
    G.tops[place + 1] = G.tops[place] + (row.height || guess(row, G.column));
  }
  G.body.style.height = G.tops[S.view.length] + 'px';
  const now = G.tops[anchor] + into;
  if (Math.abs(now - top) > 0.5) G.scroller.scrollTop = now;
}

// Rows stand in the document in the order they are seen in, for screen readers and the Tab key.
function orderRows() {
  const nodes = [...G.drawn.values()].sort((a, b) => a.dataset.place - b.dataset.place);
  let before = null;
  for (const node of nodes) {
    if (node.previousElementSibling !== before && !node.contains(document.activeElement)) {
      if (before) before.after(node); else G.body.prepend(node);
    }
    before = node;
  }
}

function drawRow(index, place) {
  const row = S.rows[index];
  const level = LEVELS.find((name) => GRAVITY[name] === row.worst);
  const kind = row.gap ? '' : `${row.n[0]}:${row.n[1]}`;
  const badges = [
    kind && kind !== '1:1' && kind !== '0:0' ? el('span.kind', {}, kind) : null,
    row.was !== undefined ? el('span.badge', { title: t('correctedHere') }, icon('pen'), el('span.unseen', {}, t('correctedHere'))) : null,
    row.pin ? el('span.badge', { title: t('pinned') }, icon('pin'), el('span.unseen', {}, t('pinned'))) : null,
    row.doubt ? el('span.doubt', { title: t('sure', Math.round(row.c * 100)) }, Math.round(row.c * 100) + '%') : null,
  ];
  const places = [0, 1].map((at) => (row.line[at] ? t('line', row.line[at]) : '')).filter(Boolean);
  const findings = row.f.map((finding, at) => [finding, at]).filter(([finding]) => isOpen(finding));
  const node = el('div.row', {
    role: 'row', tabindex: index === S.current ? 0 : -1, 'aria-rowindex': place + 2, 'data-index': index, 'data-place': place,
    'aria-selected': index === S.current, onfocusin: () => { if (S.current !== index) choose(index, false); },
  },
    el('div.gutter', { role: 'rowheader', title: places.join(' · ') },
      el('span.number', { 'aria-label': t('pair', index + 1) }, index + 1), badges),
    cell(row, 'zh'), cell(row, 'en'),
    findings.length ? el('div.found', { role: 'gridcell' }, findings.map(([finding, at]) => card(row, index, finding, at))) : null);
  if (level) node.classList.add('has-' + level);
  if (row.doubt) node.classList.add('doubtful');
  if (row.gap) node.classList.add('gap');
  if (index === S.current) node.classList.add('current');
  return node;
}

// The text of one side, with its figures marked.
function cell(row, side) {
  const text = row[side];
  const node = el('div.cell.' + side, { role: 'gridcell', lang: side === 'zh' ? 'zh-Hans' : 'en', 'data-side': side });
  if (!text) {
    node.append(el('span.nothing', { lang: lang === 'zh' ? 'zh-Hans' : 'en' }, t(side === 'zh' ? 'noZh' : 'noEn')));
    return node;
  }
  const at = side === 'zh' ? 0 : 1;
  const seats = row[side === 'zh' ? 'zf' : 'ef'];
  const wrong = new Map();
  for (const finding of row.f) {
    const seat = finding[side];
    if (seat === null || !isOpen(finding)) continue;
    if (!wrong.has(seat) || GRAVITY[wrong.get(seat)] < GRAVITY[finding.level]) wrong.set(seat, finding.level);
  }
  const joined = new Map();
  row.j.forEach((join, number) => joined.set(join[at], number));
  const order = seats.map((seat, number) => ({ seat, number })).sort((a, b) => a.seat[0] - b.seat[0] || b.seat[1] - a.seat[1]);
  let done = 0;
  for (const { seat, number } of order) {
    if (seat[0] < done) continue;
    plainText(node, text.slice(done, seat[0]));
    const mark = el('mark.figure', { title: seat[2] });
    if (joined.has(number)) mark.dataset.join = joined.get(number);
    if (wrong.has(number)) mark.classList.add(wrong.get(number));
    else if (joined.has(number)) mark.classList.add('joined');
    else mark.classList.add('alone');
    plainText(mark, text.slice(seat[0], seat[1]));
    node.append(mark);
    done = seat[1];
  }
  plainText(node, text.slice(done));
  return node;
}

// Text with what is searched for marked.
function plainText(node, text) {
  const wanted = S.filter.text.trim().toLowerCase();
  const low = wanted ? text.toLowerCase() : '';
  let from = 0;
  // Folding may change the length of rare letters; then nothing is marked.
  while (wanted && low.length === text.length) {
    const at = low.indexOf(wanted, from);
    if (at < 0) break;
    node.append(text.slice(from, at), el('span.hit', {}, text.slice(at, at + wanted.length)));
    from = at + wanted.length;
  }
  node.append(text.slice(from));
}

// One finding, for people.
function card(row, index, finding, at) {
  const whole = S.data.systematic.find((one) => one.id === finding.of);
  const side = S.data.translation;
  const old = finding.at ? row[side].slice(finding.at[0], finding.at[1]) : '';
  const node = el('div.card.' + finding.level, { 'data-at': at },
    el('span.level', {}, icon(finding.level), el('span', {}, t(finding.level + '1'))),
    el('div.said-of', {},
      el('p.message', {}, el('b.code', {}, codeName(finding.code)), ' ', messageOf(finding)),
      finding.fix ? el('p.fix', {}, t('write') + ' ', el('ins', { lang: side }, finding.fix), old ? [' ' + t('insteadOf') + ' ', el('del', { lang: side }, old)] : '') : null,
      whole ? el('p.member', {}, t('member', codeName('systematic'))) : null,
      finding.done ? el('p.decided', {}, t(finding.done[0]), finding.done[1] ? ' · ' + finding.done[1] : '') : null));
  node.append(S.data.host === 'desk' ? deskButtons(index, at, finding) : reportButtons(index, at, finding));
  return node;
}

// What a finding says, in the language of the page.
function messageOf(finding) {
  return lang === 'zh' ? el('span', { lang: 'zh-Hans' }, finding.said) : el('span', { lang: 'en' }, finding.message);
}

// Makes a row the current one.
function choose(index, focus = true, block = 'nearest') {
  const before = G.drawn.get(S.current);
  if (before) { before.classList.remove('current'); before.tabIndex = -1; before.setAttribute('aria-selected', 'false'); }
  if (S.current !== index) S.finding = 0;
  S.current = index;
  const place = S.view.indexOf(index);
  if (place < 0) return;
  if (focus) { reveal(index, block); draw(); }
  const node = G.drawn.get(index);
  if (!node) return;
  node.classList.add('current');
  node.tabIndex = 0;
  node.setAttribute('aria-selected', 'true');
  if (focus) {
    node.focus({ preventScroll: true });
    if (block === 'nearest') reveal(index, 'nearest');
  }
  markFinding();
  markPicture();
}

// Scrolls so that a row is in view.
function reveal(index, block) {
  const place = S.view.indexOf(index);
  if (place < 0) return;
  const { scroller } = G;
  const head = G.head.offsetHeight;
  const [top, bottom] = [G.tops[place], G.tops[place + 1]];
  const room = scroller.clientHeight - head;
  if (block === 'start' || bottom - top > room) scroller.scrollTop = top - 12;
  else if (block === 'middle') scroller.scrollTop = top - (room - (bottom - top)) / 2;
  else if (top < scroller.scrollTop) scroller.scrollTop = top - 12;
  else if (bottom > scroller.scrollTop + room) scroller.scrollTop = bottom - room + 12;
}

function redrawRow(index) {
  const node = G.drawn.get(index);
  if (!node) return;
  S.rows[index].height = 0;
  node.remove();
  G.drawn.delete(index);
}

// The two figures that belong together light up, and a line joins them.
function joinFigures(mark) {
  unjoinFigures();
  const row = mark?.closest('.row');
  if (!row || mark.dataset.join === undefined) return;
  const both = [...row.querySelectorAll(`mark[data-join="${mark.dataset.join}"]`)];
  both.forEach((one) => one.classList.add('lit'));
  if (both.length < 2) return;
  const frame = row.getBoundingClientRect();
  const box = (one) => one.getClientRects()[one.getClientRects().length - 1];
  const [from, to] = [both[0].getClientRects()[0], both[1].getClientRects()[0]].map((rect, at) => rect ?? box(both[at]));
  const [x1, x2] = [from.right - frame.left, to.left - frame.left];
  const [y1, y2] = [from.bottom - frame.top, to.bottom - frame.top];
  const bend = Math.max(24, (x2 - x1) / 3);
  G.link = svg('svg', { class: 'link', 'aria-hidden': 'true' },
    svg('path', { d: `M${x1} ${y1}C${x1 + bend} ${y1 + 10} ${x2 - bend} ${y2 + 10} ${x2} ${y2}` }));
  row.append(G.link);
}

function unjoinFigures() {
  document.querySelectorAll('mark.lit').forEach((one) => one.classList.remove('lit'));
  G.link?.remove();
  G.link = null;
}

// The finding that keys act on is framed.
function markFinding() {
  G.body.querySelectorAll('.card.chosen').forEach((one) => one.classList.remove('chosen'));
  const cards = G.drawn.get(S.current)?.querySelectorAll('.card');
  if (cards?.length) cards[Math.min(S.finding, cards.length - 1)].classList.add('chosen');
}
