// The interface in English and Chinese. A word is looked up by key; {0}, {1} are filled in.
const WORDS = {
  en: {
    name: 'duizhao', report: 'report', desk: 'desk', chinese: 'Chinese', english: 'English',
    search: 'Search both texts', level: 'Level', error: 'errors', check: 'to check', note: 'notes',
    error1: 'error', check1: 'check', note1: 'note', allCodes: 'All kinds', doubtful: 'Doubtful',
    unpaired: 'Unpaired', withFindings: 'With findings', order: 'Order', inText: 'as in the text',
    worst: 'worst first', print: 'Print', keys: 'Keys', theme: 'Light or dark', language: '中文',
    shown: '{0} of {1}', none: 'No pair matches. Clear the filters to see all.', clear: 'Clear filters',
    summary: 'Summary', picture: 'The alignment', kinds: 'Kinds of finding', notes: 'Good to know',
    bad: '{0} figures contradict the original', bad1: '1 figure contradicts the original',
    look: '{0} more should be looked at', look1: '1 more should be looked at',
    lookOnly: '{0} findings should be looked at', lookOnly1: '1 finding should be looked at',
    good: 'No figure contradicts the original', compared: '{0} figures were compared in {1} pairs.',
    cover: '{0}: {1} of {2} sentences paired', explains: 'explains {0} findings',
    member: 'part of: {0}', write: 'Write', insteadOf: 'instead of', line: 'line {0}', pair: 'Pair {0}',
    sure: 'confidence {0} %', noZh: 'no Chinese', noEn: 'no English', close: 'Close',
    pictureText: 'Path of {0} pairs through {1} Chinese and {2} English sentences; {3} Chinese and {4} English sentences have no counterpart; {5} pairs are doubtful.',
    legendPair: 'pair', legendDoubt: 'doubtful', legendGap: 'gap', legendRepeat: 'repeat', legendBad: 'error',
    move: 'Previous, next pair', nextFinding: 'Next, previous finding', nextNot1: 'Next pair that is not one to one',
    nextDoubt: 'Next doubtful pair', nextGap: 'Next sentence without counterpart', focusSearch: 'Search',
    showLevels: 'Show or hide errors, checks, notes', toggleOrder: 'Worst first, or as in the text',
    help: 'This list', first: 'First, last pair', printCap: 'The first {0} of {1} pairs are printed. Filter to print others.',
    printed: 'Printed from duizhao {0}', filters: 'Filters', openHelp: 'Keys (?)', accepted: 'accepted', dismissed: 'dismissed', corrected: 'corrected here; the program checks it again',
    showDone: 'Decided', gridLabel: 'Pairs of sentences',
    accept: 'Accept', dismiss: 'Dismiss', fix: 'Fix', reason: 'Why is it right?', reopen: 'Reopen',
    undo: 'Undo', redo: 'Redo', realign: 'Realign', exportAs: 'Export', saved: 'Saved', saving: 'Saving…', lost: 'No answer from duizhao. Is it still running?',
    pin: 'Pin', edit: 'Edit', split: 'Split', mergeUp: 'Merge up', mergeDown: 'Merge down', untranslated: 'Untranslated',
    kMergeUp: 'Merge with the pair above', kMergeDown: 'Merge with the pair below', kSplit: 'Split at the cursor (click into a text first)',
    kMoveUp: 'Move the first English sentence to the pair above', kMoveDown: 'Move the last English sentence to the pair below',
    kZh: 'The same for Chinese sentences', kUntranslated: 'Mark as untranslated: its English becomes a row of its own',
    kEdit: 'Edit the translation (Ctrl-Enter saves, Esc leaves)', kUndo: 'Undo, redo, without limit', kAccept: 'Accept the finding, with a reason',
    kDismiss: 'Dismiss the finding for good', kFix: 'Fix: put the suggestion into the translation', kPin: 'Pin or unpin the pair', kRealign: 'Realign around the pinned pairs',
    kReopen: 'Reopen a decided finding', kNextF: 'Choose another finding of the pair', done: 'Done', cancel: 'Cancel', save: 'Save',
    reading: 'Moving about', working: 'Working', decided: 'Decisions', undone: 'Undone', redone: 'Redone', nothing: 'Nothing to undo', nothingRedo: 'Nothing to redo',
    didFix: 'Fixed', didAccept: 'Accepted', didDismiss: 'Dismissed', didMerge: 'Merged', didSplit: 'Split', didMove: 'Moved', didEdit: 'Edited', didPin: 'Pinned', didUnpin: 'Unpinned', didRealign: 'Aligned again', didReopen: 'Reopened', didUntranslated: 'Marked as untranslated',
    noSuggestion: 'There is no suggestion to put in', noFinding: 'No open finding in this pair', cursorFirst: 'Click into a text to set the cursor, then press Enter',
    pinned: 'pinned', aligningAgain: 'Aligning again…',
    decisions: 'Decisions ({0})', decisionsHint: 'Save the decisions as a file that duizhao takes back', handedOut: 'Saved as {0}. Run: duizhao check … --decisions {0}',
    correctedHere: 'corrected here',
  },
  zh: {
    name: '对照', report: '报告', desk: '工作台', chinese: '中文', english: '英文',
    search: '在两边文本中查找', level: '级别', error: '错误', check: '待核对', note: '提示',
    error1: '错误', check1: '待核对', note1: '提示', allCodes: '全部类型', doubtful: '对齐存疑',
    unpaired: '无对应', withFindings: '有问题', order: '排序', inText: '按原文顺序',
    worst: '最严重在前', print: '打印', keys: '快捷键', theme: '浅色／深色', language: 'English',
    shown: '{0} / {1} 对', none: '没有符合条件的句对。清除筛选即可看到全部。', clear: '清除筛选',
    summary: '概要', picture: '对齐全貌', kinds: '问题类型', notes: '说明',
    bad: '{0} 处数字与原文矛盾', bad1: '1 处数字与原文矛盾',
    look: '另有 {0} 处需要核对', look1: '另有 1 处需要核对',
    lookOnly: '{0} 处需要核对', lookOnly1: '1 处需要核对',
    good: '没有与原文矛盾的数字', compared: '共比对 {1} 个句对中的 {0} 组数字。',
    cover: '{0}：{2} 句中有 {1} 句已配对', explains: '可解释 {0} 处问题',
    member: '属于：{0}', write: '应写', insteadOf: '而不是', line: '第 {0} 行', pair: '第 {0} 对',
    sure: '置信度 {0}%', noZh: '无中文', noEn: '无英文', close: '关闭',
    pictureText: '{0} 个句对穿过 {1} 句中文和 {2} 句英文；{3} 句中文、{4} 句英文没有对应；{5} 对存疑。',
    legendPair: '句对', legendDoubt: '存疑', legendGap: '缺漏', legendRepeat: '重复', legendBad: '错误',
    move: '上一对、下一对', nextFinding: '下一处、上一处问题', nextNot1: '下一个非一对一句对',
    nextDoubt: '下一个存疑句对', nextGap: '下一个无对应的句子', focusSearch: '查找',
    showLevels: '显示或隐藏错误、待核对、提示', toggleOrder: '最严重在前／按原文顺序',
    help: '本列表', first: '第一对、最后一对', printCap: '只打印 {1} 对中的前 {0} 对；用筛选选择要打印的内容。',
    printed: '由 duizhao {0} 打印', filters: '筛选', openHelp: '快捷键（?）', accepted: '已接受', dismissed: '已忽略', corrected: '已在此改动，交回程序后重新检查',
    showDone: '已处理', gridLabel: '句对',
    accept: '接受', dismiss: '忽略', fix: '改正', reason: '为什么没有错？', reopen: '重新打开',
    undo: '撤销', redo: '重做', realign: '重新对齐', exportAs: '导出', saved: '已保存', saving: '正在保存…', lost: 'duizhao 没有应答，程序还在运行吗？',
    pin: '固定', edit: '编辑', split: '拆分', mergeUp: '并入上对', mergeDown: '并入下对', untranslated: '未译',
    kMergeUp: '与上一对合并', kMergeDown: '与下一对合并', kSplit: '在光标处拆分（先点入文本）',
    kMoveUp: '把第一句英文移到上一对', kMoveDown: '把最后一句英文移到下一对',
    kZh: '同样移动中文句子', kUntranslated: '标为未译：英文另成一行',
    kEdit: '编辑译文（Ctrl-Enter 保存，Esc 放弃）', kUndo: '撤销、重做，次数不限', kAccept: '接受该问题并写明理由',
    kDismiss: '永久忽略该问题', kFix: '改正：把建议写入译文', kPin: '固定或取消固定该对', kRealign: '以固定句对为准重新对齐',
    kReopen: '重新打开已处理的问题', kNextF: '选择本对的另一处问题', done: '完成', cancel: '取消', save: '保存',
    reading: '浏览', working: '修改', decided: '处理', undone: '已撤销', redone: '已重做', nothing: '没有可撤销的操作', nothingRedo: '没有可重做的操作',
    didFix: '已改正', didAccept: '已接受', didDismiss: '已忽略', didMerge: '已合并', didSplit: '已拆分', didMove: '已移动', didEdit: '已修改', didPin: '已固定', didUnpin: '已取消固定', didRealign: '已重新对齐', didReopen: '已重新打开', didUntranslated: '已标为未译',
    noSuggestion: '没有可用的建议', noFinding: '本对没有未处理的问题', cursorFirst: '先点入文本放好光标，再按 Enter',
    pinned: '已固定', aligningAgain: '正在重新对齐…',
    decisions: '处理结果（{0}）', decisionsHint: '把处理结果存成文件，交回 duizhao', handedOut: '已存为 {0}。运行：duizhao check … --decisions {0}',
    correctedHere: '已在此改动',
  },
};

