// The desk: what only the local server can do. Every act is sent, done and saved there; the answer
// says which rows changed, and only then the page changes.
const D = { queue: Promise.resolve(), tools: {} };

async function openDesk() {
  try {
    const answer = await fetch('/api/data');
    if (!answer.ok) throw new Error(answer.status);
    start(await answer.json());
    countSteps(S.data);
  } catch {
    document.body.append(el('p.empty', {}, t('lost')));
  }
}

function deskTools() {
  D.state = el('span.state', {}, t('saved'));
  D.undo = button(t('undo') + ' (Ctrl-Z)', () => act({ do: 'undo' }), { class: 'tool' }, icon('undo'));
  D.redo = button(t('redo') + ' (Ctrl-Y)', () => act({ do: 'redo' }), { class: 'tool' }, icon('redo'));
  const realign = S.data.aligned ? button(t('realign'), realignAll, { class: 'tool' }, icon('path'), ' ' + t('realign')) : '';
  const out = el('select', { class: 'tool', id: 'export', 'aria-label': t('exportAs'), onchange: (event) => {
    if (event.target.value) location.href = '/api/export/' + event.target.value;
    event.target.value = '';
  } }, el('option', { value: '' }, t('exportAs')), S.data.formats.map((format) => el('option', { value: format }, formatName(format))));
  queueMicrotask(() => countSteps(S.data));
  return [el('span.project', { title: S.data.project }, S.data.project), D.state, D.undo, D.redo, realign, out];
}

function countSteps({ undo, redo }) {
  S.data.undo = undo;
  S.data.redo = redo;
  if (!D.undo) return;
  D.undo.disabled = !undo;
  D.redo.disabled = !redo;
}

function deskKeys() {
  return [['working', [
    ['Backspace', 'kMergeUp'], ['m', 'kMergeDown'], ['Enter s', 'kSplit'], ['Ctrl-↑', 'kMoveUp'], ['Ctrl-↓', 'kMoveDown'],
    ['Shift-Ctrl-↑↓', 'kZh'], ['t', 'kUntranslated'], ['e', 'kEdit'], ['p', 'kPin'], ['r', 'kRealign'], ['Ctrl-Z Ctrl-Y', 'kUndo'],
  ]], ['decided', [['f', 'kFix'], ['a', 'kAccept'], ['d', 'kDismiss'], ['c', 'kReopen'], ['. ,', 'kNextF']]]];
}

function deskButtons(index, at, finding) {
  const acts = finding.done ? [choice(index, at, 'reopen', 'c', reopen)]
    : [finding.fix && finding.at ? choice(index, at, 'fix', 'f', fix) : null, choice(index, at, 'accept', 'a', accept), choice(index, at, 'dismiss', 'd', dismiss)];
  return el('div.acts', {}, acts.filter(Boolean));
}

// A button of a finding, which does what its key does.
function choice(index, at, word, key, run) {
  return button(`${t(word)} (${key})`, () => { choose(index, false); S.finding = shownPlace(index, at); run(at); }, { class: 'act', 'aria-label': null }, t(word), ' ', el('kbd', {}, key));
}

// The findings of a row that are shown, by their number in the row.
function shownFindings(index) {
  return S.rows[index].f.map((finding, at) => [finding, at]).filter(([finding]) => isOpen(finding)).map(([, at]) => at);
}

function shownPlace(index, at) {
  return Math.max(0, shownFindings(index).indexOf(at));
}

// The finding the keys act on.
function chosenFinding() {
  const shown = shownFindings(S.current);
  return shown.length ? shown[Math.min(S.finding, shown.length - 1)] : -1;
}

const WORKS = {
  Backspace: () => act({ do: 'merge', row: S.current, way: 'up' }, 'didMerge'),
  m: () => act({ do: 'merge', row: S.current, way: 'down' }, 'didMerge'),
  Enter: splitHere, s: splitHere,
  t: () => act({ do: 'untranslated', row: S.current }, 'didUntranslated'),
  e: edit, r: realignAll,
  p: () => act({ do: 'pin', row: S.current }, S.rows[S.current]?.pin ? 'didUnpin' : 'didPin'),
  f: () => onFinding(fix), a: () => onFinding(accept), d: () => onFinding(dismiss), c: () => onFinding(reopen),
  '.': () => turnFinding(1), ',': () => turnFinding(-1),
};

