// Keys, printing, and the start.
const PRINTED = 2000;
let prefix = '';

const MOVES = {
  ArrowDown: () => step(1), j: () => step(1), ArrowUp: () => step(-1), k: () => step(-1),
  Home: () => edge(0), End: () => edge(S.view.length - 1),
  PageDown: () => page(1), PageUp: () => page(-1),
  ']': () => nextFinding(1), '[': () => nextFinding(-1),
  '/': () => document.getElementById('search').focus(),
  1: () => showLevel('error'), 2: () => showLevel('check'), 3: () => showLevel('note'),
  o: () => { S.filter.order = S.filter.order === 'text' ? 'worst' : 'text'; H.order.value = S.filter.order; applyFilter(); },
  '?': openHelp,
};

const AFTER_N = {
  f: () => nextFinding(1), x: () => go(seek(1, (row) => row.n[0] !== 1 || row.n[1] !== 1)),
  u: () => go(seek(1, (row) => row.doubt)), g: () => go(seek(1, (row) => row.gap)),
};

function step(by) {
  const place = S.view.indexOf(S.current);
  const next = S.view[Math.min(S.view.length - 1, Math.max(0, place + by))];
  if (next !== undefined) choose(next);
}

function edge(place) {
  if (S.view[place] !== undefined) choose(S.view[place], true, 'start');
}

function page(by) {
  const place = placeAt(Math.max(0, G.tops[S.view.indexOf(S.current)] + by * G.scroller.clientHeight * 0.85));
  edge(place);
}

function go(index) {
  if (index >= 0) choose(index, true, 'middle');
}

function nextFinding(by) {
  go(seek(by, (row) => row.f.some(passes)));
}

function showLevel(level) {
  toggle(S.filter.levels, level);
  applyFilter();
}

function pressed(event) {
  const typing = event.target.closest?.('input, textarea, select');
  if (document.querySelector('dialog[open]')) return;
  if (typing) {
    if (event.key === 'Escape' && typing.id === 'search') { event.preventDefault(); typing.blur(); choose(S.current); }
    return;
  }
  if (S.data.host === 'desk' && deskPressed(event)) { event.preventDefault(); prefix = ''; return; }
  if (S.data.host === 'report' && reportPressed(event)) { event.preventDefault(); prefix = ''; return; }
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target.closest?.('button') && (event.key === 'Enter' || event.key === ' ')) return;
  const act = prefix === 'n' ? AFTER_N[event.key] : MOVES[event.key];
  prefix = prefix === '' && event.key === 'n' ? 'n' : '';
  if (act) { event.preventDefault(); act(); }
}

// For printing, the rows of the view are all put on the page, without findings' buttons.
function beforePrint() {
  const rows = S.view.slice(0, PRINTED);
  const said = [el('p.small', {}, t('printed', S.data.version))];
  if (rows.length < S.view.length) said.push(el('p.small', {}, t('printCap', rows.length, S.view.length)));
  document.getElementById('paper').replaceChildren(...said, ...rows.map((index, place) => drawRow(index, place)));
}

function start(data, print = '') {
  chooseLanguage(remembered('language') ?? ((navigator.languages?.[0] ?? navigator.language ?? '').toLowerCase().startsWith('zh') ? 'zh' : 'en'));
  const theme = remembered('theme');
  if (theme) document.documentElement.dataset.theme = theme;
  load(data);
  if (print) restoreDecisions(print);
  buildPage();
  S.current = 0;
  write();
  layOut(0);
  document.addEventListener('keydown', pressed);
  document.addEventListener('mouseover', (event) => { const mark = event.target.closest?.('mark[data-join]'); if (mark) joinFigures(mark); else if (G.link) unjoinFigures(); });
  window.addEventListener('beforeprint', beforePrint);
  window.addEventListener('afterprint', () => document.getElementById('paper').replaceChildren());
  window.addEventListener('resize', () => drawPicture());
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', drawPicture);
  document.documentElement.dataset.ready = 'yes';
}

const embedded = document.getElementById('data');
if (embedded) start(JSON.parse(embedded.textContent), embedded.dataset.print);
else openDesk();
})();
