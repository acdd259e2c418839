// Decisions in a report: findings accepted with a reason, texts corrected. They stay in this browser,
// under the fingerprint of the report, and go to the program as a file: check --decisions FILE.
const R = { print: '', kept: { findings: {}, rows: {} } };

function restoreDecisions(print) {
  R.print = print;
  try { R.kept = { ...R.kept, ...JSON.parse(remembered('decisions.' + print) ?? '{}') }; } catch { /* What cannot be read was never ours. */ }
  S.rows.forEach((row, index) => {
    const text = R.kept.rows[index + 1];
    if (text !== undefined) putText(row, text);
    for (const finding of row.f) {
      const reason = R.kept.findings[findingKey(index, finding)];
      if (reason !== undefined) finding.done = ['accepted', reason];
    }
    prepare(row);
  });
  refilter();
}

function findingKey(index, finding) {
  return `${index + 1} ${finding.print}`;
}

function keepDecisions() {
  remember('decisions.' + R.print, JSON.stringify(R.kept));
  R.button?.replaceChildren(icon('out'), ' ' + t('decisions', countDecisions()));
  if (R.button) R.button.disabled = !countDecisions();
}

function countDecisions() {
  return Object.keys(R.kept.findings).length + Object.keys(R.kept.rows).length;
}

// Another text in place of the translation: where its figures are is known only to the program.
function putText(row, text) {
  const side = S.data.translation;
  if (row.was === undefined) row.was = { text: row[side], zf: row.zf, ef: row.ef, j: row.j, f: row.f };
  row[side] = text;
  row[side === 'zh' ? 'zf' : 'ef'] = [];
  row.j = [];
  row.f = row.was.f.map((finding) => ({ ...finding, [side]: null, at: undefined, done: finding.done ?? ['corrected', ''] }));
}

function takeBackText(row) {
  const { text, zf, ef, j, f } = row.was;
  Object.assign(row, { [S.data.translation]: text, zf, ef, j, f, was: undefined });
}

function correctText(index, text) {
  const row = S.rows[index];
  const plain = text.trim();
  if (row.was !== undefined && plain === row.was.text.trim()) {
    takeBackText(row);
    delete R.kept.rows[index + 1];
  } else {
    putText(row, plain);
    R.kept.rows[index + 1] = plain;
  }
  decided(index);
}

function fixHere(at) {
  const row = S.rows[S.current];
  const finding = row.f[at];
  if (!finding.fix || !finding.at) { say(t('noSuggestion')); return; }
  const text = row[S.data.translation];
  correctText(S.current, text.slice(0, finding.at[0]) + finding.fix + text.slice(finding.at[1]));
  say(t('didFix'));
}

function acceptHere(at) {
  const index = S.current;
  askReason((reason) => {
    const finding = S.rows[index].f[at];
    finding.done = ['accepted', reason];
    R.kept.findings[findingKey(index, finding)] = reason;
    decided(index);
    say(t('didAccept'));
  });
}

function reopenHere(at) {
  const row = S.rows[S.current];
  const key = findingKey(S.current, row.f[at]);
  if (row.was !== undefined) {
    takeBackText(row);
    delete R.kept.rows[S.current + 1];
  } else {
    delete R.kept.findings[key];
    row.f[at].done = undefined;
  }
  decided(S.current);
  say(t('didReopen'));
}

// A row was decided: it, the numbers and what is kept.
function decided(index) {
  prepare(S.rows[index]);
  keepDecisions();
  refilter();
  if (S.view.length && !S.view.includes(index)) S.current = S.view.find((other) => other > index) ?? S.view[S.view.length - 1];
  layOut();
  choose(S.current);
  refresh();
}

function reportButtons(index, at, finding) {
  const acts = finding.done ? [choice(index, at, 'reopen', 'c', reopenHere)]
    : [finding.fix && finding.at ? choice(index, at, 'fix', 'f', fixHere) : null, choice(index, at, 'accept', 'a', acceptHere)];
  return el('div.acts', {}, acts.filter(Boolean));
}

function reportTools() {
  R.button = button(t('decisionsHint'), handOutDecisions, { class: 'tool', id: 'decisions', 'aria-label': null });
  queueMicrotask(keepDecisions);
  return [R.button];
}

function reportKeys() {
  return [['decided', [['f', 'kFix'], ['a', 'kAccept'], ['c', 'kReopen'], ['e', 'kEdit'], ['. ,', 'kNextF']]]];
}

// Whether a key was one of the report's.
function reportPressed(event) {
  if (event.ctrlKey || event.metaKey || event.altKey || prefix === 'n' || !S.rows.length) return false;
  const work = { f: () => onFinding(fixHere), a: () => onFinding(acceptHere), c: () => onFinding(reopenHere), e: edit, '.': () => turnFinding(1), ',': () => turnFinding(-1) }[event.key];
  if (work) work();
  return Boolean(work);
}

// The file the program takes back.
function decisionsFile() {
  const rows = Object.keys(R.kept.rows).map((id) => ({ id: Number(id), zh: S.rows[id - 1].zh, en: S.rows[id - 1].en }));
  const findings = Object.entries(R.kept.findings).map(([key, reason]) => {
    const [id, print] = key.split(' ');
    return { id: Number(id), key: print, decision: 'accept', reason };
  });
  return JSON.stringify({ duizhao: 'decisions', files: S.data.files, rows, findings }, null, 1) + '\n';
}

function handOutDecisions() {
  const stem = S.data.files[S.data.translation === 'zh' ? 0 : 1].split(/[\\/]/).pop().replace(/\.[^.]*$/, '') || 'report';
  const url = URL.createObjectURL(new Blob([decisionsFile()], { type: 'application/json' }));
  const link = el('a', { href: url, download: stem + '.decisions.json' });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(url), 10000);
  say(t('handedOut', stem + '.decisions.json'));
}