// Whether a key was one of the desk's.
function deskPressed(event) {
  const control = event.ctrlKey || event.metaKey;
  if (control && !event.altKey) {
    const key = event.key.toLowerCase();
    if (key === 'z') { act({ do: event.shiftKey ? 'redo' : 'undo' }); return true; }
    if (key === 'y') { act({ do: 'redo' }); return true; }
    if (key === 'arrowup' || key === 'arrowdown') {
      act({ do: 'move', row: S.current, side: event.shiftKey ? 'zh' : 'en', way: key === 'arrowup' ? 'up' : 'down' }, 'didMove');
      return true;
    }
    return false;
  }
  if (event.altKey || prefix === 'n') return false;
  if (event.target.closest?.('button') && event.key === 'Enter') return false;
  const work = WORKS[event.key];
  if (!work || !S.rows.length) return false;
  work();
  return true;
}

function onFinding(run) {
  const at = chosenFinding();
  if (at < 0) say(t('noFinding')); else run(at);
}

function turnFinding(by) {
  const n = shownFindings(S.current).length;
  if (n) S.finding = (S.finding + by + n) % n;
  markFinding();
}

function fix(at) {
  const finding = S.rows[S.current].f[at];
  if (!finding.fix || !finding.at) { say(t('noSuggestion')); return; }
  act({ do: 'fix', ...pointed(at) }, 'didFix');
}

function dismiss(at) { act({ do: 'dismiss', ...pointed(at) }, 'didDismiss'); }
function reopen(at) { act({ do: 'reopen', ...pointed(at) }, 'didReopen'); }

// A finding of the current row as the server knows it.
function pointed(at) {
  return { row: S.current, finding: at, key: S.rows[S.current].f[at].print };
}

// Accepting asks for the reason, which stands in the project file and in the list of decisions.
function accept(at) {
  const meant = pointed(at);
  askReason((reason) => act({ do: 'accept', ...meant, reason }, 'didAccept'));
}

function askReason(done) {
  const input = el('input', { type: 'text', id: 'reason', 'aria-label': t('reason'), maxlength: 500 });
  const form = el('form', { method: 'dialog', onsubmit: () => done(input.value.trim()) },
    el('label', { for: 'reason' }, t('reason')), input,
    el('div.acts', {}, button(t('cancel'), () => box.close(), { class: 'tool' }), el('button.primary', { type: 'submit' }, t('accept'))));
  const box = el('dialog.help.small-box', { 'aria-label': t('accept'), onclose: () => { box.remove(); choose(S.current); } }, form);
  document.body.append(box);
  box.showModal();
  input.focus();
}

// Where the cursor stands in a text of the current row.
function cursor() {
  const selection = window.getSelection();
  const cell = selection.focusNode && G.drawn.get(S.current)?.querySelectorAll('.cell');
  const inside = cell ? [...cell].find((one) => one.contains(selection.focusNode)) : null;
  if (!inside) return null;
  const range = document.createRange();
  range.setStart(inside, 0);
  range.setEnd(selection.focusNode, selection.focusOffset);
  return { side: inside.dataset.side, at: range.toString().length };
}

function splitHere() {
  const place = cursor();
  if (place) act({ do: 'split', row: S.current, ...place }, 'didSplit');
  else say(t('cursorFirst'));
}

function realignAll() {
  say(t('aligningAgain'));
  act({ do: 'realign' }, 'didRealign');
}

