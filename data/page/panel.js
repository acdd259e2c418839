// Everything around the list: the head, the tool bar, the summary beside the list, the list of keys.
const H = { tools: {} };

function buildPage() {
  H.brand = el('h1.brand');
  H.headTools = el('div.tools');
  H.bar = el('div.bar', { role: 'search' });
  H.summary = el('section.panel', { id: 'summary', 'aria-labelledby': 'summary-title' });
  H.kinds = el('section.panel', { id: 'kinds' });
  H.notes = el('section.panel', { id: 'notes' });
  H.shown = el('p.shown', { 'aria-live': 'polite' });
  document.body.append(
    el('header.top', {}, H.brand, H.headTools),
    el('div.desk', {},
      el('aside.side', { 'aria-label': 'duizhao', tabindex: 0 }, H.summary, buildPicture(), H.kinds, H.notes),
      el('main.main', {}, H.bar, buildGrid())),
    el('div.paper-rows', { id: 'paper' }),
    el('div.said', { id: 'said', role: 'status', 'aria-live': 'polite' }),
    buildHelp());
}

// Writes every word of the page in the language chosen.
function write() {
  H.brand.replaceChildren(el('span.seal', { 'aria-hidden': 'true' }, '对照'), el('span', {}, `${t('name')} `), el('span.what', {}, t(S.data.host)));
  document.title = S.data.title + ' · ' + t('name');
  document.querySelector('.side').setAttribute('aria-label', t('summary'));
  writeTop();
  writeBar();
  titleGrid();
  writeHelp();
  refresh();
}

// What changes when rows or filters change.
function refresh() {
  writeSummary();
  writeKinds();
  writeNotes();
  updateBar();
  drawPicture();
}

function button(label, act, attributes = {}, ...children) {
  return el('button', { type: 'button', onclick: act, title: label, 'aria-label': children.length ? label : null, ...attributes }, ...(children.length ? children : [label]));
}

function writeTop() {
  const desk = S.data.host === 'desk' ? deskTools() : reportTools();
  H.headTools.replaceChildren(...desk,
    button(t('language'), () => { chooseLanguage(lang === 'zh' ? 'en' : 'zh'); remember('language', lang); write(); layOut(S.current); }, { class: 'plain', lang: lang === 'zh' ? 'en' : 'zh-Hans' }),
    button(t('theme'), switchTheme, { class: 'plain' }, icon('moon')),
    button(t('print'), () => window.print(), { class: 'plain' }, icon('printer')),
    button(t('openHelp'), openHelp, { class: 'plain key-button' }, '?'));
}

function writeBar() {
  const search = el('input', { type: 'search', id: 'search', placeholder: t('search'), 'aria-label': t('search'), value: S.filter.text,
    oninput: (event) => { S.filter.text = event.target.value; clearTimeout(H.wait); H.wait = setTimeout(applyFilter, 120); } });
  H.levels = LEVELS.map((level) => el('button.chip.' + level, { type: 'button', 'data-level': level, onclick: () => { toggle(S.filter.levels, level); applyFilter(); } }));
  H.flags = [['doubtful', 'doubtful'], ['unpaired', 'unpaired'], ['done', 'showDone']]
    .map(([name, key]) => el('button.chip', { type: 'button', 'data-flag': name, onclick: () => { S.filter[name] = !S.filter[name]; applyFilter(); } }, t(key), ' ', el('b')));
  H.order = el('select', { 'aria-label': t('order'), onchange: (event) => { S.filter.order = event.target.value; applyFilter(); } },
    el('option', { value: 'text' }, t('inText')), el('option', { value: 'worst' }, t('worst')));
  H.order.value = S.filter.order;
  H.bar.replaceChildren(el('label.search', {}, icon('glass'), search), el('div.chips', { role: 'group', 'aria-label': t('filters') }, H.levels, H.flags), H.order, H.shown);
}

function updateBar() {
  const sums = counts();
  for (const chip of H.levels) {
    const level = chip.dataset.level;
    chip.replaceChildren(icon(level), ` ${t(level)} `, el('b', {}, sums[level]));
    chip.setAttribute('aria-pressed', S.filter.levels.has(level));
  }
  for (const chip of H.flags) {
    const name = chip.dataset.flag;
    const number = name === 'doubtful' ? sums.doubtful : name === 'done' ? sums.done : S.rows.filter((row) => row.gap).length;
    chip.querySelector('b').textContent = number;
    chip.setAttribute('aria-pressed', S.filter[name]);
  }
  H.shown.textContent = t('shown', S.view.length, S.rows.length);
}