// What each code is called in Chinese; in English the code itself, without its hyphens, says it.
const CODES_ZH = {
  'magnitude': '数量级', 'changed-digits': '数字改变', 'transposed-digits': '数字颠倒', 'dropped-digit': '漏掉数字',
  'added-digit': '多出数字', 'decimal-slip': '小数点错位', 'missing': '译文缺失', 'added': '译文多出',
  'wrong-unit': '单位错误', 'wrong-currency': '货币错误', 'percent-for-points': '百分比与百分点', 'wrong-fraction': '分数错误',
  'wrong-multiple': '倍数错误', 'wrong-ordinal': '序数错误', 'ordinal-for-cardinal': '序数与基数', 'wrong-date': '日期错误',
  'range-end': '区间端点', 'reversed-bound': '上下限颠倒', 'lost-hedge': '约数丢失', 'reversed-direction': '增减颠倒',
  'lost-sign': '正负号丢失', 'swapped': '数字互换', 'name-with-digit': '带数字的名称', 'slogan-count': '口号数目',
  'section-number': '章节编号', 'systematic': '系统性损坏', 'inconsistent': '前后不一致', 'sum': '合计不符',
};

// What the server says when it cannot do what it was asked, in Chinese.
const REFUSALS_ZH = {
  'There is no such pair any more': '该句对已不存在', 'There is no pair above': '上面没有句对', 'There is no pair below': '下面没有句对',
  'Put the cursor between the two parts first': '先把光标放在要拆开的地方', 'There is no sentence to move': '没有可移动的句子',
  'This pair has one side only already': '该句对本来就只有一边', 'The text is as it was': '文字没有改动',
  'There is nothing to do': '没有可做的事', 'Nothing changes: every pair stays as it is': '没有变化，所有句对保持原样',
  'There is no such finding any more': '该问题已不存在', 'There is no suggestion to put in': '没有可用的建议',
  'This finding is open already': '该问题本来就未处理',
  'These pairs were made elsewhere and are never aligned again': '这些句对来自别处，不再重新对齐',
};

