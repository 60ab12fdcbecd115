/* Work pages under a weak network. 随手记 goes up with its progress in words and, where it cannot, stays
   on this phone until it is told to go; 签到 waits in line and goes by itself. Nothing is written twice:
   an entry carries the key of its form, and somebody who was checked in is answered with when.
   Builds upon app.js; without either of them every form here is a plain form. */
(function () {
  'use strict';
  var app = window.honglin;
  var doc = document;
  if (!app || !app.user) { return; }
  // A phone in a cellar says nothing at all: so long without a byte is a failure.
  var STALLED = 30000;
  var RETRY = 15000;
  // What a gateway says while the server behind it is away.
  var AWAY = [502, 503, 504];

  function words(key, values) {
    return app.text(key).replace(/\{(\w+)\}/g, function (all, name) { return values[name]; });
  }
  function rid() {
    return Date.now().toString(36) + Math.random().toString(36).slice(2, 10);
  }
  function alone(name, work) {
    // One page at a time, where the browser can tell; where not, the server tells.
    if (!navigator.locks) { return work(); }
    return navigator.locks.request(name, { ifAvailable: true }, function (lock) {
      return lock ? work() : undefined;
    });
  }

  /* the server: a fresh token and who is signed in; then the form itself */
  function freshToken() {
    return fetch(location.href, { credentials: 'same-origin', cache: 'no-store' }).then(function (answer) {
      if (!answer.ok) { throw new Error(answer.status); }
      return answer.text();
    }).then(function (html) {
      var page = new DOMParser().parseFromString(html, 'text/html');
      var token = page.querySelector('[name=csrfmiddlewaretoken]');
      if (page.body.getAttribute('data-user') !== app.user || !token) { throw new SignedOut(); }
      return token.value;
    });
  }
  function SignedOut() { this.message = app.text('signed-out'); }
  function upload(url, data, onProgress) {
    return new Promise(function (resolve, reject) {
      var request = new XMLHttpRequest();
      var watch;
      function alive() {
        clearTimeout(watch);
        watch = setTimeout(function () { request.abort(); }, STALLED);
      }
      request.open('POST', url);
      request.responseType = 'document';
      request.upload.onprogress = function (event) {
        alive();
        if (event.lengthComputable) { onProgress(event.loaded, event.total); }
      };
      request.onprogress = alive;
      request.onload = function () {
        clearTimeout(watch);
        if (AWAY.indexOf(request.status) >= 0) { reject(new Error(request.status)); return; }
        resolve({ status: request.status, url: request.responseURL, page: request.response });
      };
      request.onerror = request.onabort = function () { clearTimeout(watch); reject(new Error('network')); };
      alive();
      request.send(data);
    });
  }
  function isWritten(answer) { return Boolean(answer.page && answer.page.querySelector('[data-draft-clear]')); }
  function isSignedOut(answer) {
    return Boolean(answer.page && answer.page.body && answer.page.body.getAttribute('data-user') !== app.user);
  }
  function reasonOf(answer) {
    // The sentences of the form, or the heading of the page that came instead of it.
    var found = answer.page ? app.all('.f-err, .errors li', answer.page) : [];
    var heading = answer.page && answer.page.querySelector('h1');
    var said = [];
    found.forEach(function (part) {
      var sentence = part.textContent.trim();
      if (said.indexOf(sentence) < 0) { said.push(sentence); }
    });
    if (!said.length && answer.status !== 422 && heading) { said.push(heading.textContent.trim()); }
    return said.join('，');
  }
  function percentOf(loaded, total) { return total ? Math.min(100, Math.floor(loaded * 100 / total)) : 0; }
  function photoAt(loaded, total, sizes) {
    // The form's few words travel before the photos; which photo is under way follows from the bytes.
    var all = sizes.reduce(function (sum, size) { return sum + size; }, 0);
    var gone = Math.max(0, loaded - Math.max(0, total - all));
    var index = 0;
    while (index < sizes.length - 1 && gone >= sizes[index]) { gone -= sizes[index]; index += 1; }
    return { index: index, percent: percentOf(gone, sizes[index]) };
  }
  function progressWords(loaded, total, sizes) {
    var percent = percentOf(loaded, total);
    if (!sizes.length) { return words('uploading-words', { percent: percent }); }
    return words('uploading', { n: photoAt(loaded, total, sizes).index + 1, total: sizes.length, percent: percent });
  }

  /* what is kept on the phone: photos need IndexedDB */
  function drafts(mode, act) {
    return new Promise(function (resolve, reject) {
      var asked = indexedDB.open('honglin-field', 1);
      asked.onupgradeneeded = function () { asked.result.createObjectStore('drafts', { keyPath: 'key' }); };
      asked.onerror = function () { reject(asked.error); };
      asked.onsuccess = function () {
        var base = asked.result;
        var step = base.transaction('drafts', mode);
        var done = act(step.objectStore('drafts'));
        step.oncomplete = function () { base.close(); resolve(done.result); };
        step.onerror = step.onabort = function () { base.close(); reject(step.error); };
      };
    });
  }
  function myDrafts() {
    return drafts('readonly', function (shelf) { return shelf.getAll(); }).then(function (kept) {
      return kept.filter(function (draft) { return draft.user === app.user; })
        .sort(function (one, other) { return one.at - other.at; });
    }, function () { return []; });
  }
  function keepDraft(draft) { return drafts('readwrite', function (shelf) { return shelf.put(draft); }); }
  function dropDraft(key) {
    return drafts('readwrite', function (shelf) { return shelf.delete(key); }).catch(function () {});
  }
  function draftKey(form) { return app.user + ':' + form.elements.request_key.value; }
  function draftOf(form) {
    var session = form.elements.session;
    var draft = {
      key: draftKey(form), user: app.user,
      url: location.pathname + (session && session.value ? '?session=' + session.value : location.search),
      title: form.getAttribute('data-title'), at: Date.now(), fields: [], photos: []
    };
    new FormData(form).forEach(function (value, name) {
      if (name === 'csrfmiddlewaretoken') { return; }
      if (value instanceof File) {
        if (value.size) { draft.photos.push({ name: name, file: value }); }
      } else { draft.fields.push([name, value]); }
    });
    var title = form.elements.title;
    if (title && title.value) { draft.title = title.value; }
    return draft;
  }
  function dataOf(draft, token) {
    var data = new FormData();
    data.append('csrfmiddlewaretoken', token);
    draft.fields.forEach(function (field) { data.append(field[0], field[1]); });
    draft.photos.forEach(function (photo) { data.append(photo.name, photo.file, photo.file.name || 'photo.jpg'); });
    return data;
  }
  function sizesOf(draft) { return draft.photos.map(function (photo) { return photo.file.size; }); }

  /* the form of 随手记 */
  var uploading = false;
  function logForm() { return doc.querySelector('form[data-upload]'); }
  function onUpload(event) {
    var form = event.target;
    // app.js has stopped it while photos are still made small, or when it was pressed twice.
    if (event.defaultPrevented || !form.hasAttribute('data-upload') || !form.elements.request_key) { return; }
    event.preventDefault();
    if (uploading) { return; }
    uploading = true;
    form.setAttribute('data-uploading', '1');
    var isAgain = form.hasAttribute('data-failed');
    var sizes = sizesOf(draftOf(form));
    // The first time the form's own token is good; hours later it may not be.
    (isAgain ? freshToken().then(function (token) { form.elements.csrfmiddlewaretoken.value = token; }) : Promise.resolve())
      .then(function () {
        return upload(location.href, new FormData(form), function (loaded, total) { showProgress(form, loaded, total, sizes); });
      })
      .then(function (answer) { return settle(form, answer); }, function (error) {
        return keep(form, error instanceof SignedOut ? error.message : '');
      });
  }
  function tell(form, sentence) {
    var line = doc.getElementById('upload');
    if (!line) { return; }
    line.hidden = !sentence;
    if (line.textContent !== sentence) { line.textContent = sentence; }
  }
  var lastPhoto = -1;
  function showProgress(form, loaded, total, sizes) {
    var at = photoAt(loaded, total, sizes);
    var sentence = progressWords(loaded, total, sizes);
    tell(form, sentence);
    app.all('.shot-state', form).forEach(function (state, index) {
      if (index < at.index || loaded === total) { state.textContent = app.text('photo-up'); }
      else if (index === at.index) { state.textContent = words('photo-at', { percent: at.percent }); }
    });
    // Read aloud once a photo, not with every byte.
    if (at.index !== lastPhoto) { lastPhoto = at.index; app.say(sentence); }
  }
  function settle(form, answer) {
    if (isWritten(answer)) {
      return dropDraft(draftKey(form)).then(function () { location.assign(answer.url); });
    }
    if (isSignedOut(answer)) { return keep(form, app.text('signed-out')); }
    if (answer.page && answer.page.querySelector('form[data-upload]')) { showRefusal(form, answer); return undefined; }
    return keep(form, reasonOf(answer));
  }
  function showRefusal(form, answer) {
    // The page with its sentences takes the place of this one; photos that the server did not keep
    // stay chosen.
    var before = form.querySelector('input[type=file]');
    var photos = (before && (before.kept || Array.prototype.slice.call(before.files))) || [];
    var main = doc.adoptNode(answer.page.getElementById('main'));
    uploading = false;
    lastPhoto = -1;
    doc.title = answer.page.title;
    doc.getElementById('main').replaceWith(main);
    app.ready(main);
    var input = main.querySelector('input[type=file]');
    if (input && photos.length && !main.querySelector('input[name=held]')) { app.setPhotos(input, photos); }
    drawUnsent();
  }
  function keep(form, reason) {
    return keepDraft(draftOf(form)).then(function () { return 'kept'; }, function () { return 'not-kept'; }).then(function (how) {
      var sentence = (reason ? reason + '，' : '') + app.text(how);
      uploading = false;
      lastPhoto = -1;
      form.removeAttribute('data-uploading');
      form.setAttribute('data-failed', '1');
      app.release(form);
      app.all('.shot-state', form).forEach(function (state) { state.textContent = app.text('chosen'); });
      var button = form.querySelector('.bar .btn-main');
      if (button) { button.textContent = app.text('again'); }
      tell(form, sentence);
      app.say(sentence);
      return drawUnsent();
    });
  }

  /* 待上传: each entry is sent by its own tap */
  function drawUnsent() {
    var box = doc.getElementById('unsent');
    var pattern = doc.getElementById('unsent-row');
    if (!box || !pattern) { return Promise.resolve(); }
    return myDrafts().then(function (kept) {
      var list = box.querySelector('ul');
      var waiting = myQueue();
      var door = box.querySelector('[data-door]');
      list.textContent = '';
      kept.forEach(function (draft) { list.appendChild(unsentRow(draft, pattern)); });
      door.hidden = !waiting.length;
      if (waiting.length) {
        door.href = waiting[0].page;
        door.querySelector('[data-count]').textContent = waiting.length;
      }
      box.querySelector('[data-count]').textContent = kept.length + waiting.length;
      box.hidden = !(kept.length + waiting.length);
    });
  }
  function unsentRow(draft, pattern) {
    var row = doc.importNode(pattern.content, true).querySelector('li');
    var note = [words('saved-at', { time: new Date(draft.at).toTimeString().slice(0, 5) })];
    if (draft.photos.length) { note.unshift(words('photos-n', { n: draft.photos.length })); }
    row.querySelector('[data-title]').textContent = draft.title;
    row.querySelector('[data-note]').textContent = note.join(' · ');
    row.querySelector('[data-open]').href = draft.url + '#draft=' + encodeURIComponent(draft.key);
    row.querySelector('[data-send]').addEventListener('click', function () { sendDraft(draft, row); });
    row.querySelector('[data-drop]').addEventListener('click', function () {
      dropDraft(draft.key).then(drawUnsent).then(function () { doc.getElementById('main').focus(); });
    });
    return row;
  }
  function sendDraft(draft, row) {
    var button = row.querySelector('[data-send]');
    var line = row.querySelector('[data-words]');
    var sizes = sizesOf(draft);
    function show(sentence, isAloud) {
      line.hidden = !sentence;
      line.textContent = sentence;
      if (isAloud) { app.say(sentence); }
    }
    if (uploading) { return; }
    uploading = true;
    app.busy(button);
    alone('honglin-drafts', function () {
      return freshToken().then(function (token) {
        return upload(draft.url, dataOf(draft, token), function (loaded, total) {
          show(progressWords(loaded, total, sizes));
        });
      });
    }).then(function (answer) {
      uploading = false;
      if (!answer) { return drawUnsent(); }
      if (isWritten(answer)) {
        return dropDraft(draft.key).then(function () { location.assign(answer.url); });
      }
      if (isSignedOut(answer)) { throw new SignedOut(); }
      // A colleague was faster: sent again in full view of that, it is added to what stands.
      var known = answer.page && answer.page.querySelector('[name=known_log]');
      draft.fields.forEach(function (field) { if (field[0] === 'known_log' && known) { field[1] = known.value; } });
      again(button);
      show(reasonOf(answer) || app.text('refused'), true);
      return keepDraft(draft);
    }).catch(function (error) {
      uploading = false;
      again(button);
      show(error instanceof SignedOut ? error.message : app.text('kept'), true);
    });
  }
  function again(button) {
    button.removeAttribute('aria-busy');
    button.textContent = app.text('again');
  }
  function openDraft() {
    // 打开修改: what was kept goes back into the form, with its key, so that it is written once.
    var form = logForm();
    var wanted = /^#draft=(.+)$/.exec(location.hash);
    if (!form || !wanted) { return; }
    myDrafts().then(function (kept) {
      var draft = kept.filter(function (one) { return one.key === decodeURIComponent(wanted[1]); })[0];
      if (!draft) { return; }
      draft.fields.forEach(function (field) {
        var box = form.elements[field[0]];
        if (box && 'value' in box && field[0] !== 'known_log') { box.value = field[1]; }
      });
      var input = form.querySelector('input[type=file]');
      if (input && draft.photos.length) {
        app.setPhotos(input, draft.photos.map(function (photo) { return photo.file; }));
      }
      form.setAttribute('data-failed', '1');
      tell(form, app.text('from-draft'));
      app.say(app.text('from-draft'));
    });
  }

  /* 签到 without a network: in line, in order, by itself once the network is back */
  var QUEUE = 'queue:' + app.user;
  var unstored = [];
  var flushing = false;
  var timer;
  function myQueue() {
    try { return JSON.parse(app.store(QUEUE) || '[]').concat(unstored); } catch (error) { return unstored.slice(); }
  }
  function setQueue(items) {
    unstored = [];
    app.store(QUEUE, items.length ? JSON.stringify(items) : null);
    // Private mode keeps nothing: then they wait as long as this page is open.
    if (items.length && !app.store(QUEUE)) { unstored = items; }
  }
  function take(id) {
    setQueue(myQueue().filter(function (item) { return item.id !== id; }));
  }
  function rowOf(item) { return doc.getElementById('person-' + item.signup); }
  function enqueue(form) {
    var signup = form.elements.signup.value;
    var isThere = myQueue().some(function (item) { return item.signup === signup; });
    if (!isThere) {
      setQueue(myQueue().concat([{
        id: rid(), signup: signup, url: form.getAttribute('action'), page: location.pathname + location.search
      }]));
    }
    markQueued();
    var row = doc.getElementById('person-' + signup);
    app.say((row ? row.querySelector('b').textContent + '，' : '') + app.text('queued'));
    plan();
  }
  function markQueued() {
    var waiting = myQueue();
    app.all('.person-wait').forEach(function (mark) { mark.remove(); });
    app.all('#checkin form[data-queue]').forEach(function (form) { form.hidden = false; });
    waiting.forEach(function (item) {
      var row = rowOf(item);
      var form = row && row.querySelector('form[data-queue]');
      if (!form) { return; }
      // As in a row that is done, 撤销 stands away from where 签到 was: a double tap takes nothing back.
      var mark = doc.createElement('p');
      var state = doc.createElement('span');
      var undo = doc.createElement('button');
      mark.className = 'person-undo person-wait';
      state.className = 'done-at';
      state.textContent = app.text('queued');
      undo.type = 'button';
      undo.className = 'btn btn-link';
      undo.textContent = app.text('take-back');
      undo.setAttribute('aria-label', app.text('take-back') + ' ' + row.querySelector('b').textContent);
      undo.addEventListener('click', function () {
        take(item.id);
        markQueued();
        form.querySelector('button').focus();
      });
      mark.appendChild(state);
      mark.appendChild(undo);
      form.hidden = true;
      row.querySelector('.person-b').appendChild(mark);
    });
    if (waiting.length) { fillSlot(words('queued-n', { n: waiting.length }), 'warn'); }
  }
  function fillSlot(sentence, tone) {
    // The slot has a fixed height: no row moves while somebody taps on.
    var slot = doc.querySelector('#arrived [data-slot]');
    if (!slot) { return; }
    var icon = slot.parentNode.querySelector('use');
    slot.textContent = sentence;
    slot.parentNode.className = 'note note-slot gap-top note-' + tone;
    icon.setAttribute('href', icon.getAttribute('href').replace(/#.*/, tone === 'ok' ? '#check' : '#warn'));
  }
  function plan() {
    clearTimeout(timer);
    if (myQueue().length) { timer = setTimeout(flush, RETRY); }
  }
  function flush() {
    if (flushing || !doc.getElementById('checkin') || !myQueue().length) { return; }
    flushing = true;
    var told = { sent: 0, refused: 0, last: '' };
    alone(QUEUE, function () {
      return freshToken().then(function (token) { return sendNext(token, told); });
    }).catch(function (error) {
      if (error instanceof SignedOut) { told.last = error.message; }
    }).then(function () {
      flushing = false;
      markQueued();
      report(told);
      plan();
    });
  }
  function sendNext(token, told) {
    var item = myQueue()[0];
    if (!item) { return undefined; }
    var body = new URLSearchParams({ csrfmiddlewaretoken: token, signup: item.signup, queued: item.id });
    return fetch(item.url, {
      method: 'POST', body: body, credentials: 'same-origin', headers: { 'HX-Request': 'true' }
    }).then(function (answer) {
      if (answer.status >= 500) { throw new Error(answer.status); }
      return answer.text().then(function (html) {
        var page = new DOMParser().parseFromString(html, 'text/html');
        // Asked to sign in half way: the rest waits.
        if (answer.redirected && !page.querySelector('.person')) { throw new SignedOut(); }
        take(item.id);
        showAnswer(item, page, answer.status, told);
        return sendNext(token, told);
      });
    });
  }
  function showAnswer(item, page, status, told) {
    var row = page.querySelector('.person');
    var counter = page.getElementById('arrived');
    var isRefused = !row || Boolean(row.querySelector('.f-err'));
    told.sent += isRefused ? 0 : 1;
    told.refused += isRefused ? 1 : 0;
    network();
    if (row) { putRow(item, row); } else { refuseRow(item, page, status, told); }
    if (counter) {
      counter.removeAttribute('hx-swap-oob');
      doc.getElementById('arrived').replaceWith(doc.adoptNode(counter));
    }
  }
  function network() { app.network(false); }
  function putRow(item, row) {
    var old = rowOf(item);
    var list = doc.querySelector('#checkin .card-list');
    var fresh = doc.adoptNode(row);
    // Who left the list meanwhile is shown below it, with the reason.
    if (old) { old.replaceWith(fresh); } else if (list) { list.appendChild(fresh); }
    window.htmx.process(fresh);
  }
  function refuseRow(item, page, status, told) {
    var sentence = status === 404 ? app.text('not-found') : (page.body.textContent.trim() && reasonOf({ page: page, status: status })) || page.body.textContent.trim();
    var row = rowOf(item);
    told.last = sentence;
    if (!row) { return; }
    var line = doc.createElement('p');
    line.className = 'f-err';
    line.textContent = sentence;
    row.appendChild(line);
  }
  function report(told) {
    var sentence = '';
    if (told.sent || told.refused) { sentence = words('uploaded-n', { n: told.sent }); }
    if (told.refused) { sentence += words('refused-n', { n: told.refused }); }
    if (told.last) { sentence += (sentence && '，') + told.last; }
    if (!sentence) { return; }
    fillSlot(sentence, told.refused || told.last ? 'warn' : 'ok');
    app.say(sentence);
  }
  function onUnsent(event) {
    var form = event.detail.requestConfig.elt;
    var status = event.detail.xhr ? event.detail.xhr.status : 0;
    if (!form.matches || !form.closest('#checkin') || (status && AWAY.indexOf(status) < 0)) { return; }
    if (form.hasAttribute('data-queue')) { enqueue(form); } else if (form.elements && form.elements.code) {
      fillSlot(app.text('no-lookup'), 'warn');
      app.say(app.text('no-lookup'));
    }
  }

  doc.addEventListener('submit', onUpload);
  ['htmx:sendError', 'htmx:timeout', 'htmx:responseError'].forEach(function (name) {
    doc.addEventListener(name, onUnsent);
  });
  doc.addEventListener('htmx:afterSwap', function () { if (myQueue().length && !flushing) { markQueued(); flush(); } });
  window.addEventListener('online', flush);
  doc.addEventListener('visibilitychange', flush);
  window.addEventListener('storage', function (event) { if (event.key === QUEUE) { markQueued(); drawUnsent(); } });
  window.addEventListener('pageshow', function () { uploading = false; drawUnsent(); });
  markQueued();
  openDraft();
  flush();
  plan();
})();