function edit() {
  const index = S.current;
  const side = S.data.translation;
  const cell = G.drawn.get(index)?.querySelector('.cell.' + side);
  if (!cell || cell.querySelector('textarea')) return;
  const area = el('textarea.edit', { lang: side, 'aria-label': t('edit'), spellcheck: 'true', rows: 1 });
  area.value = S.rows[index][side];
  const grow = () => { area.style.height = 'auto'; area.style.height = area.scrollHeight + 2 + 'px'; S.rows[index].height = 0; correctRow(index); };
  const leave = () => { area.onblur = null; redrawRow(index); layOut(); choose(index); };
  area.addEventListener('input', grow);
  area.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') { event.preventDefault(); event.stopPropagation(); leave(); }
    else if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      event.stopPropagation();
      const text = area.value;
      leave();
      if (text.trim() === S.rows[index][side].trim()) return;
      if (S.data.host === 'desk') act({ do: 'edit', row: index, text, side }, 'didEdit');
      else correctText(index, text);
    }
  });
  cell.replaceChildren(area, el('div.acts', {}, button(t('save') + ' (Ctrl-Enter)', () => area.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', ctrlKey: true })), { class: 'act', 'aria-label': null }, t('save')),
    button(t('cancel') + ' (Esc)', leave, { class: 'act', 'aria-label': null }, t('cancel'))));
  area.focus({ preventScroll: true });
  grow();
}

// A row that grows under the cursor pushes the others down.
function correctRow(index) {
  const node = G.drawn.get(index);
  if (!node) return;
  S.rows[index].height = node.offsetHeight;
  correct(G.scroller.scrollTop);
  G.drawn.forEach((one) => { one.style.transform = `translateY(${G.tops[Number(one.dataset.place)]}px)`; });
}

// Acts go out one after the other, each with the version of the one before.
function act(what, done = '') {
  D.queue = D.queue.then(() => send(what, done)).catch(() => say(t('lost'), 'bad'));
  return D.queue;
}

async function send(what, done) {
  if (what.do === 'undo' && !S.data.undo) { say(t('nothing')); return; }
  if (what.do === 'redo' && !S.data.redo) { say(t('nothingRedo')); return; }
  D.state.textContent = t('saving');
  const answer = await fetch('/api/act', {
    method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ version: S.data.book, ...what }),
  });
  const said = await answer.json();
  D.state.textContent = t('saved');
  if (answer.status === 409) { location.reload(); return; }
  if (!answer.ok) { say(refusal(said.error), answer.status >= 500 ? 'bad' : ''); return; }
  take(said, what);
  clearTimeout(D.settling);
  if (said.unsettled) D.settling = setTimeout(settle, 400);
  if (what.do !== 'settle') say(done ? t(done) : t(what.do === 'undo' ? 'undone' : 'redone'));
}

// The text as a whole is checked beside the acts, and its findings come in their turn.
async function settle() {
  try {
    const answer = await fetch('/api/settle', { method: 'POST' });
    if (answer.ok) act({ do: 'settle' });
  } catch { /* The next act says that nobody answers. */ }
}

// Puts an answer on the page.
function take(answer, what) {
  const { touched, rows, changed } = answer;
  const offset = offsetOfCurrent();
  S.data.book = answer.version;
  S.data.systematic = answer.systematic;
  spliceRows(touched, rows.map(prepare));
  for (const [index, row] of changed) S.rows[index] = prepare(row);
  const still = touched.removed + touched.inserted === 0;
  if (!still && (what.do === 'undo' || what.do === 'redo' || what.do === 'realign')) S.current = touched.at;
  if (what.do === 'merge' && what.way === 'up') S.current = Math.max(0, S.current - 1);
  S.current = Math.max(0, Math.min(S.current, S.rows.length - 1));
  S.finding = 0;
  refilter();
  if (S.view.length && !S.view.includes(S.current)) S.current = S.view.find((index) => index > S.current) ?? S.view[S.view.length - 1];
  layOut();
  const place = S.view.indexOf(S.current);
  if (place >= 0 && offset !== null) G.scroller.scrollTop = G.tops[place] - offset;
  draw();
  choose(S.current);
  countSteps(answer);
  clearTimeout(D.wait);
  D.wait = setTimeout(refresh, 30);
}

function spliceRows({ at, removed }, rows) {
  if (removed === rows.length) rows.forEach((row, index) => { S.rows[at + index] = row; });
  else if (rows.length < 5000) S.rows.splice(at, removed, ...rows);
  else S.rows = S.rows.slice(0, at).concat(rows, S.rows.slice(at + removed));
}

// How far the current row is from the top of the list, so that it can stay there.
function offsetOfCurrent() {
  const place = S.view.indexOf(S.current);
  if (place < 0) return null;
  const offset = G.tops[place] - G.scroller.scrollTop;
  return offset > -200 && offset < G.scroller.clientHeight ? offset : null;
}