function refusal(said) {
  return lang === 'zh' ? REFUSALS_ZH[said] ?? said : said;
}

// What the program tells about the texts, in Chinese: a pattern of the English note, and its rendering.
const NOTES_ZH = [
  [/^(.+): (\d+) of (\d+) sentences repeat earlier ones \((\d+) cop(?:y|ies), the first at (?:line (\d+)|(.+))\); the text is aligned once, its copies are left unpaired$/,
    (_, name, n, of, copies, line, place) => `${name}：${of} 句中有 ${n} 句与前文重复（共 ${copies} 份，首处在${line ? `第 ${line} 行` : ` ${place} `}）；正文只对齐一次，重复部分不配对`],
  [/^(\d+) of (\d+) (Chinese|English) sentences have a counterpart; without one: (.+)$/,
    (_, n, of, side, gaps) => `${side === 'Chinese' ? '中文' : '英文'} ${of} 句中有 ${n} 句有对应；没有对应的：${gapsInChinese(gaps)}`],
  [/^some long stretch has no sure anchors/, () => '有一长段没有可靠的锚点，只沿对角线搜索过；请先看过其中的句对再采信'],
  [/^(.+) and (.+) do not look like translations of each other$/, (_, zh, en) => `${zh} 与 ${en} 看来并非互为译文`],
  [/^(.+): tracked changes are read as accepted$/, (_, name) => `${name}：修订按已接受读取`],
  [/^(.+): (\d+) comments? left out$/, (_, name, n) => `${name}：略去 ${n} 条批注`],
  [/^(.+): headers and footers left out$/, (_, name) => `${name}：略去页眉页脚`],
  [/^(.+): text outside the bilingual table was passed over$/, (_, name) => `${name}：双语表格以外的文字未读`],
  [/^(.+): read as ([\w-]+)$/, (_, name, encoding) => `${name}：按 ${encoding} 编码读取`],
];

