/* What every page gains with JavaScript. Nothing here is needed: each page works without it.
   ES2017 classic script, deferred, no inline code. */
(function () {
  'use strict';
  var doc = document;
  var root = doc.documentElement;
  root.classList.add('js');
  // Who is signed in on a work page; what is kept on the phone is kept for this person alone.
  var user = doc.body.getAttribute('data-user') || '';
  var spoken;

  function all(selector, from) {
    return Array.prototype.slice.call((from || doc).querySelectorAll(selector));
  }
  function text(key) {
    // Sentences come from the page (data-* on <body>), so that gettext owns them.
    return doc.body.getAttribute('data-text-' + key) || '';
  }
  function say(words) {
    var box = doc.getElementById('say');
    if (!box || !words) { return; }
    box.textContent = '';
    clearTimeout(spoken);
    spoken = setTimeout(function () { box.textContent = words; }, 60);
  }
  function store(key, value) {
    try {
      if (value === undefined) { return localStorage.getItem(key); }
      if (value === null) { localStorage.removeItem(key); } else { localStorage.setItem(key, value); }
    } catch (e) { /* private mode or full: drafts are a courtesy */ }
    return null;
  }

  /* steppers */
  function step(button) {
    var input = button.parentNode.querySelector('input');
    var low = input.min === '' ? -Infinity : Number(input.min);
    var high = input.max === '' ? Infinity : Number(input.max);
    var next = (Number(input.value) || 0) + Number(button.getAttribute('data-step'));
    input.value = Math.min(high, Math.max(low, next));
    input.dispatchEvent(new Event('input', { bubbles: true }));
    input.dispatchEvent(new Event('change', { bubbles: true }));
    say(input.value);
  }

  /* chosen radio and checkbox boxes (no :has in the engines we support) */
  function markChoices() {
    all('.choice input, .chip input').forEach(function (input) {
      input.parentNode.classList.toggle('is-on', input.checked);
    });
  }

  /* one submit per press; the button stays enabled so that its value is sent */
  function busy(button) {
    if (!button || button.getAttribute('aria-busy')) { return; }
    var words = doc.createElement('span');
    words.className = 'busy';
    words.textContent = text('sending');
    button.setAttribute('aria-busy', 'true');
    button.appendChild(words);
  }
  function idle(button) {
    button.removeAttribute('aria-busy');
    all('.busy', button).forEach(function (words) { words.remove(); });
  }
  function onSubmit(event) {
    var form = event.target;
    if (event.defaultPrevented || form.method === 'get') { return; }
    if (form.getAttribute('data-sent')) { event.preventDefault(); return; }
    var button = event.submitter || form.querySelector('[type=submit], button:not([type])');
    form.setAttribute('data-sent', '1');
    busy(button);
    say(text('sending'));
    setTimeout(function () { if (!form.hasAttribute('data-uploading')) { release(form); } }, 15000);
    if (navigator.onLine === false && !form.hasAttribute('data-upload')) {
      event.preventDefault();
      sendIfReachable(form, button);
    }
  }
  function release(form) {
    form.removeAttribute('data-sent');
    all('[aria-busy=true]', form).concat(all('[form="' + form.id + '"][aria-busy=true]')).forEach(idle);
  }
  function sendIfReachable(form, button) {
    // Without a network the browser's own error page would take the place of what was typed. A
    // phone may be wrong about it (a server on this machine), so something small is asked for first.
    fetch(doc.querySelector('link[rel=icon]').href, { cache: 'no-store' }).then(function () {
      if (button && button.name) {
        var pressed = doc.createElement('input');
        pressed.type = 'hidden';
        pressed.name = button.name;
        pressed.value = button.value;
        form.appendChild(pressed);
      }
      HTMLFormElement.prototype.submit.call(form);
    }, function () {
      release(form);
      network(true);
    });
  }

  /* drafts: what was typed survives a lost network or a closed page */
  function draftKey(name) { return 'draft:' + (user && user + ':') + name; }
  function draftFields(form) {
    return Array.prototype.filter.call(form.elements, function (el) {
      return el.name && !/^(hidden|file|password|submit|button)$/.test(el.type);
    });
  }
  function saveDraft(form) {
    var kept = {};
    draftFields(form).forEach(function (el) {
      if (el.type === 'radio' || el.type === 'checkbox') {
        if (el.checked) { (kept[el.name] = kept[el.name] || []).push(el.value); }
      } else { kept[el.name] = [el.value]; }
    });
    store(draftKey(form.getAttribute('data-draft')), JSON.stringify(kept));
  }
  function loadDraft(form) {
    var kept = store(draftKey(form.getAttribute('data-draft')));
    if (!kept || form.querySelector('.f-err')) { return; }
    try { kept = JSON.parse(kept); } catch (e) { return; }
    draftFields(form).forEach(function (el) {
      var values = kept[el.name];
      if (!values) { return; }
      if (el.type === 'radio' || el.type === 'checkbox') {
        el.checked = values.indexOf(el.value) >= 0;
      } else if (!el.value || el.type === 'number') { el.value = values[0]; }
    });
  }

  /* photos: made small on the phone before they travel */
  function shrink(file) {
    return new Promise(function (resolve) {
      if (!/^image\/(jpeg|png|webp|heic|heif)/.test(file.type) || !HTMLCanvasElement.prototype.toBlob) {
        resolve(file); return;
      }
      var url = URL.createObjectURL(file);
      var image = new Image();
      image.onload = function () {
        var scale = Math.min(1, 1600 / Math.max(image.naturalWidth, image.naturalHeight));
        var canvas = doc.createElement('canvas');
        canvas.width = Math.round(image.naturalWidth * scale);
        canvas.height = Math.round(image.naturalHeight * scale);
        canvas.getContext('2d').drawImage(image, 0, 0, canvas.width, canvas.height);
        URL.revokeObjectURL(url);
        (function pack(quality) {
          canvas.toBlob(function (blob) {
            if (blob && blob.size > 580000 && quality > 0.4) { pack(quality - 0.15); return; }
            if (!blob || blob.size >= file.size) { resolve(file); return; }
            resolve(new File([blob], file.name.replace(/\.\w+$/, '') + '.jpg', { type: 'image/jpeg' }));
          }, 'image/jpeg', quality);
        })(0.8);
      };
      image.onerror = function () { URL.revokeObjectURL(url); resolve(file); };
      image.src = url;
    });
  }
  function setPhotos(input, files) {
    try {
      var bag = new DataTransfer();
      files.forEach(function (f) { bag.items.add(f); });
      input.files = bag.files;
    } catch (e) { return false; }
    input.kept = files;
    drawShots(input);
    return true;
  }
  function drawShots(input) {
    var list = doc.getElementById(input.getAttribute('data-thumbs'));
    if (!list) { return; }
    all('img', list).forEach(function (i) { URL.revokeObjectURL(i.src); });
    list.textContent = '';
    input.kept.forEach(function (file, index) {
      var item = doc.createElement('li');
      var box = doc.createElement('div');
      var image = doc.createElement('img');
      var remove = doc.createElement('button');
      var state = doc.createElement('span');
      var name = text('photo') + (index + 1);
      box.className = 'box';
      image.src = URL.createObjectURL(file);
      image.alt = name;
      box.appendChild(image);
      if (index === 0) {
        var cover = doc.createElement('span');
        cover.className = 'cover';
        cover.textContent = text('cover');
        box.appendChild(cover);
      }
      remove.type = 'button';
      remove.textContent = text('remove');
      remove.setAttribute('aria-label', name + '，' + text('chosen') + '，' + text('remove'));
      remove.addEventListener('click', function () {
        input.kept.splice(index, 1);
        setPhotos(input, input.kept);
        (list.querySelector('button') || input).focus();
      });
      state.className = 'shot-state';
      state.textContent = text('chosen');
      item.appendChild(box);
      item.appendChild(state);
      item.appendChild(doc.createTextNode(' ' + Math.max(1, Math.round(file.size / 1024)) + ' KB '));
      if (index > 0) {
        var first = doc.createElement('button');
        first.type = 'button';
        first.textContent = text('as-cover');
        first.addEventListener('click', function () {
          input.kept.unshift(input.kept.splice(index, 1)[0]);
          setPhotos(input, input.kept);
          (list.querySelector('button') || input).focus();
        });
        item.appendChild(first);
      }
      item.appendChild(remove);
      list.appendChild(item);
    });
    var count = doc.getElementById(input.getAttribute('data-count'));
    if (count) { count.textContent = input.kept.length; }
  }
  function onFiles(input) {
    var most = Number(input.getAttribute('data-max')) || 9;
    var chosen = Array.prototype.slice.call(input.files);
    var before = input.kept || [];
    var form = input.form;
    say(text('shrinking'));
    if (form) { form.setAttribute('data-sent', '1'); }
    Promise.all(chosen.map(shrink)).then(function (files) {
      var next = (input.multiple ? before.concat(files) : files).slice(0, most);
      if (form) { form.removeAttribute('data-sent'); }
      if (setPhotos(input, next)) { say(next.length + text('photos-ready')); }
    });
  }

  /* month table: arrows move between days that have something, PgUp/PgDn between months */
  var turnsPage = false;
  function onGridKey(event) {
    var here = event.target.closest ? event.target.closest('.cal a.day-n') : null;
    if (!here) { return; }
    var key = event.key;
    if (key === 'PageUp' || key === 'PageDown') {
      var turn = doc.querySelector(key === 'PageUp' ? '[rel=prev]' : '[rel=next]');
      if (turn) { event.preventDefault(); turnsPage = true; turn.click(); }
      return;
    }
    var delta = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7 }[key];
    if (!delta && key !== 'Home' && key !== 'End') { return; }
    var cells = all('.cal td');
    var links = all('.cal a.day-n');
    var at = cells.indexOf(here.parentNode);
    var goal = null;
    if (key === 'Home') { goal = links[0]; } else if (key === 'End') { goal = links[links.length - 1]; } else {
      for (var i = at + delta; i >= 0 && i < cells.length && !goal; i += delta) {
        goal = cells[i].querySelector('a.day-n');
      }
    }
    if (goal) { event.preventDefault(); goal.focus(); }
  }

  function copy(button) {
    var words = button.getAttribute('data-copy') || location.href;
    function done() { say(text('copied')); show(button, text('copied')); }
    if (navigator.clipboard && window.isSecureContext) { navigator.clipboard.writeText(words).then(done, function () {}); return; }
    var box = doc.createElement('textarea');
    box.value = words; box.className = 'sr';
    doc.body.appendChild(box); box.select();
    try { if (doc.execCommand('copy')) { done(); } } catch (e) { /* the address stays visible */ }
    box.remove();
  }
  function show(button, words) {
    var hint = doc.getElementById(button.getAttribute('data-hint'));
    if (hint) { hint.hidden = false; if (words) { hint.textContent = words; } say(hint.textContent); }
  }
  function share(button) {
    if (navigator.share && !/MicroMessenger/i.test(navigator.userAgent)) {
      navigator.share({ title: doc.title, url: location.href }).catch(function () {});
    } else { show(button, ''); }
  }

  /* the bar that says there is no network; what stands under a thumb does not move when it comes */
  function network(isCut) {
    var bar = doc.getElementById('offline');
    var main = doc.getElementById('main');
    if (bar && isCut) { say(bar.textContent.trim()); }
    if (!bar || bar.hidden === !isCut) { return; }
    var isAnchored = window.pageYOffset > 0 && window.CSS && CSS.supports('overflow-anchor', 'auto');
    var before = main.getBoundingClientRect().top;
    bar.hidden = !isCut;
    if (!isAnchored) { window.scrollBy(0, main.getBoundingClientRect().top - before); }
    if (!isCut) { say(text('online')); }
  }
  function askNetwork() { network(navigator.onLine === false); }

  /* a chip that fills a sentence */
  function fill(button) {
    var input = doc.getElementById(button.getAttribute('data-fill'));
    if (!input) { return; }
    var words = button.textContent.trim();
    if (input.value.indexOf(words) < 0) { input.value = input.value ? input.value + '，' + words : words; }
    input.dispatchEvent(new Event('input', { bubbles: true }));
    input.focus();
  }

  doc.addEventListener('click', function (event) {
    var el = event.target.closest ? event.target.closest('[data-step],[data-copy],[data-share],[data-fill],[data-print]') : null;
    if (!el) { return; }
    if (el.hasAttribute('data-step')) { step(el); }
    else if (el.hasAttribute('data-copy')) { copy(el); }
    else if (el.hasAttribute('data-share')) { event.preventDefault(); share(el); }
    else if (el.hasAttribute('data-fill')) { fill(el); }
    else if (el.hasAttribute('data-print')) { event.preventDefault(); window.print(); }
  });
  doc.addEventListener('change', function (event) {
    markChoices();
    if (event.target.matches('input[type=file][data-resize]')) { onFiles(event.target); }
  });
  doc.addEventListener('input', function (event) {
    var form = event.target.form;
    if (form && form.hasAttribute('data-draft')) { saveDraft(form); }
  });
  doc.addEventListener('submit', onSubmit);
  doc.addEventListener('keydown', onGridKey);
  window.addEventListener('online', askNetwork);
  window.addEventListener('offline', askNetwork);
  window.addEventListener('pageshow', function () { all('form[data-sent]').forEach(release); askNetwork(); });

  /* fragments: most answers come at once; a later one is announced */
  doc.addEventListener('htmx:beforeRequest', function (event) {
    var asking = event.detail.requestConfig.elt;
    var button = asking.matches('form') ? asking.querySelector('button:not([type=button])') : null;
    asking.waiting = setTimeout(function () {
      busy(button);
      say(text(button ? 'sending' : 'loading'));
    }, 400);
  });
  doc.addEventListener('htmx:afterRequest', function (event) {
    var box = doc.getElementById('say');
    // The event's own element is another one when the asking one was replaced.
    var asked = event.detail.requestConfig.elt;
    clearTimeout(asked.waiting);
    all('[aria-busy=true]', asked).forEach(idle);
    if (box && (box.textContent === text('loading') || box.textContent === text('sending'))) { box.textContent = ''; }
  });
  // Something arrived again, whatever the browser thinks of its network.
  doc.addEventListener('htmx:afterOnLoad', function (event) { if (event.detail.successful) { network(false); } });
  doc.addEventListener('htmx:afterSwap', function (event) {
    // A target that was replaced lives on as the element of the same id.
    var target = doc.getElementById(event.detail.target.id) || event.detail.target;
    ready(target);
    read(target);
    var goal = (turnsPage && target.querySelector('.cal a.day-n')) || target.querySelector('[data-focus]');
    turnsPage = false;
    // The pressed button went with a small part: the keyboard goes on from the new one.
    if (!goal && target !== event.detail.target && doc.activeElement === doc.body) { goal = target; }
    if (goal) {
      if (!goal.matches('a, button, input')) { goal.setAttribute('tabindex', '-1'); }
      goal.focus({ preventScroll: goal === target });
    }
  });
  doc.addEventListener('htmx:oobAfterSwap', function (event) {
    // The target may have been replaced by an element of the same id.
    read(doc.getElementById(event.detail.target.id) || event.detail.target);
  });
  function read(from) {
    var words = from.querySelector('[data-say]');
    if (words) { say(words.textContent); }
  }
  function unsent() { turnsPage = false; network(true); }
  doc.addEventListener('htmx:sendError', unsent);
  doc.addEventListener('htmx:timeout', unsent);
  doc.addEventListener('htmx:responseError', function () {
    turnsPage = false;
    // Nobody stands before a screen to press again: it must say itself that it is old.
    if (doc.body.classList.contains('screen')) { doc.getElementById('offline').hidden = false; }
    say(text('failed'));
  });

  /* read aloud: offered where it was asked for and the device has a Chinese voice; a second tap stops */
  function offerReading() {
    var tools = doc.querySelector('.head .tools');
    var voice = window.speechSynthesis.getVoices().filter(function (v) { return v.lang.slice(0, 2).toLowerCase() === document.documentElement.lang.slice(0, 2); })[0];
    if (!voice || !tools || doc.getElementById('read-aloud')) { return; }
    var button = doc.createElement('button');
    var label = doc.createElement('span');
    button.id = 'read-aloud';
    button.type = 'button';
    button.className = 'pill';
    label.textContent = text('read');
    button.appendChild(label);
    button.addEventListener('click', function () {
      var isOn = window.speechSynthesis.speaking;
      window.speechSynthesis.cancel();
      label.textContent = text(isOn ? 'read' : 'stop');
      if (isOn) { return; }
      var words = new SpeechSynthesisUtterance(doc.getElementById('main').innerText);
      words.voice = voice;
      words.lang = voice.lang;
      words.rate = 0.9;
      words.onend = function () { label.textContent = text('read'); };
      window.speechSynthesis.speak(words);
    });
    tools.insertBefore(button, tools.firstChild);
  }
  if (doc.body.hasAttribute('data-read-aloud') && window.speechSynthesis) {
    offerReading();
    // Voices arrive late in most engines.
    window.speechSynthesis.onvoiceschanged = offerReading;
    window.addEventListener('pagehide', function () { window.speechSynthesis.cancel(); });
  }

  function ready(from) {
    all('[data-needs-js]', from).forEach(function (el) { el.hidden = false; });
    markChoices();
    var errors = (from || doc).querySelector('.errors');
    if (errors) { errors.focus(); }
    all('input[type=file][data-resize]', from).forEach(function (input) { input.kept = []; });
    all('form[data-draft]', from).forEach(loadDraft);
    var written = doc.querySelector('[data-draft-clear]');
    if (written) { store(draftKey(written.getAttribute('data-draft-clear')), null); }
    var code = (from || doc).querySelector('[data-autofocus]');
    if (code && !errors && (from !== doc || window.innerWidth >= 1024)) { code.focus(); }
  }
  // What the second script of the work pages (field.js) builds upon.
  window.honglin = {
    all: all, busy: busy, network: network, ready: ready, release: release, say: say,
    setPhotos: setPhotos, store: store, text: text, user: user
  };
  ready(doc);
  askNetwork();
})();
