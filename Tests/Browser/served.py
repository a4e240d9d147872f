"""A server of the tests' own, on a port of its own, for as long as they need it."""

import http.server
import threading


class Served:
    """Answers with a handler's methods, and logs nothing."""

    def __init__(self, path, **methods):
        methods["log_message"] = lambda *_: None
        handler = type("Handler", (http.server.BaseHTTPRequestHandler,), methods)
        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
        self.url = f"http://localhost:{self.server.server_address[1]}{path}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def stop(self):
        self.server.shutdown()
        self.server.server_close()
