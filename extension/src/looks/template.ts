import type { Level, PageWord, Template, Templates } from '../protocol';

/**
 * What warnings in pages are built of, as data: the content script makes elements of it and fills in the words. It holds
 * no structure of its own, so that no page carries it before it needs one. Nothing in here comes from a message.
 */

/** Each level has its own shape, so that colour is never the only sign. */
export const SHAPES: Record<Level, readonly [shape: string, mark: string]> = {
  danger: ['M7 1h10l6 6v10l-6 6H7l-6-6V7z', 'M10.6 5.5h2.8l-.4 8.5h-2zM10.6 16h2.8v2.8h-2.8z'],
  caution: ['M12 1.5 23.5 22H.5z', 'M10.8 8h2.4l-.4 7h-1.6zM10.8 16.8h2.4v2.4h-2.4z'],
  none: ['M12 1a11 11 0 1 1 0 22 11 11 0 0 1 0-22z', 'M7 10.5h10v3H7z'],
};

const icon = (level: Level): Template => [
  'svg',
  { class: 'icon', viewBox: '0 0 24 24', 'aria-hidden': 'true' },
  ['path', { d: SHAPES[level][0] }],
  ['path', { d: SHAPES[level][1], class: 'mark' }],
];

/** Says the word of that name, and is found by it. */
const button = (id: PageWord, look = ''): Template => ['button', { id, type: 'button', class: look }, `$${id}`];

const head = (level: Level, label = '$label', title = '$title'): Template => [
  'div',
  { id: 'head', class: 'head' },
  icon(level),
  ['div', { class: 'words' }, ['p', { class: 'label' }, label], ['p', { class: 'title', dir: 'auto' }, title]],
];

const details: Template = [
  'div',
  { id: 'details', class: 'more' },
  ['ul', { id: 'reasons' }],
  ['div', { id: 'steps', class: 'steps' }, ['p', { id: 'todo', class: 'todo' }, '$steps'], ['ol', { id: 'list', 'aria-labelledby': 'todo' }]],
  ['div', { id: 'notes', class: 'notes' }],
];

const box = (top: Template, level: Level, attributes: Record<string, string>, ...inside: Template[]): Template => ['section', { id: 'box', class: `box ${level}`, ...attributes }, top, ...inside];

const row = (...buttons: Template[]): Template => ['div', { id: 'row', class: 'row' }, ...buttons];

const forLevel = (make: (level: Level) => Template): Record<Level, Template> => ({ none: make('none'), caution: make('caution'), danger: make('danger') });

export const templates: Templates = {
  warning: forLevel((level) => [
    'div',
    { class: 'caveat' },
    box(head(level), level, { 'aria-label': '$name' }, details, row(button('guide', 'first'), ['button', { id: 'toggle', type: 'button', 'aria-controls': 'details' }])),
    // A live region is heard when it changes after it was there.
    ['div', { id: 'heard', class: 'heard', role: 'status' }],
  ]),
  // Heard at once: it is the answer to what the user has just asked.
  card: forLevel((level) => [
    'div',
    { class: 'caveat' },
    box(head(level), level, { role: 'status', 'aria-label': '$name' }, ['p', { id: 'leads', class: 'leads' }, '$leads'], details, row(button('guide', 'first'), button('more'), button('close'))),
  ]),
  guard: [
    'div',
    { class: 'caveat' },
    box(head('danger', '$danger', '$guard_title'), 'danger', { role: 'alertdialog', 'aria-label': '$name' }, ['p', { class: 'leads', dir: 'auto' }, '$leads'], ['p', { class: 'note' }, '$guard_note'], row(button('guard_stay', 'first'), ['button', { id: 'guard_open', type: 'button', 'aria-disabled': 'true' }, '$guard_open'])),
  ],
  mark: ['span', { class: 'caveat' }, icon('danger'), ['span', { class: 'heard' }, '$mark']],
  beside: ['span', { class: 'caveat beside' }, ['bdi', {}, '$name'], ['span', { class: 'heard' }, '$leads']],
  reason: ['li', { dir: 'auto' }, ['div', {}, '$says']],
  // `bdi`: words written from right to left must not turn our own sentence around.
  quote: ['q', {}, ['bdi', {}, '$quote']],
  pointer: ['button', { type: 'button', class: 'quote' }],
  quiet: ['span', { class: 'quote' }],
  step: ['li', {}, '$step'],
  note: ['p', { class: 'note' }, '$note'],
};
