// What the pages do better with a script: waiting without reloading, forwarding without a click, no double submits.
"use strict";

(function () {
  // One press is enough: a second one would meet a transaction that has moved on.
  function guardForms(page) {
    page.querySelectorAll("form").forEach(function (form) {
      form.addEventListener("submit", function (event) {
        if (form.dataset.sent) { event.preventDefault(); return; }
        form.dataset.sent = "yes";
        setTimeout(function () { delete form.dataset.sent; }, 8000);
      });
    });
  }

  function forward(page) {
    const form = page.querySelector("form[data-submit]");
    if (form) { form.requestSubmit(); }
  }

  // Follows where a transaction stands: told by the server, or by asking where something in between holds events back.
  function wait(page) {
    const status = page.querySelector("[data-status]");
    if (!status) { return; }
    let failures = 0;

    // Whether there is something to wait for still.
    function take(answer) {
      failures = 0;
      if (answer.location) { location.replace(answer.location); return false; }
      if (answer.page) { show(answer.page); return false; }
      return exchange(status, answer);
    }

    function later(milliseconds) { setTimeout(ask, Math.max(500, milliseconds)); }

    function ask() {
      // A hidden tab keeps asking: the person is in the app, and should find the next page on coming back.
      fetch(status.dataset.status, { headers: { "Accept": "application/json" }, credentials: "same-origin" })
        .then(function (answer) {
          // Trouble on the other side passes, and the sign-in goes on.
          if (answer.status >= 500 || answer.status === 429) { throw new Error(String(answer.status)); }
          return answer.json();
        })
        .then(function (answer) { if (take(answer)) { later(answer.wait); } })
        .catch(function () {
          failures += 1;
          // The broker may be starting again. A reload would show the browser's own page, which asks nobody any more.
          later(Math.min(2000 * failures, 15000));
        });
    }

    function listen() {
      const events = new EventSource(status.dataset.status + "/events");
      // The first event comes at once; if it does not, none will.
      let silence = setTimeout(askInstead, 5000);
      function askInstead() { clearTimeout(silence); events.close(); later(0); }
      events.onmessage = function (event) {
        clearTimeout(silence);
        if (!take(JSON.parse(event.data))) { events.close(); }
      };
      events.onerror = function () {
        // Refused for good, or the server is away: asking finds out, and says so on a page.
        failures += 1;
        if (events.readyState === EventSource.CLOSED || failures > 5) { failures = 0; askInstead(); }
      };
    }

    if (window.EventSource) { listen(); } else { later(Number(status.dataset.wait)); }
  }

  // Only what changed, so that a screen reader keeps its place and hears a hint once.
  function exchange(status, answer) {
    const figure = document.querySelector("figure[data-code]");
    const link = document.querySelector("a.button[data-app]");
    if ((answer.code && !figure) || (answer.link && !link)) { location.replace(status.dataset.status); return false; }
    if (!answer.code && figure) { figure.remove(); }
    if (answer.code && answer.code !== figure.dataset.code && !draw(figure, answer.code)) {
      // As without a script: the server draws.
      setTimeout(function () { location.replace(status.dataset.status); }, 2000);
      return false;
    }
    if (!answer.link && link) { link.closest("p").remove(); }
    if (answer.link && link.getAttribute("href") !== answer.link) { link.setAttribute("href", answer.link); }
    if (answer.hint && status.textContent !== answer.hint) { status.textContent = answer.hint; }
    return true;
  }

  // Draws the code of a text in place of the one before it; false where that cannot be done here.
  function draw(figure, text) {
    let code;
    try {
      window.qrcode.stringToBytes = window.qrcode.stringToBytesFuncs["UTF-8"];
      code = window.qrcode(0, "M");
      code.addData(text);
      code.make();
    } catch (error) { return false; }
    // Four light squares on each side, and a line through each run of dark ones, as the server draws it.
    const size = code.getModuleCount();
    const side = size + 8;
    let path = "";
    for (let y = 0; y < size; y += 1) {
      for (let x = 0, end = 0; x < size; x = end + 1) {
        for (end = x; end < size && code.isDark(y, end); end += 1) { }
        if (end > x) { path += "M" + (x + 4) + " " + (y + 4.5) + "h" + (end - x); }
      }
    }
    const drawn = figure.querySelector("svg");
    drawn.setAttribute("viewBox", "0 0 " + side + " " + side);
    drawn.querySelector("rect").setAttribute("width", side);
    drawn.querySelector("rect").setAttribute("height", side);
    drawn.querySelector("path").setAttribute("d", path);
    figure.dataset.code = text;
    return true;
  }

  function show(html) {
    const next = new DOMParser().parseFromString(html, "text/html");
    document.title = next.title;
    document.documentElement.lang = next.documentElement.lang;
    document.body.replaceWith(document.adoptNode(next.body));
    const heading = document.querySelector("h1");
    if (heading) { heading.tabIndex = -1; heading.focus(); }
    start();
  }

  function start() {
    guardForms(document);
    forward(document);
    wait(document);
  }

  // The Back button may show a page whose forms were sent: let them be sent again.
  window.addEventListener("pageshow", function (event) {
    if (event.persisted) { location.reload(); }
  });

  start();
}());