function writeSummary() {
  const sums = counts();
  const verdict = sums.error ? tn('bad', sums.error) : t('good');
  const more = sums.check ? (sums.error ? tn('look', sums.check) : tn('lookOnly', sums.check)) : '';
  const stop = lang === 'zh' ? '。' : '. ';
  const link = lang === 'zh' ? '，' : '; ';
  const tiles = LEVELS.map((level) => el('button.tile.' + level, { type: 'button', onclick: () => { S.filter.levels = new Set([level]); applyFilter(); } }, el('b', {}, sums[level]), el('span', {}, t(level))));
  const cover = S.data.aligned ? [['zh', 'chinese'], ['en', 'english']].map(([side, key]) => {
    const [paired, all] = sums[side];
    const share = all ? paired / all : 0;
    const meter = el('span.meter', { 'aria-hidden': 'true' }, el('span'));
    meter.firstChild.style.width = share * 100 + '%';
    return el('li', {}, el('span', {}, t('cover', t(key), paired, all)), meter);
  }) : [];
  const damage = S.data.systematic.map((one) => {
    const members = S.rows.reduce((n, row) => n + row.f.filter((finding) => finding.of === one.id && !finding.done).length, 0);
    return el('div.card.damage.' + one.level, {}, el('span.level', {}, icon(one.level)), el('div', {},
      el('p', {}, el('b.code', {}, codeName('systematic')), ' ', messageOf(one)), el('p.member', {}, t('explains', members))));
  });
  H.summary.replaceChildren(
    el('h2', { id: 'summary-title' }, t('summary')),
    el('p.verdict', {}, verdict + (more ? link + more : '') + stop.trim()),
    el('div.tiles', {}, tiles),
    el('p.small', {}, t('compared', sums.compared, sums.pairs)),
    cover.length ? el('ul.cover', {}, cover) : '', ...damage);
}

function writeKinds() {
  const sums = counts();
  const kinds = [...sums.codes].sort(([a, x], [b, y]) => GRAVITY[y.level] - GRAVITY[x.level] || y.n - x.n || (a < b ? -1 : 1));
  H.kinds.hidden = !kinds.length;
  H.kinds.replaceChildren(el('h2', {}, t('kinds')),
    el('ul.kinds', {}, kinds.map(([code, { n, level }]) => el('li', {},
      button(codeName(code), () => { S.filter.code = S.filter.code === code ? '' : code; applyFilter(); }, { class: 'kind-button ' + level, 'aria-pressed': S.filter.code === code, 'aria-label': null },
        el('span', {}, codeName(code)), ' ', el('b', {}, n))))));
}

function writeNotes() {
  const notes = S.data.notes;
  H.notes.hidden = !notes.length;
  H.notes.replaceChildren(el('h2', {}, t('notes')), el('ul.plain-list', {}, notes.map(noteText).map((note) => el('li', { lang: note.lang }, note.text))));
}

function toggle(set, value) {
  if (!set.delete(value)) set.add(value);
}

function applyFilter() {
  refilter();
  if (!S.view.includes(S.current) && S.view.length) S.current = S.view[0];
  layOut(S.current);
  updateBar();
  writeKinds();
}

function clearFilters() {
  const { order } = S.filter;
  S.filter = { ...fresh(), order };
  document.getElementById('search').value = '';
  applyFilter();
}

function switchTheme() {
  const dark = document.documentElement.dataset.theme
    ? document.documentElement.dataset.theme === 'dark'
    : matchMedia('(prefers-color-scheme: dark)').matches;
  document.documentElement.dataset.theme = dark ? 'light' : 'dark';
  remember('theme', document.documentElement.dataset.theme);
  drawPicture();
}

// Choices of this reader. Pages opened from disk share one store, so only taste is kept there.
function remember(key, value) {
  try { localStorage.setItem('duizhao.' + key, value); } catch { /* A browser may refuse to store. */ }
}

function remembered(key) {
  try { return localStorage.getItem('duizhao.' + key); } catch { return null; }
}

function buildHelp() {
  H.help = el('dialog.help', { id: 'help', 'aria-labelledby': 'help-title' });
  return H.help;
}

function writeHelp() {
  const groups = [['reading', [
    ['↑ ↓  j k', 'move'], ['Home End', 'first'], [']  [', 'nextFinding'], ['n f', 'nextFinding'], ['n x', 'nextNot1'], ['n u', 'nextDoubt'], ['n g', 'nextGap'],
    ['/', 'focusSearch'], ['1 2 3', 'showLevels'], ['o', 'toggleOrder'], ['?', 'help'],
  ]], ...(S.data.host === 'desk' ? deskKeys() : reportKeys())];
  H.help.replaceChildren(
    el('h2', { id: 'help-title' }, t('keys')),
    el('div.groups', {}, groups.map(([title, keys]) => el('section', {}, el('h3', {}, t(title)), el('dl', {}, keys.map(([key, word]) =>
      el('div', {}, el('dt', {}, key.split(/\s+/).map((one) => el('kbd', {}, one))), el('dd', {}, t(word)))))))),
    button(t('close'), () => H.help.close(), { class: 'primary' }));
}

function openHelp() {
  if (!H.help.open) H.help.showModal();
}
