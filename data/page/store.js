// What the page knows: the rows, what is filtered, which row is current.
const LEVELS = ['error', 'check', 'note'];
const GRAVITY = { error: 3, check: 2, note: 1 };
const DOUBT = 0.5;

const S = {
  data: null, rows: [], view: [], current: 0, finding: 0,
  filter: fresh(),
};

function fresh() {
  return { levels: new Set(), code: '', doubtful: false, unpaired: false, done: false, text: '', order: 'text' };
}

function load(data) {
  S.data = data;
  S.rows = data.rows;
  S.rows.forEach(prepare);
  refilter();
}

// What is asked of a row again and again.
function prepare(row) {
  const open = row.f.filter((finding) => !finding.done);
  row.worst = open.reduce((worst, finding) => Math.max(worst, GRAVITY[finding.level]), 0);
  row.gap = !row.zh !== !row.en;
  row.doubt = S.data.aligned && !row.gap && !row.pin && row.c < DOUBT;
  row.weight = row.worst * 1000 + Math.min(99, open.length) * 10 + (row.doubt ? 5 : 0) + (row.gap ? 2 : 0);
  row.folded = null;
  row.height = 0;
  return row;
}

function folded(row) {
  if (row.folded === null) row.folded = (row.zh + '\n' + row.en + '\n' + row.f.map((f) => f.message + f.said).join('\n')).toLowerCase();
  return row.folded;
}

function isOpen(finding) {
  return !finding.done || S.filter.done;
}

// Whether the filter lets a finding through.
function passes(finding) {
  const { levels, code } = S.filter;
  return (!levels.size || levels.has(finding.level)) && (!code || finding.code === code)
    && (S.filter.done ? Boolean(finding.done) : !finding.done);
}

function refilter() {
  const { levels, code, doubtful, unpaired, done, text, order } = S.filter;
  const wanted = text.trim().toLowerCase();
  const view = [];
  S.rows.forEach((row, index) => {
    if ((levels.size || code || done) && !row.f.some(passes)) return;
    if (doubtful && !row.doubt) return;
    if (unpaired && !row.gap) return;
    if (wanted && !folded(row).includes(wanted)) return;
    view.push(index);
  });
  if (order === 'worst') view.sort((a, b) => S.rows[b].weight - S.rows[a].weight || a - b);
  S.view = view;
}

function filtered() {
  const { levels, code, doubtful, unpaired, done, text } = S.filter;
  return Boolean(levels.size || code || doubtful || unpaired || done || text.trim());
}

// Numbers of the summary.
function counts() {
  const sums = { error: 0, check: 0, note: 0, done: 0, compared: 0, pairs: 0, doubtful: 0, zh: [0, 0], en: [0, 0], codes: new Map() };
  for (const row of S.rows) {
    sums.compared += row.j.length;
    sums.doubtful += row.doubt ? 1 : 0;
    sums.pairs += row.gap || !row.zh ? 0 : 1;
    for (const [side, at] of [['zh', 0], ['en', 1]]) {
      sums[side][1] += row.n[at];
      if (!row.gap) sums[side][0] += row.n[at];
    }
    for (const finding of row.f) {
      if (finding.done) { sums.done += 1; continue; }
      sums[finding.level] += 1;
      const of = sums.codes.get(finding.code) ?? { n: 0, level: finding.level };
      of.n += 1;
      if (GRAVITY[finding.level] > GRAVITY[of.level]) of.level = finding.level;
      sums.codes.set(finding.code, of);
    }
  }
  return sums;
}

// The first place in the view, from the current one, whose row is wanted; -1 when there is none.
function seek(step, wanted) {
  const from = S.view.indexOf(S.current);
  for (let at = from + step; at >= 0 && at < S.view.length; at += step) {
    if (wanted(S.rows[S.view[at]])) return S.view[at];
  }
  return -1;
}
