"""A client that has documents signed, as far as the broker talks to it."""

import queue

from served import Served


class Office(Served):
    """Hears events, and keeps each request as it came."""

    def __init__(self):
        self.heard = queue.Queue()
        heard = self.heard

        def do_POST(request):
            body = request.rfile.read(int(request.headers["content-length"]))
            heard.put((dict(request.headers), body))
            request.send_response(204)
            request.end_headers()

        super().__init__("/events", do_POST=do_POST)
