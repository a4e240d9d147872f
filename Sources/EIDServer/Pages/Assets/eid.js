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

  function wait(page) {
    const status = page.querySelector("[data-status]");
    if (!status) { return; }
    let failures = 0;
    function later(milliseconds) { setTimeout(ask, Math.max(500, milliseconds)); }
    function ask() {
      // A hidden tab keeps asking: the person is in the app, and should find the next page on coming back.
      fetch(status.dataset.status, { headers: { "Accept": "application/json" }, credentials: "same-origin" })
        .then(function (answer) { return answer.json(); })
        .then(function (answer) {
          failures = 0;
          if (answer.location) { location.replace(answer.location); }
          else if (answer.page) { show(answer.page); }
          else { exchange(status, answer); later(answer.wait); }
        })
        .catch(function () {
          failures += 1;
          if (failures > 5) { location.reload(); } else { later(2000 * failures); }
        });
    }
    later(Number(status.dataset.wait));
  }

  // Only what changed, so that a screen reader keeps its place and hears a hint once.
  function exchange(status, answer) {
    const drawn = document.querySelector("figure svg");
    const link = document.querySelector("a.button[data-app]");
    if ((answer.code && !drawn) || (answer.link && !link)) { location.replace(status.dataset.status); return; }
    if (answer.code === "" && drawn) { drawn.closest("figure").remove(); }
    if (answer.code) {
      const code = new DOMParser().parseFromString(answer.code, "image/svg+xml").documentElement;
      drawn.replaceWith(document.adoptNode(code));
    }
    if (answer.link && link.getAttribute("href") !== answer.link) { link.setAttribute("href", answer.link); }
    if (answer.hint && status.textContent !== answer.hint) { status.textContent = answer.hint; }
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
