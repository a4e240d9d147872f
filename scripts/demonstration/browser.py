"""A browser: cookies, redirects and forms, nothing else."""

import html.parser
import http.cookiejar
import re
import urllib.error
import urllib.parse
import urllib.request

from demonstration.trouble import Trouble


class Forms(html.parser.HTMLParser):
    """The forms and links of a page."""

    def __init__(self, url):
        super().__init__()
        self.url, self.forms, self.links, self.text = url, [], [], []
        self.form = self.select = None

    def handle_starttag(self, tag, attributes):
        values = dict(attributes)
        if tag == "form":
            action = urllib.parse.urljoin(self.url, values.get("action") or self.url)
            self.form = {"action": action, "method": (values.get("method") or "get").lower(), "fields": {}, "buttons": []}
            self.forms.append(self.form)
        elif tag == "a" and values.get("href"):
            self.links.append(urllib.parse.urljoin(self.url, values["href"]))
        elif self.form is None:
            return
        elif tag == "input" and values.get("type") not in ("radio", "checkbox", "submit"):
            self.form["fields"][values.get("name")] = values.get("value") or ""
        elif tag == "select":
            self.select = values.get("name")
        elif tag == "button":
            self.form["buttons"].append((values.get("name"), values.get("value") or ""))

    def handle_endtag(self, tag):
        if tag == "form":
            self.form = None

    def handle_data(self, data):
        if data.strip():
            self.text.append(data.strip())


class Page:
    def __init__(self, status, url, body):
        self.status, self.url, self.body = status, url, body
        self.parsed = Forms(url)
        self.parsed.feed(body)

    def form(self, path):
        """The form whose action has this path's end."""
        for form in self.parsed.forms:
            if re.search(path, urllib.parse.urlsplit(form["action"]).path):
                return form
        raise Trouble(f"the page {self.url} has no form for {path}:\n  {self.summary}")

    def link(self, path):
        for link in self.parsed.links:
            if re.search(path, urllib.parse.urlsplit(link).path):
                return link
        raise Trouble(f"the page {self.url} has no link to {path}:\n  {self.summary}")

    @property
    def summary(self):
        return " | ".join(self.parsed.text)[:600]


class Browser:
    def __init__(self):
        # The demo's names are all `localhost`; the default policy takes no cookies from names without a dot.
        policy = http.cookiejar.DefaultCookiePolicy(rfc2965=False, strict_ns_domain=0)
        self.opener = urllib.request.build_opener(
            urllib.request.ProxyHandler({}),
            urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar(policy)),
        )

    def get(self, url):
        return self._open(urllib.request.Request(url))

    def submit(self, form, **fields):
        data = urllib.parse.urlencode({**form["fields"], **fields})
        if form["method"] == "get":
            return self.get(f"{form['action']}?{data}")
        return self._open(urllib.request.Request(form["action"], data=data.encode(), method="POST"))

    def _open(self, request):
        try:
            with self.opener.open(request, timeout=20) as answer:
                return Page(answer.status, answer.url, answer.read().decode())
        except urllib.error.HTTPError as error:
            return Page(error.code, error.url, error.read().decode(errors="replace"))
        except OSError as error:
            raise Trouble(f"{request.full_url} does not answer: {error}") from error
