// The picture of the whole alignment: the path of the pairs through both texts, its gaps and
// repeats, and a strip for each text that shows what is paired.
const P = { canvas: null, zh: 0, en: 0, at: [] };

function buildPicture() {
  P.canvas = el('canvas.picture', { role: 'img', onclick: clickPicture });
  P.legend = el('ul.legend');
  return el('section.panel', { id: 'picture' }, el('h2'), P.canvas, P.legend);
}

// Where each row begins in both texts, and which rows repeat earlier ones.
function surveyPicture() {
  const seen = { zh: new Set(), en: new Set() };
  let [zh, en] = [0, 0];
  P.at = S.rows.map((row) => {
    const place = { zh, en, repeat: false };
    for (const side of ['zh', 'en']) {
      const text = row[side];
      if (text.length > 12) {
        if (row.gap && seen[side].has(text)) place.repeat = true;
        seen[side].add(text);
      }
    }
    zh += row.n[0];
    en += row.n[1];
    return place;
  });
  P.zh = zh;
  P.en = en;
}

function drawPicture() {
  const { canvas } = P;
  surveyPicture();
  const sums = counts();
  canvas.parentElement.querySelector('h2').textContent = t('picture');
  const gaps = [sums.zh[1] - sums.zh[0], sums.en[1] - sums.en[0]];
  canvas.setAttribute('aria-label', t('pictureText', sums.pairs, P.zh, P.en, gaps[0], gaps[1], sums.doubtful));
  const names = [['pair', 'legendPair'], ['doubt', 'legendDoubt'], ['gap', 'legendGap'], ['repeat', 'legendRepeat'], ['error', 'legendBad']];
  P.legend.replaceChildren(...names.map(([name, key]) => el('li.' + name, {}, t(key))));
  const width = Math.max(200, canvas.parentElement.clientWidth - 32);
  const side = Math.min(width - STRIP, 300);
  canvas.style.width = width + 'px';
  canvas.style.height = side + STRIP + 'px';
  const ratio = Math.max(1, window.devicePixelRatio || 1);
  canvas.width = width * ratio;
  canvas.height = (side + STRIP) * ratio;
  const paper = canvas.getContext('2d');
  paper.scale(ratio, ratio);
  P.side = side;
  P.width = width;
  paintPicture(paper);
}

const STRIP = 22;

function paintPicture(paper) {
  // Rows that have just come are surveyed before the next picture is drawn.
  if (P.at.length !== S.rows.length) surveyPicture();
  const style = getComputedStyle(document.documentElement);
  const ink = (name) => style.getPropertyValue('--' + name).trim();
  const colours = { pair: ink('accent'), doubt: ink('check'), gap: ink('gap'), repeat: ink('repeat'), error: ink('error') };
  const [w, h] = [P.width - STRIP, P.side];
  const x = (zh) => STRIP + (zh / Math.max(1, P.zh)) * w;
  const y = (en) => STRIP + (en / Math.max(1, P.en)) * h;
  paper.clearRect(0, 0, P.width, P.side + STRIP);
  paper.fillStyle = ink('paper');
  paper.fillRect(STRIP, STRIP, w, h);
  paper.strokeStyle = ink('line');
  paper.lineWidth = 1;
  paper.strokeRect(STRIP + 0.5, STRIP + 0.5, w - 1, h - 1);
  const name = (row, place) => (row.gap ? (place.repeat ? 'repeat' : 'gap') : row.doubt ? 'doubt' : 'pair');
  paper.lineCap = 'round';
  const draw = (sort, gap, [x0, y0], [x1, y1]) => {
    paper.fillStyle = colours[sort];
    if (x1 > x0) paper.fillRect(x0, 4, Math.max(0.6, x1 - x0), 10);
    if (y1 > y0) paper.fillRect(4, y0, 10, Math.max(0.6, y1 - y0));
    paper.strokeStyle = colours[sort];
    paper.lineWidth = gap ? 1.6 : 2.4;
    paper.beginPath();
    paper.moveTo(x0, y0);
    paper.lineTo(x1, y1);
    paper.stroke();
  };
  // Rows of one sort are drawn together as long as they are smaller than can be seen.
  let run = null;
  S.rows.forEach((row, index) => {
    const place = P.at[index];
    const sort = name(row, place);
    const end = [x(place.zh + row.n[0]), y(place.en + row.n[1])];
    if (run && (run.sort !== sort || end[0] - run.from[0] > 0.8 || end[1] - run.from[1] > 0.8)) {
      draw(run.sort, run.gap, run.from, run.to);
      run = null;
    }
    run ??= { sort, gap: row.gap, from: [x(place.zh), y(place.en)] };
    run.to = end;
  });
  if (run) draw(run.sort, run.gap, run.from, run.to);
  paper.fillStyle = colours.error;
  S.rows.forEach((row, index) => {
    if (row.worst < 3) return;
    const place = P.at[index];
    const [cx, cy] = [x(place.zh + row.n[0] / 2), y(place.en + row.n[1] / 2)];
    paper.beginPath();
    paper.arc(cx, cy, 2.6, 0, 7);
    paper.fill();
    paper.fillRect(cx - 0.6, 0, 1.2, 18);
    paper.fillRect(0, cy - 0.6, 18, 1.2);
  });
  const here = P.at[S.current];
  if (here) {
    paper.strokeStyle = ink('ink');
    paper.lineWidth = 0.8;
    paper.setLineDash([2, 3]);
    paper.beginPath();
    paper.moveTo(x(here.zh), STRIP);
    paper.lineTo(x(here.zh), STRIP + h);
    paper.moveTo(STRIP, y(here.en));
    paper.lineTo(STRIP + w, y(here.en));
    paper.stroke();
    paper.setLineDash([]);
  }
}

function markPicture() {
  if (P.frame || !P.canvas?.width) return;
  P.frame = requestAnimationFrame(() => { P.frame = 0; paintPicture(P.canvas.getContext('2d')); });
}

// A click goes to the pair nearest in the text that is pointed at.
function clickPicture(event) {
  const box = P.canvas.getBoundingClientRect();
  const [px, py] = [event.clientX - box.left, event.clientY - box.top];
  const zh = ((px - STRIP) / (P.width - STRIP)) * P.zh;
  const en = ((py - STRIP) / P.side) * P.en;
  let best = [Infinity, 0];
  for (const index of S.view) {
    const place = P.at[index];
    const distance = py < STRIP ? Math.abs(place.zh - zh) : px < STRIP ? Math.abs(place.en - en)
      : Math.abs(place.zh - zh) / Math.max(1, P.zh) + Math.abs(place.en - en) / Math.max(1, P.en);
    if (distance < best[0]) best = [distance, index];
  }
  if (best[0] < Infinity) choose(best[1], true, 'middle');
}