function gapsInChinese(gaps) {
  return gaps
    .replace(/lines (\d+)–(\d+) \((\d+) sentences, /g, '第 $1–$2 行（$3 句，')
    .replace(/line (\d+) \((\d+) sentences, /g, '第 $1 行（$2 句，')
    .replace(/sentences (\d+)–(\d+) \(/g, '第 $1–$2 句（')
    .replace(/” to “/g, '”至“').replace(/”\)/g, '”）').replace(/; (?:and (\d+) more stretches$)?/g, (_, more) => more ? `；另有 ${more} 段` : '；');
}

// A note in the page's language, or in English where no pattern knows it.
function noteText(note) {
  const known = lang === 'zh' && NOTES_ZH.find(([pattern]) => pattern.test(note));
  return known ? { text: note.replace(...known), lang: 'zh-Hans' } : { text: note, lang: 'en' };
}

// What the exports are called; other formats go by the names of their tools.
const FORMAT_NAMES = {
  en: { 'en.txt': 'Translation, plain text', 'zh.txt': 'Translation, plain text', html: 'Report, one page (html)', 'findings.jsonl': 'Findings (jsonl)', tsv: 'Table (tsv)', jsonl: 'Pairs (jsonl)', tmx: 'Translation memory (tmx)', xlsx: 'Excel workbook (xlsx)', docx: 'Word, bilingual table (docx)', xliff: 'XLIFF 1.2', xliff2: 'XLIFF 2.1', csv: 'Excel, plain (csv)' },
  zh: { 'en.txt': '译文（纯文本）', 'zh.txt': '译文（纯文本）', html: '报告网页（html）', 'findings.jsonl': '问题清单（jsonl）', tsv: '表格（tsv）', jsonl: '句对（jsonl）', tmx: '翻译记忆（tmx）', xlsx: 'Excel 工作簿（xlsx）', docx: 'Word 双语对照表（docx）', xliff: 'XLIFF 1.2', xliff2: 'XLIFF 2.1', csv: 'Excel 纯文本（csv）' },
};

function formatName(format) {
  return FORMAT_NAMES[lang][format] ?? format;
}

let lang = 'en';

// The word of a key, with its blanks filled.
function t(key, ...values) {
  const word = WORDS[lang][key] ?? WORDS.en[key] ?? key;
  return word.replace(/\{(\d)\}/g, (_, index) => String(values[index] ?? ''));
}

// A sentence about a number, with its own form for one.
function tn(key, number) {
  return number === 1 ? t(key + '1') : t(key, number);
}

function codeName(code) {
  return lang === 'zh' ? CODES_ZH[code] ?? code : code.replace(/-/g, ' ');
}

function chooseLanguage(name) {
  lang = name === 'zh' ? 'zh' : 'en';
  document.documentElement.lang = lang === 'zh' ? 'zh-Hans' : 'en';
}
