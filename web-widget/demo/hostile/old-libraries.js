// What the libraries of fifteen years ago did to every page that loaded them: they added to the
// prototypes of the language, and replaced what browsers later brought along under the same names.

function add(prototype, methods) {
  for (const [name, method] of Object.entries(methods)) prototype[name] = method;
}

add(Object.prototype, {
  extend(source) {
    for (const name in source) this[name] = source[name];
    return this;
  },
  isEmptyObject: false,
});

add(Array, {
  // Knows what has a length, and no sets, maps or iterators.
  from(iterable) {
    const results = [];
    for (let index = 0; index < (iterable?.length ?? 0); index++) results.push(iterable[index]);
    return results;
  },
});

add(Array.prototype, {
  each(iterator) {
    for (let index = 0; index < this.length; index++) iterator(this[index], index);
    return this;
  },
  find(iterator) {
    for (let index = 0; index < this.length; index++) {
      if (iterator(this[index], index)) return this[index];
    }
  },
  filter(iterator, context) {
    const results = [];
    this.each((value, index) => iterator.call(context, value, index) && results.push(value));
    return results;
  },
  map(iterator = (value) => value, context = undefined) {
    const results = [];
    this.each((value, index) => results.push(iterator.call(context, value, index)));
    return results;
  },
  // The values, where the language has pairs of index and value.
  entries() {
    return this.map();
  },
  // Makes every list that is turned into JSON a text within it.
  toJSON() {
    return `[${this.map((value) => JSON.stringify(value)).join(', ')}]`;
  },
  first() {
    return this[0];
  },
  last() {
    return this[this.length - 1];
  },
  size() {
    return this.length;
  },
  clear() {
    this.length = 0;
    return this;
  },
});

add(String.prototype, {
  startsWith(pattern) {
    return this.lastIndexOf(pattern, 0) === 0;
  },
  endsWith(pattern) {
    const at = this.length - pattern.length;
    return at >= 0 && this.indexOf(pattern, at) === at;
  },
  strip() {
    return this.trim();
  },
  blank() {
    return /^\s*$/.test(this);
  },
  toArray() {
    return this.split('');
  },
});

add(Function.prototype, {
  bind(context, ...first) {
    const method = this;
    return function (...rest) {
      return method.apply(context ?? this, [...first, ...rest]);
    };
  },
  defer(...args) {
    return setTimeout(() => this.apply(this, args));
  },
});

add(Date.prototype, {
  toJSON() {
    return `"${this.toISOString()}"`;
  },
});

add(Element.prototype, {
  // Fails for what stands nowhere, and hands the element back.
  remove() {
    this.parentNode.removeChild(this);
    return this;
  },
  toggle() {
    return this;
  },
  update(content) {
    this.textContent = content;
    return this;
  },
  scrollTo() {
    this.scrollIntoView();
    return this;
  },
});

// An event of their own, which is no event of the browser.
window.Event = function OldEvent(event) {
  return event;
};

const { parse, stringify } = JSON;
window.JSON = {
  parse: (text, reviver) => parse(text, reviver),
  stringify: (value, ...rest) => stringify(value, ...rest),
};

window.$ = (id) => document.getElementById(id);
window.$.noConflict = () => window.$;
window.$$ = (selector) => document.querySelectorAll(selector);
